import { dateIn, isPrintedDate } from "./dates-in-text.js";

/** What an attribution line says, every part as printed; null where it does not print it. */
export interface Attribution {
  name: string | null;
  handle: string | null;
  date: string | null;
  url: string | null;
}

const MAX_LINE = 300;
const MAX_NAME = 80;
const MAX_DATE = 80;

const LEADING_DASH = /^\s*(?:[\u2014\u2013\u2015\u2012\u2e3a\u2500\uff0d]|-{1,3}|~)\s*/u;
const SEPARATORS_BEFORE = /^[\s,;:·•|/\u2014\u2013\u2015\u060c\u3001\uff0c-]+/u;
const SEPARATORS_AFTER = /[\s,;:·•|/\u2014\u2013\u2015\u060c\u3001\uff0c-]+$/u;

/** `(@handle)` and its kin: full-width signs, square brackets, the sign left out by the printer. */
const BRACKETED_HANDLE = /[([\uff08]\s*[@\uff20]\s*([^\s()[\]\uff08\uff09]{1,100})\s*[)\]\uff09]/gu;
const BARE_HANDLE = /(?<![\p{L}\p{N}_.])[@\uff20]([\p{L}\p{N}_][\p{L}\p{N}_.@-]{0,99})/gu;
/** `Name, quoting @other`, `Name (via @other)`: a plain word behind a name leads to somebody else. */
const LED_TO = /^["'(]?\p{Lu}.*[\s(]\p{Ll}+\s*$/u;
/** A line cut in the middle of the handle names somebody else. */
const OPEN_HANDLE = /[([\uff08]\s*[@\uff20][^)\]\uff09]*$/u;
const ADDRESS = /\bhttps?:\/\/[^\s()<>[\]]{4,400}/u;
const MARKDOWN_LINK = /\[([^\]\n]{0,200})\]\((https?:\/\/[^\s()]{4,400})\)/gu;

/** Whether the line opens with the dash that attribution lines open with. */
export function opensWithDash(line: string): boolean {
  return LEADING_DASH.test(line);
}

/**
 * Reads `— Name (@handle) date` and what newsrooms make of it: other dashes or none, handle only,
 * name only (`dash` needed), date first, a link at the end, malformed dates. Null when the line is
 * something else. The last bracketed handle is the author's: a display name can hold others.
 */
export function readAttribution(line: string): Attribution | null {
  if (line.length > MAX_LINE) return null;
  const dashed = opensWithDash(line);
  if ((!dashed && !isHandleAndNumber(line)) || line.includes("\n")) return null;
  const { text, url } = takeAddress(line.trim());
  const rest = text.replace(LEADING_DASH, "").trim();
  if (rest === "" || OPEN_HANDLE.test(rest)) return null;
  const bare = dashed || /[·•|]/u.test(rest) ? lastMatch(BARE_HANDLE, rest) : null;
  const handle = lastMatch(BRACKETED_HANDLE, rest) ?? bare;
  if (handle === null) return dashed ? withoutHandle(rest, url) : null;
  if (handle === bare && LED_TO.test(rest.slice(0, handle.start))) return null;
  if (handle.start > MAX_NAME + MAX_DATE || rest.length - handle.end > MAX_NAME + MAX_DATE)
    return null;
  const after = afterHandle(rest.slice(handle.end));
  if (after === null) return null;
  const before = rest.slice(0, handle.start).replace(SEPARATORS_AFTER, "");
  const first = after.date === null ? dateFirst(before) : null;
  const date = after.date ?? first?.date ?? null;
  const name = (first?.rest ?? before) || after.name;
  const isHeadline = /[«»|/\\#]|\s[\u2014\u2013\u2015]\s/u.test(name);
  if (!dashed && (date === null || isHeadline)) return null;
  // `Error 522 – Site is offline « Fix // #topic @account`: a headline with its tags.
  if (date === null && url === null && isHeadline) return null;
  if (name !== "" && !couldBeName(name)) return null;
  return { name: name || null, handle: handle.value, date, url };
}

/** Whether the text holds the sign of a handle. */
export function hasSign(text: string): boolean {
  return text.includes("@") || text.includes("\uff20");
}

/** Without a dash there must be a handle and, for the date, a number. */
function isHandleAndNumber(line: string): boolean {
  return hasSign(line) && /\p{Nd}/u.test(line);
}

/** Reads name and handle from text that ends where the date's link begins, dash in front or not. */
export function readNameAndHandle(text: string): Pick<Attribution, "name" | "handle"> | null {
  const handle = lastMatch(BRACKETED_HANDLE, text) ?? lastMatch(BARE_HANDLE, text);
  if (handle === null) return null;
  const name = text.slice(0, handle.start).replace(LEADING_DASH, "").trim();
  return { name: name === "" || name.length > MAX_NAME ? null : name, handle: handle.value };
}

interface Match {
  value: string;
  start: number;
  end: number;
}

function lastMatch(pattern: RegExp, text: string): Match | null {
  let last: Match | null = null;
  for (const match of text.matchAll(pattern)) {
    const value = (match[1] ?? "").replace(/[.\-@]+$/, "");
    if (/\p{L}|_/u.test(value) && !CLOCK.test(value))
      last = { value, start: match.index, end: match.index + match[0].length };
  }
  return last;
}

/** `@11h13`: a time of day, as some comment systems print it. */
const CLOCK = /^\d{1,2}h\d{0,2}$/i;

function takeAddress(line: string): { text: string; url: string | null } {
  let url: string | null = null;
  const text = line.replace(MARKDOWN_LINK, (_, shown: string, address: string) => {
    url = address;
    return shown;
  });
  const bare = ADDRESS.exec(text);
  if (bare === null) return { text, url };
  return {
    text: `${text.slice(0, bare.index)}${text.slice(bare.index + bare[0].length)}`.trim(),
    url: url ?? bare[0],
  };
}

/** `February 6, 2023, Name`: a date in front of the name. */
function dateFirst(text: string): { rest: string; date: string } | null {
  const found = /\p{Nd}/u.test(text) ? dateIn(text) : null;
  if (found === null || found.start > 0 || !/\p{Nd}/u.test(found.text)) return null;
  return { rest: text.slice(found.end).replace(SEPARATORS_BEFORE, ""), date: found.text };
}

/** What stands after the handle: a date, a name in brackets, "on Twitter" before the date. */
function afterHandle(raw: string): { name: string; date: string | null } | null {
  let text = raw.replace(SEPARATORS_BEFORE, "").replace(/[\s)\].]+$/u, "");
  let name = "";
  const bracketed = /^[(\uff08]([^()]{1,120})[)\uff09]?/u.exec(text);
  if (bracketed !== null && !isPrintedDate(bracketed[1] ?? "")) {
    name = (bracketed[1] ?? "").trim();
    text = text.slice(bracketed[0].length).replace(SEPARATORS_BEFORE, "");
  }
  text = text.replace(/^[(\uff08]/u, "");
  if (text === "") return { name, date: null };
  if (text.length > MAX_DATE) return null;
  const date = dateAtEnd(text);
  return date === null ? null : { name, date };
}

