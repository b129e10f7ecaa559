import type { Token, TokenKind } from "../types.js";
import { looseFold } from "./fold.js";
import { under } from "./mapped.js";
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
  /** Not directly after a letter, digit or underscore. */
  apart?: boolean;
}

function scanner(kind: TokenKind, source: string, apart = false): Scanner {
  return { kind, pattern: new RegExp(source, "uy"), apart };
}

/** First that fits wins. All run on text whose quotes, dashes and dots are already plain. */
const SCANNERS: readonly Scanner[] = [
  scanner("url", "https?://t\\.co/[A-Za-z0-9]+"),
  scanner("url", "pic\\.(?:twitter|x)\\.com/[A-Za-z0-9]+"),
  scanner("url", `(?:[Hh]ttps?://|www\\.)[\\x21\\x23-\\x3b\\x3d\\x3f-\\x7e]+`),
  scanner(
    "url",
    `[A-Za-z0-9-]{2,63}(?:\\.[A-Za-z0-9-]+){0,8}\\.[A-Za-z]{2,24}/[A-Za-z0-9][\\x21\\x23-\\x3b\\x3d\\x3f-\\x7e]*`,
    true,
  ),
  scanner(
    "url",
    `[A-Za-z0-9-]{2,63}(?:\\.[A-Za-z0-9-]+){0,8}\\.(?:${DOMAINS}|${DOMAINS.toUpperCase()})(?![\\p{L}\\p{N}_])`,
    true,
  ),
  scanner("url", "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]+){1,8}", true),
  scanner("emoji", "\\p{Regional_Indicator}{2}"),
  scanner("emoji", "[0-9#*]\\u20e3"),
  scanner("emoji", "\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}]?[\\u{e0020}-\\u{e007f}]*"),
  scanner("emoji", "[\\u{1f3fb}-\\u{1f3ff}\\p{Regional_Indicator}]"),
  scanner(
    "ellipsis",
    "\\[ ?\\.{2,} ?\\]|\\[ ?\\.(?: \\.){1,4} ?\\]|\\( ?\\.{3,} ?\\)|\\.{2,}|\\.(?: \\.){2,}",
  ),
  scanner(
    "mention",
    `@[A-Za-z0-9_]+(?:@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+){1,8}|(?:\\.[a-z0-9-]+){0,8}\\.(?:bsky\\.social|${DOMAINS})(?![A-Za-z0-9]))?`,
    true,
  ),
  scanner("number", "-\\p{Nd}", true),
  scanner("number", "#\\p{Nd}+(?![\\p{L}\\p{M}\\p{N}_.,])", true),
  scanner("hashtag", "#[\\p{L}\\p{M}\\p{N}_]+", true),
  scanner(
    "number",
    "\\p{Nd}{1,2}(?:,\\p{Nd}{2})+,\\p{Nd}{3}(?!\\p{Nd})(?:\\.\\p{Nd}+)?" +
      "|\\p{Nd}{1,3}([,.' ٬])\\p{Nd}{3}(?:\\1\\p{Nd}{3})*(?!\\p{Nd})(?:[.,٫]\\p{Nd}+)?" +
      "|\\p{Nd}+(?:[.,٫]\\p{Nd}+)?",
  ),
  scanner("word", `\\[\\p{L}\\]${LETTER}+`, true),
  scanner("character", `[${UNSPACED}]\\p{M}*`),
  scanner("word", `(?:\\p{L}\\.)+\\p{L}(?!${LETTER})\\.?`, true),
  scanner("word", `${LETTER}+(?:'${LETTER}+)*`),
  scanner("punctuation", "[!?]+|-+|''+"),
  scanner("punctuation", "[^\\s]\\p{M}*"),
];

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
    if (text[at] === " " || text[at] === "\n") {
      at += 1;
      continue;
    }
    while (nextLink < links.length && (links[nextLink] ?? 0) <= at) nextLink += 1;
    const { kind, end } = scanPlain(text, at) ?? scan(text, at, links[nextLink] ?? text.length);
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
const COMMON = "A-Za-zÀ-ÖØ-öø-ʯЀ-ҁҊ-ԯ\\u0900-\\u0963\\u0971-\\u097f";

/**
 * What most tokens are, followed by what lets no longer token begin there: the scanners would say
 * the same, one after the other.
 */
const PLAIN_WORD = new RegExp(
  `[${COMMON}]+(?:'[A-Za-z]+)?(?=[ \\n,;!?")]|$|:(?!/)|\\.(?:[ \\n]|$))`,
  "uy",
);
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

interface Plain {
  readonly kind: TokenKind;
  readonly pattern: RegExp;
}

const WORD: Plain = { kind: "word", pattern: PLAIN_WORD };
const MARK: Plain = { kind: "punctuation", pattern: PLAIN_MARK };
const NUMBER: Plain = { kind: "number", pattern: PLAIN_NUMBER };

/** The only plain token that can begin with this character: letters stand after all ASCII marks. */
function plainFor(code: number): Plain {
  if (code >= 0x30 && code <= 0x39) return NUMBER;
  return code < 0x41 ? MARK : WORD;
}

/** The end of a plain token that begins at `at`; null where the scanners have to look. */
function scanPlain(text: string, at: number): { kind: TokenKind; end: number } | null {
  if (isCharacter(text, at)) return { kind: "character", end: at + 1 };
  const { kind, pattern } = plainFor(text.charCodeAt(at));
  pattern.lastIndex = at;
  if (!pattern.test(text)) return null;
  const end = pattern.lastIndex;
  const clitic = kind === "word" && text.slice(at, end).includes("'");
  return { kind, end: clitic ? at + length(kind, text.slice(at, end), text, at) : end };
}

/** The token at `at`, which ends before `limit` (a link glued to the word before it). */
function scan(text: string, at: number, limit: number): { kind: TokenKind; end: number } {
  const apart = !WORD_CHARACTER.test(text.slice(Math.max(0, at - 2), at));
  for (const { kind, pattern, apart: needsApart } of SCANNERS) {
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
  let [captureFrom, captureTo, start, end] = [from, to, from, to];
  if (typographic.pieces !== null || capture.pieces !== null || capture.inner !== null) {
    [captureFrom, captureTo] = under(typographic, from, to);
    [start, end] = under(capture, captureFrom, captureTo);
  }
  const text = typographic.text.slice(from, to);
  const before = typographic.text.charAt(from - 1);
  const real = kind === "number" && text === "-" ? "punctuation" : kind;
  return {
    kind: real,
    key: same ? text : capture.text.slice(captureFrom, captureTo),
    text,
    fold: foldOf(real, text, lang),
    start,
    end,
    spaced: from === 0 || before === " " || before === "\n",
    newLine: from === 0 || before === "\n",
  };
}

function foldOf(kind: TokenKind, text: string, lang: string | undefined): string {
  switch (kind) {
    case "number":
      return canonicalNumber(text, lang);
    case "url":
      return foldLink(text);
    case "ellipsis":
      return text.startsWith("[") || text.startsWith("(") ? "[…]" : "…";
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
  if (/^[!?]+$/.test(text)) return text.includes("?") ? "?" : "!";
  if (/^-+$/.test(text)) return "-";
  if (/^['"]+$/.test(text)) return '"';
  return text;
}
