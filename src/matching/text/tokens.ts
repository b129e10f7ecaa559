import type { Token, TokenKind } from "../types.js";
import { looseFold } from "./fold.js";
import { endUnder, startUnder } from "./mapped.js";
import { type Normalised, normalise } from "./normalise.js";
import { canonicalNumber } from "./number.js";

const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}々ー〆";
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_])`;
const DOMAINS = "com|org|net|gov|edu|int|info|io|tv|ly|co|eu";
/** Closing marks that end a sentence or a quotation after a link, not the link. */
const AFTER_LINK = /[.,;:!?'")\]}]+$/;

interface Scanner {
  kind: TokenKind;
  pattern: RegExp;
  /** What its first character can be: a set as in a regular expression. */
  begins: string;
  /** Not directly after a letter, digit or underscore. */
  apart: boolean;
}

function scanner(kind: TokenKind, begins: string, source: string, apart = false): Scanner {
  return { kind, begins, pattern: new RegExp(`(?=[${begins}])(?:${source})`, "uy"), apart };
}

/** First that fits wins. All run on text whose quotes, dashes and dots are already plain. */
const SCANNERS: readonly Scanner[] = [
  scanner("url", "h", "https?://t\\.co/[A-Za-z0-9]+"),
  scanner("url", "p", "pic\\.(?:twitter|x)\\.com/[A-Za-z0-9]+"),
  scanner("url", "Hhw", `(?:[Hh]ttps?://|www\\.)[\\x21\\x23-\\x3b\\x3d\\x3f-\\x7e]+`),
  scanner(
    "url",
    "A-Za-z0-9\\-",
    `[A-Za-z0-9-]{2,63}(?:\\.[A-Za-z0-9-]+){0,8}\\.[A-Za-z]{2,24}/[A-Za-z0-9][\\x21\\x23-\\x3b\\x3d\\x3f-\\x7e]*`,
    true,
  ),
  scanner(
    "url",
    "A-Za-z0-9\\-",
    `[A-Za-z0-9-]{2,63}(?:\\.[A-Za-z0-9-]+){0,8}\\.(?:${DOMAINS}|${DOMAINS.toUpperCase()})(?![\\p{L}\\p{N}_])`,
    true,
  ),
  scanner(
    "url",
    "A-Za-z0-9._%+\\-",
    "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]+){1,8}",
    true,
  ),
  scanner("emoji", "\\p{Regional_Indicator}", "\\p{Regional_Indicator}{2}"),
  scanner("emoji", "0-9#*", "[0-9#*]\\u20e3"),
  scanner(
    "emoji",
    "\\p{Extended_Pictographic}",
    "\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}]?[\\u{e0020}-\\u{e007f}]*",
  ),
  scanner("emoji", "\\u{1f3fb}-\\u{1f3ff}\\p{Regional_Indicator}", "."),
  scanner(
    "ellipsis",
    "(.\\[・·",
    "\\[ ?\\.{2,} ?\\]|\\[ ?\\.(?: \\.){1,4} ?\\]|\\( ?\\.{3,} ?\\)|\\.{2,}|\\.(?: \\.){2,}|[([](?:[前中後后]?略|…)[)\\]]|・{2,}|·{3,}",
  ),
  scanner(
    "mention",
    "@",
    `@[A-Za-z0-9_]+(?:@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+){1,8}|(?:\\.[a-z0-9-]+){0,8}\\.(?:bsky\\.social|${DOMAINS})(?![A-Za-z0-9]))?`,
    true,
  ),
  scanner("number", "\\-", "-\\p{Nd}", true),
  scanner("number", "#", "#\\p{Nd}+(?![\\p{L}\\p{M}\\p{N}_.,])", true),
  scanner("hashtag", "#", "#[\\p{L}\\p{M}\\p{N}_]+", true),
  scanner(
    "number",
    "\\p{Nd}",
    "\\p{Nd}{1,2}(?:,\\p{Nd}{2})+,\\p{Nd}{3}(?!\\p{Nd})(?:\\.\\p{Nd}+)?" +
      "|\\p{Nd}{1,3}([,.' ٬])\\p{Nd}{3}(?:\\1\\p{Nd}{3})*(?!\\p{Nd})(?:[.,٫]\\p{Nd}+)?" +
      "|\\p{Nd}+(?:[.,٫]\\p{Nd}+)?",
  ),
  scanner("word", "\\[", `\\[\\p{L}\\]${LETTER}+`, true),
  scanner("character", UNSPACED, ".\\p{M}*"),
  scanner("word", "\\p{L}", `(?:\\p{L}\\.)+\\p{L}(?!${LETTER})\\.?`, true),
  scanner("word", "\\p{L}\\p{M}\\p{N}_", `${LETTER}+(?:'${LETTER}+)*`),
  scanner("punctuation", "!?\\-'", "[!?]+|-+|''+"),
  scanner("punctuation", "^\\s", ".\\p{M}*"),
];

