import { integer, pick } from "../random.js";
import type { Edit, Given, Versions } from "../types.js";

/** Ends of lines on which a link to media stands, as the platform adds it. */
const LAST_LINK = /\s+https:\/\/t\.co\/\w+\s*$/u;
const EMOJI_END = /\s*(?:\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?\s*)+$/u;
const NAGARI_ZERO = 0x0966;

/** The text with every match replaced; null when nothing matches. */
function every(pattern: RegExp, by: string | ((match: string) => string)) {
  return (text: string): string | null => {
    const made = typeof by === "string" ? text.replace(pattern, by) : text.replace(pattern, by);
    return made === text ? null : made;
  };
}

function zeroWidth(text: string, { random }: Given): string | null {
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  const gap = pick(random, gaps);
  if (gap === null) return null;
  const mark = pick(random, ["\u200B", "\u2060", "\uFEFF"]) ?? "";
  return text.slice(0, gap) + mark + text.slice(gap);
}

/** Numbers of five digits and more that stand alone, grouped. */
function grouped(text: string): string | null {
  return every(/(?<![\w.,:/#@$€£-])\d{5,9}(?![\w.,:/%])/g, (digits) =>
    digits.replace(/\B(?=(?:\d{3})+$)/g, ","),
  )(text);
}

/** Devanagari digits as ASCII ones. */
function latinDigits(text: string): string | null {
  return every(/[\u0966-\u096F]/gu, (digit) => `${digit.charCodeAt(0) - NAGARI_ZERO}`)(text);
}

function nagariDigits(text: string, { lang }: Given): string | null {
  if (!["ne", "hi"].includes(lang) || /https?:|[@#]\S*\d/.test(text)) return null;
  return every(/\d/g, (digit) => String.fromCharCode(NAGARI_ZERO + Number(digit)))(text);
}

function upper(text: string, { lang }: Given): string | null {
  if (lang !== "en" || /https?:|[@#ßıİ]/u.test(text)) return null;
  const made = text.toUpperCase();
  return made === text ? null : made;
}

function lowerFirst(text: string): string | null {
  return /^[A-Z][a-z]/.test(text) ? (text[0]?.toLowerCase() ?? "") + text.slice(1) : null;
}

/** The archived copy answers somebody; the print leaves the handles out. */
function replyHandles(text: string): Versions | null {
  if (/^[@.]/.test(text)) return null;
  return { printed: text, archived: `@quay_watch @ilse_b ${text}` };
}

function threadCounter(text: string, { random }: Given): Versions | null {
  if (/\d\/\d|https?:/.test(text)) return null;
  return { printed: text, archived: `${text} ${1 + integer(random, 3)}/4` };
}

function mediaLink(text: string): Versions | null {
  if (/https?:/.test(text)) return null;
  return { printed: text, archived: `${text} https://t.co/Ab3dEf7hIj` };
}

/**
 * How print differs from post although nobody changed a word: what captures do to text, and
 * typography. Right: `verbatim` or `normalised`.
 */
export const BENIGN: readonly Edit[] = [
  { kind: "identical", make: (text) => text },
  {
    kind: "entities",
    make: every(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`),
  },
  { kind: "entities-named", make: every(/&(?!\w+;)/g, "&amp;") },
  { kind: "entities-twice", make: every(/&(?!\w+;)/g, "&amp;amp;") },
  {
    kind: "decomposed",
    make: (text) => (text.normalize("NFD") === text ? null : text.normalize("NFD")),
  },
  { kind: "no-break-spaces", make: every(/ /g, "\u00A0") },
  { kind: "doubled-spaces", make: every(/ /g, "  ") },
  { kind: "line-breaks", make: every(/ /, "\n") },
  { kind: "joined-lines", make: every(/\s*\n\s*/g, " ") },
  { kind: "zero-width", make: zeroWidth },
  { kind: "bidi-marks", make: (text) => `\u200E${text}\u200E` },
  { kind: "variation-selectors", make: every(/\uFE0F/gu, "") },
  { kind: "outer-quotes", make: (text) => (/["“”«»]/.test(text) ? null : `“${text}”`) },
  { kind: "outer-guillemets", make: (text) => (/["“”«»]/.test(text) ? null : `« ${text} »`) },
  { kind: "last-link-dropped", make: every(LAST_LINK, "") },
  { kind: "media-link", make: mediaLink },
  { kind: "straight-quotes", make: every(/[“”‘’]/g, (mark) => ("“”".includes(mark) ? '"' : "'")) },
  { kind: "curly-quotes", make: every(/"([^"\n]+)"/g, (held) => `“${held.slice(1, -1)}”`) },
  { kind: "curly-apostrophes", make: every(/(?<=\p{L})'(?=\p{L})/gu, "’") },
  { kind: "guillemets", make: every(/["“]([^"”“\n]+)["”]/g, (held) => `« ${held.slice(1, -1)} »`) },
  { kind: "dashes", make: every(/ [-–—] /g, " — ") },
  { kind: "double-hyphens", make: every(/ [–—-] /g, " -- ") },
  { kind: "one-dot-ellipsis", make: every(/(?<!\.)\.{3}(?!\.)/g, "…") },
  { kind: "three-dot-ellipsis", make: every(/…/g, "...") },
  { kind: "french-spacing", make: every(/(?<=\p{L})[!?](?=\s|$)/gu, (mark) => `\u202F${mark}`) },
  {
    kind: "full-width",
    make: every(/(?<=\p{L})[!?](?=\s|$)/gu, (mark) => (mark === "!" ? "！" : "？")),
  },
  { kind: "hash-sign-dropped", make: every(/(?<=^|\s)#(?=\p{L})/gu, "") },
  { kind: "at-sign-dropped", make: every(/(?<=\s)@(?=\w)/g, "") },
  { kind: "emoji-at-end-dropped", make: every(EMOJI_END, "") },
  { kind: "link-without-scheme", make: every(/https?:\/\/(?!t\.co)/g, "") },
  { kind: "digits-grouped", make: grouped },
  {
    kind: "digits-ungrouped",
    make: every(/(?<![\d.,$])\d{1,3}(?:,\d{3})+(?![\d.,])/g, (n) => n.replaceAll(",", "")),
  },
  { kind: "latin-digits", make: latinDigits },
  { kind: "native-digits", make: nagariDigits },
  { kind: "capitals", make: upper },
  { kind: "first-letter", make: lowerFirst },
  { kind: "reply-handles", make: replyHandles },
  { kind: "thread-counter", make: threadCounter },
  { kind: "final-stop-dropped", make: every(/(?<=\p{L})\.$/u, "") },
  { kind: "danda-as-stop", make: every(/।/gu, ".") },
];