/** The date at the end, without "on Twitter" before it; one that nobody can read is printed too. */
function dateAtEnd(text: string): string | null {
  const found = dateIn(text);
  if (found !== null && found.start < 30) return text.slice(found.start);
  return looksDated(text) ? text : null;
}

/** `Name`, `Name, role`, `Name, February 7, 2023`, `February 7, 2023, Name`. */
function withoutHandle(rest: string, url: string | null): Attribution | null {
  if (/[!?…:;]$|\p{Ll}{3}\.$/u.test(rest)) return null;
  const first = dateFirst(rest);
  const behind = first === null ? dateBehind(rest) : null;
  const words = first?.rest ?? behind?.rest ?? rest;
  const name = (words.split(/\s*[,(\u060c\u3001\uff0c]\s*/u)[0] ?? "").replace(
    SEPARATORS_AFTER,
    "",
  );
  if (!couldBeName(name) || !namelike(name)) return null;
  return { name, handle: null, date: first?.date ?? behind?.date ?? null, url };
}

function dateBehind(text: string): { rest: string; date: string } | null {
  const found = /\p{Nd}/u.test(text) ? dateIn(text) : null;
  if (found === null || found.start === 0 || !/\p{Nd}/u.test(found.text)) return null;
  const date = text.slice(found.start).replace(/[)\uff09.]+$/u, "");
  return { rest: text.slice(0, found.start), date };
}

/** A date nobody can read is still the printed date: few words, a number among them. */
function looksDated(text: string): boolean {
  const words = text.split(/\s+/);
  const plain = words.filter((word) => !/\p{Nd}/u.test(word));
  return plain.length < words.length && plain.length <= 2 && !/[!?\u201c\u201d"]/u.test(text);
}

const BYLINE = /^(?:by|von|par|por|di|door|af|av|от|compiled by|source)\b[\s:]/iu;

function couldBeName(text: string): boolean {
  if (BYLINE.test(text) || /[\u3001\u3002]/u.test(text)) return false;
  return (
    text.length <= MAX_NAME && text.split(/\s+/).length <= 12 && !/[\u201c\u201d"]/u.test(text)
  );
}

/** Without a handle only the shape says that it is a name: few words, none of them a plain one. */
function namelike(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length > 6 || text.length > 60 || /[.!?…:;]$/u.test(text)) return false;
  if (!/\p{L}/u.test(text)) return false;
  return words.every(
    (word, index) =>
      /^[\p{Lu}\p{Lt}\p{Lo}\p{N}"'(@#&]/u.test(word) ||
      (index > 0 && /^(?:\p{Ll}{1,3}\.?|[\p{Ll}]+['’-]\p{Lu}.*)$/u.test(word)),
  );
}