/** Those that can begin with each ASCII character, and with any other: most say no to most. */
const BY_ASCII: readonly (readonly Scanner[])[] = Array.from({ length: 0x80 }, (_, code) =>
  SCANNERS.filter(({ begins }) => new RegExp(`[${begins}]`, "u").test(String.fromCharCode(code))),
);
const BEYOND_ASCII = SCANNERS.filter(({ begins }) => /\\[pu]|^\^|\P{ASCII}/u.test(begins));

/** `l'armée` is two words, and so is `n'a`: the negation must be seen. */
const CLITIC =
  /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|dall|all|sull|un|quest|quell)'(?=\p{L})/iu;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}_]$/u;
const EMBEDDED_LINK = /https?:\/\/|pic\.(?:twitter|x)\.com\//gu;

/** Cuts a text into tokens. `lang` decides how digits are grouped. Never throws. */
export function tokenise(original: string, lang?: string): Token[] {
  const normalised = normalise(original);
  const text = normalised.typographic.text;
  const links = linksIn(text);
  const tokens: Token[] = [];
  let nextLink = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === LINE_FEED) {
      at += 1;
      continue;
    }
    while (nextLink < links.length && (links[nextLink] ?? 0) <= at) nextLink += 1;
    const plain = plainKind(code);
    const plainTo = plainEnd(text, at, plain);
    const { kind, end } =
      plainTo > 0 ? { kind: plain, end: plainTo } : scan(text, at, links[nextLink] ?? text.length);
    tokens.push(makeToken(normalised, kind, at, end, lang));
    at = end;
  }
  return tokens;
}

/** Where links begin, which may be glued to the word before them. */
function linksIn(text: string): readonly number[] {
  if (!text.includes("://") && !text.includes("pic.")) return [];
  return [...text.matchAll(EMBEDDED_LINK)].map((match) => match.index);
}

/** Letters of the commonest alphabets; none of them is a digit, a mark of its own or an emoji. */
const COMMON = /[A-Za-zÀ-ÖØ-öø-ʯЀ-ҁҊ-ԯ\u0900-\u0963\u0971-\u097f]/u;
const COMMON_LETTERS = Uint8Array.from({ length: 0x980 }, (_, code) =>
  COMMON.test(String.fromCharCode(code)) ? 1 : 0,
);

function isCommonLetter(code: number): boolean {
  return code < 0x980 && COMMON_LETTERS[code] === 1;
}

function isAsciiLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a && code < 0x80;
}

const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** The end of the text counts as a blank. */
function isBlank(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === SPACE || code === LINE_FEED;
}

/*
 * What most tokens are, followed by what lets no longer token begin there: the scanners would say
 * the same, one after the other.
 */

const PLAIN_AFTER_WORD = ',;!?")';

/** Common letters, with at most one apostrophe among them that ASCII letters follow; -1 for no. */
function plainWordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isCommonLetter(text.charCodeAt(end))) end += 1;
  if (end === at) return -1;
  const apostrophe = text.charCodeAt(end) === 0x27 && isAsciiLetter(text.charCodeAt(end + 1));
  if (apostrophe) {
    end += 2;
    while (isAsciiLetter(text.charCodeAt(end))) end += 1;
  }
  if (!endsPlainWord(text, end)) return -1;
  return apostrophe ? at + length("word", text.slice(at, end), text, at) : end;
}

function endsPlainWord(text: string, end: number): boolean {
  if (isBlank(text, end)) return true;
  const next = text.charAt(end);
  if (next === ".") return isBlank(text, end + 1);
  if (next === ":") return text.charAt(end + 1) !== "/";
  return PLAIN_AFTER_WORD.includes(next);
}

const PLAIN_NUMBER = /[0-9]+(?=\n|$| (?!\p{Nd}))/uy;
const PLAIN_MARK = /[,;](?=[ \n]|$)|[.](?=\n|$| (?!\.))|[!?]+(?=[ \n]|$)/uy;

/** Han, kana and Thai letters that are tokens by themselves; marks and digits are not among them. */
function isLoneCharacter(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0xe01 && code <= 0xe30) ||
    (code >= 0xe40 && code <= 0xe45)
  );
}

/** Such a letter, with no mark after it that would belong to it. */
function isCharacter(text: string, at: number): boolean {
  if (!isLoneCharacter(text.charCodeAt(at))) return false;
  const next = text.charCodeAt(at + 1);
  return at + 1 >= text.length || next < 0x300 || isLoneCharacter(next);
}

