import { type Element, rawText } from "./dom.js";

/** Markup that some embed code begins with, in an attribute or a script that carries it. */
const CARRIED = /<(?:blockquote|iframe|amp-twitter|div)\b/i;
const TELLTALE =
  /twitter-(?:tweet|video)|bluesky-embed|instagram-media|tiktok-embed|fb-post|text-post-media|mastodon-embed|platform\.(?:twitter|x)\.com\/embed/i;
/** base64 of `<blockquote` and `<iframe`: consent managers hide embeds so. */
const PACKED = /^\s*(?:PGJsb2NrcXVvdGU|PGlmcmFtZ|PGRpd)[A-Za-z0-9+/=\s]{20,60000}$/;
const MAX_CARRIED = 400_000;
const MAX_LITERALS = 200;
/** No embed code is shorter. */
const SHORTEST = 60;
const NONE: readonly string[] = [];

/** Embed code that an element carries as text: in data attributes, JSON, templates of scripts. */
export function carriedMarkup(element: Element): readonly string[] {
  if (element.name === "script") return fromScript(element);
  let found = element.name === "textarea" ? packedIn(rawText(element)) : null;
  for (const name in element.attribs) {
    const value = element.attribs[name] ?? "";
    if (value.length < SHORTEST || !isCarrier(name)) continue;
    found ??= [];
    found.push(...fromValue(value));
  }
  return found ?? NONE;
}

function isCarrier(attribute: string): boolean {
  return attribute.startsWith("data-") || attribute === "srcdoc" || attribute === "content";
}

function fromValue(value: string): readonly string[] {
  const markup = unpack(value);
  if (markup !== null) return [markup];
  return /^\s*[[{]/.test(value) ? stringsWithMarkup(value) : NONE;
}

function fromScript(script: Element): string[] {
  const text = rawText(script);
  if (text.length < SHORTEST || script.attribs.type === "application/ld+json") return [];
  const packed = unpack(text);
  return packed === null ? stringsWithMarkup(text) : [packed];
}

function packedIn(text: string): string[] {
  const markup = unpack(text);
  return markup === null ? [] : [markup];
}

function unpack(text: string): string | null {
  if (text.length > MAX_CARRIED) return null;
  if (PACKED.test(text)) {
    const markup = Buffer.from(text, "base64").toString("utf8");
    return TELLTALE.test(markup) ? markup : null;
  }
  const start = text.slice(0, 200).trimStart();
  return start.startsWith("<") && CARRIED.test(text) && TELLTALE.test(text) ? text : null;
}

/**
 * String literals of JSON or script that hold embed code. Each literal is found by the tell-tale
 * inside it and its own quotation marks, so that no other part of the script is read.
 */
function stringsWithMarkup(text: string): string[] {
  if (!TELLTALE.test(text)) return [];
  const found: string[] = [];
  const pattern = new RegExp(TELLTALE.source, "gi");
  let from = 0;
  let attempts = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    attempts += 1;
    if (attempts > MAX_LITERALS) break;
    const literal = literalAround(text, match.index, from);
    if (literal === null) continue;
    found.push(literal.markup);
    from = literal.end;
    pattern.lastIndex = literal.end;
  }
  return found;
}

/** JSON's marks first: single and slanted ones are apostrophes and code in its strings. */
const LITERAL_MARKS = ['"', "'", "`"];

/** The string literal around a place, if it holds embed code. */
function literalAround(
  text: string,
  inside: number,
  from: number,
): { markup: string; end: number } | null {
  for (const mark of LITERAL_MARKS) {
    const start = literalStart(text, inside, from, mark);
    const end = start === null ? null : literalEnd(text, start, mark);
    if (start === null || end === null || end < inside) continue;
    const markup = decodeLiteral(text.slice(start, end), mark);
    if (markup !== null && CARRIED.test(markup)) return { markup, end };
  }
  return null;
}

/** Behind the quotation mark that opens the literal: one that no backslash escapes. */
function literalStart(text: string, inside: number, from: number, mark: string): number | null {
  const lowest = Math.max(from, inside - MAX_CARRIED);
  for (let at = inside - 1; at >= lowest; at -= 1) {
    if (text[at] === mark && !isEscaped(text, at)) return at + 1;
  }
  return null;
}

function literalEnd(text: string, start: number, mark: string): number | null {
  const limit = Math.min(text.length, start + MAX_CARRIED);
  for (let at = start; at < limit; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === mark) return at;
  }
  return null;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < 16 && text[at - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

/** The literal's value; JSON inside of JSON is opened once more. */
function decodeLiteral(literal: string, mark: string): string | null {
  try {
    const json = mark === '"' ? literal : asJson(literal);
    const value: unknown = JSON.parse(`"${json.replace(/\p{Cc}+/gu, " ")}"`);
    if (typeof value !== "string") return null;
    return /^\s*[[{]/.test(value) ? (stringsWithMarkup(value)[0] ?? null) : value;
  } catch {
    return null;
  }
}

/** A script's literal in other marks than JSON's, with the escapes that JSON knows. */
function asJson(literal: string): string {
  return literal.replace(
    /\\(?:x([0-9a-f]{2})|(['`$\n]))|"/gi,
    (whole, hex: string | undefined, sign: string) => {
      if (whole === '"') return '\\"';
      return hex === undefined ? sign : `\\u00${hex}`;
    },
  );
}
