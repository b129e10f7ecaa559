import { load } from "cheerio/slim";
import { parsePermalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import { unpackBeginning, unpackBody } from "./bytes.js";
import { openText } from "./charset.js";
import { isCallOfSeveral, isData } from "./json/document.js";
import { Outline } from "./markup/outline.js";
import { SourceText } from "./source-text.js";
import type { HtmlNode } from "./text/nodes.js";
import type { CaptureBytes, Page } from "./types.js";

/** Deepest nesting of JSON that is read; platforms' answers stay below 40. */
const MAX_JSON_DEPTH = 200;

const NO_MARKUP = new SourceText("");

/** How much of a page is looked at for whether it is data. */
const BEGINNING = 4_000;

/**
 * Makes a capture ready for reading. Never throws: what could not be unpacked, decoded or parsed
 * is told in `problems`, behind those that are known already.
 */
export function openPage(capture: CaptureBytes, known: readonly Finding[] = []): Page {
  const unpacked = unpackBody(capture.body, capture.contentEncoding ?? null);
  const source = openText(unpacked.bytes, capture.contentType);
  const problems = [...known];
  if (unpacked.problem) {
    problems.push({ code: "page.damaged", severity: "capture", because: unpacked.problem });
  }
  if (unpacked.cut) {
    const because = `Not read to its end: ${unpacked.cut}`;
    problems.push({ code: "page.given-up", severity: "capture", because });
  }
  const isOfData = isData(source.slice(0, BEGINNING));
  const isScript = !isOfData && isProgram(source, capture.contentType);
  const text = once(() => source.slice(0));
  const found = new Map<unknown, unknown>();
  return {
    capture,
    raw: source.raw,
    get text() {
      return text();
    },
    isData: isOfData,
    isScript,
    permalink: capture.uriR === null ? null : parsePermalink(capture.uriR),
    problems,
    // Markup in the strings of JSON is a post's words, in those of a program a pattern of many.
    outline: once(() => new Outline(isOfData || isScript ? NO_MARKUP : source)),
    remember<T>(make: (page: Page) => T): T {
      if (!found.has(make)) found.set(make, make(this));
      return found.get(make) as T;
    },
    json: once(() => (isOfData ? parseJson(text()) : undefined)),
  };
}

const SCRIPT_TYPE = /^\s*(?:text|application)\/(?:x-)?(?:java|ecma)script\b/i;

/** Called a script, and not beginning like a page that somebody labelled so. */
function isProgram(source: SourceText, contentType: string | null): boolean {
  return SCRIPT_TYPE.test(contentType ?? "") && /^\s*[^\s<]/.test(source.slice(0, BEGINNING));
}

/**
 * Whether a capture is a program by how it begins, without unpacking the rest: most of what is called
 * a script is one. False where that is not plain.
 */
export function beginsAsProgram({ body, contentEncoding, contentType }: CaptureBytes): boolean {
  if (!SCRIPT_TYPE.test(contentType ?? "")) return false;
  const beginning = openText(unpackBeginning(body, contentEncoding ?? null), contentType);
  const text = beginning.slice(0, BEGINNING);
  return isData(text) ? isCallOfSeveral(text) : isProgram(beginning, contentType);
}

/** One document for all fragments: what cheerio makes round each is a class of its own. */
const fragments = load("");

/**
 * The nodes of a fragment of markup, by cheerio's slim parse. It stands behind a comment, so that
 * cheerio takes any text for markup and none for a selector.
 */
export function parseFragment(markup: string): readonly HtmlNode[] {
  return fragments(`<!---->${markup}`).toArray().slice(1);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Guards against `for (;;);` and `)]}',` prefixes are no part of the answer. */
const JSON_GUARD = /^(?:for\s?\(;;\);|\)\]\}',?|while\(1\);)/;

function parseJson(text: string): unknown {
  const body = text.slice(0, 64).trimStart().replace(JSON_GUARD, "").trimStart();
  if (!/^[[{]/.test(body)) return undefined;
  const start = text.indexOf(body);
  if (!isShallow(text, start)) return undefined;
  try {
    return JSON.parse(start === 0 ? text : text.slice(start));
  } catch {
    return undefined;
  }
}

/** Depth is counted before parsing: what walks a parsed answer may recurse safely after that. */
function isShallow(text: string, start: number): boolean {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at === -1) return false;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return false;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return true;
}

/** Index of the quote that ends the string opened at `open`, or -1: the next one that is not escaped. */
function endOfString(text: string, open: number): number {
  let end = text.indexOf('"', open + 1);
  while (end !== -1) {
    let first = end;
    while (text.charCodeAt(first - 1) === 0x5c) first -= 1;
    // An even number of backslashes are escapes of one another.
    if ((end - first) % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}