/** The kind of the only plain token that can begin so: letters stand after all ASCII marks. */
function plainKind(code: number): TokenKind {
  if (code >= 0x30 && code <= 0x39) return "number";
  if (code < 0x41) return "punctuation";
  return isLoneCharacter(code) ? "character" : "word";
}

/** The end of a plain token of that kind that begins at `at`; -1 where the scanners have to look. */
function plainEnd(text: string, at: number, kind: TokenKind): number {
  switch (kind) {
    case "character":
      return isCharacter(text, at) ? at + 1 : -1;
    case "word":
      return plainWordEnd(text, at);
    default: {
      const pattern = kind === "number" ? PLAIN_NUMBER : PLAIN_MARK;
      pattern.lastIndex = at;
      return pattern.test(text) ? pattern.lastIndex : -1;
    }
  }
}

/** The token at `at`, which ends before `limit` (a link glued to the word before it). */
function scan(text: string, at: number, limit: number): { kind: TokenKind; end: number } {
  const apart = !WORD_CHARACTER.test(text.slice(Math.max(0, at - 2), at));
  for (const { kind, pattern, apart: needsApart } of BY_ASCII[text.charCodeAt(at)] ??
    BEYOND_ASCII) {
    if (needsApart && !apart) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const reach = at + length(kind, match[0], text, at);
    if (kind === "url" && reach > limit) continue;
    const end = Math.min(reach, limit);
    return { kind: kind === "word" && /^[\p{N}]+$/u.test(match[0]) ? "number" : kind, end };
  }
  return { kind: "punctuation", end: at + 1 };
}

function length(kind: TokenKind, matched: string, text: string, at: number): number {
  if (kind === "url") return linkLength(matched);
  if (kind === "word") return CLITIC.exec(matched)?.[0].length ?? matched.length;
  if (kind === "number" && matched.startsWith("-")) return signedLength(text, at);
  return matched.length;
}

/** Links as displayed end in dots where they are cut (`hrw.org/news/20…`): those belong to them. */
function linkLength(matched: string): number {
  if (/^https?:\/\/t\.co\//.test(matched)) return matched.length;
  const cut = /^(?:https?:\/\/)?[^/]+\/.*?\.{3}/i.exec(matched);
  return cut?.[0].length ?? (matched.replace(AFTER_LINK, "").length || matched.length);
}

const UNSIGNED =
  /(?:\p{Nd}{1,3}(?:[,.' ٬]\p{Nd}{3})+(?!\p{Nd})(?:[.,٫]\p{Nd}+)?|\p{Nd}+(?:[.,٫]\p{Nd}+)?)/uy;

/** A dash that touches a digit and follows a space or bracket is a minus sign. */
function signedLength(text: string, at: number): number {
  const before = at === 0 ? " " : text.charAt(at - 1);
  if (!/[\s([{]/u.test(before)) return 1;
  UNSIGNED.lastIndex = at + 1;
  return 1 + (UNSIGNED.exec(text)?.[0].length ?? 0);
}

function makeToken(
  { capture, typographic, same }: Normalised,
  kind: TokenKind,
  from: number,
  to: number,
  lang: string | undefined,
): Token {
  const text = typographic.text.slice(from, to);
  const captureFrom = startUnder(typographic, from);
  const captureTo = endUnder(typographic, to);
  const before = from === 0 ? LINE_FEED : typographic.text.charCodeAt(from - 1);
  const real = kind === "number" && text === "-" ? "punctuation" : kind;
  return {
    kind: real,
    key: same ? text : capture.text.slice(captureFrom, captureTo),
    text,
    fold: foldOf(real, text, lang),
    start: startUnder(capture, captureFrom),
    end: endUnder(capture, captureTo),
    spaced: before === SPACE || before === LINE_FEED,
    newLine: before === LINE_FEED,
  };
}

function foldOf(kind: TokenKind, text: string, lang: string | undefined): string {
  switch (kind) {
    case "number":
      return canonicalNumber(text, lang);
    case "url":
      return foldLink(text);
    case "ellipsis":
      return /^[([]/.test(text) ? "[…]" : "…";
    case "emoji":
      return text.replace(/[\u{1f3fb}-\u{1f3ff}]/gu, "") || text;
    case "punctuation":
      return foldPunctuation(text);
    default:
      return looseFold(text) || text;
  }
}

/** Scheme, `www.` and the case of the host say nothing; of an e-mail address all of it is host. */
function foldLink(text: string): string {
  const plain = text.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/$/, "");
  return plain.replace(/^[^/]+/, (host) => host.toLowerCase());
}

function foldPunctuation(text: string): string {
  if (text.length === 1) return text === "'" ? '"' : text;
  if (/^[!?]+$/.test(text)) return text.includes("?") ? "?" : "!";
  if (/^-+$/.test(text)) return "-";
  if (/^['"]+$/.test(text)) return '"';
  return text;
}
