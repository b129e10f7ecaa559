import { readFile, stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { looseFold } from "../matching/text/fold.js";
import { initialsOfKey, initialsOfWord, wordKey } from "../matching/translation/word-key.js";
import { openDictzip } from "./dictzip.js";
import { DictionaryUnreadableError } from "./errors.js";

/** Debian's largest (German) has 13 MB of index. */
const MAX_INDEX_BYTES = 32 * 1024 * 1024;
const MAX_ENTRY_BYTES = 16 * 1024;
/** Longer headwords are phrases, or not words. */
const LONGEST_HEADWORD_BYTES = 80;
/** Entries read for one word. */
const MOST_ENTRIES = 12;
const LINES_AT_ONCE = 20_000;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS = new Map([...BASE64].map((digit, value) => [digit, value]));
const MAX_DIGITS = 8;
const [NEWLINE, TAB, SPACE] = [0x0a, 0x09, 0x20];

/** A dictionary's entries by the key of their headword. */
export interface Dictd {
  /** Texts of the entries whose headword has the key. Throws `DictionaryUnreadableError`. */
  entries(key: string): string[];
}

/**
 * Opens a dictd database: `NAME.index` (headword, offset and length, tab-separated, numbers in base
 * 64) and `NAME.dict.dz`, per dictfmt(1). Only the index is gone through, and only as far as the
 * first letters of its single words; the rest is read word by word when it is asked for. Throws
 * `DictionaryUnreadableError`; files that are absent throw it too.
 */
export async function openDictd(base: string): Promise<Dictd> {
  const file = `${base}.index`;
  const [index, text] = [await bytesOf(file), await openDictzip(`${base}.dict.dz`)];
  const groups = await linesByInitials(index);
  const keyed = new Map<string, ReadonlyMap<string, readonly number[]>>();
  const linesOf = (initials: string) => {
    let lines = keyed.get(initials);
    if (lines === undefined) {
      lines = linesByKey(index, groups.get(initials) ?? []);
      keyed.set(initials, lines);
      groups.delete(initials);
    }
    return lines;
  };
  return {
    entries(key) {
      const lines = linesOf(initialsOfKey(key)).get(key) ?? [];
      return lines.slice(0, MOST_ENTRIES).flatMap((from) => {
        const place = placeAt(index, from);
        return place === null ? [] : [text.read(place.offset, place.length)];
      });
    },
  };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > MAX_INDEX_BYTES) throw new Error("too long");
    return await readFile(file);
  } catch (error) {
    throw new DictionaryUnreadableError(file, "cannot be read, or is too long", { cause: error });
  }
}

/** Where the lines of single words begin, by what their keys begin with. */
async function linesByInitials(index: Buffer): Promise<Map<string, number[]>> {
  const groups = new Map<string, number[]>();
  const known = new Map<string, string>();
  for (let from = 0, line = 1; from < index.length; line += 1) {
    // Half a million lines are read while others wait for this thread.
    if (line % LINES_AT_ONCE === 0) await nextTurn();
    const end = index.indexOf(NEWLINE, from);
    const head = endOfHead(index, from);
    if (head > from) {
      const start = startOf(index, from, head);
      let initials = known.get(start);
      if (initials === undefined) {
        initials = initialsOfWord(looseFold(start));
        known.set(start, initials);
      }
      const group = groups.get(initials);
      if (group) group.push(from);
      else groups.set(initials, [from]);
    }
    from = end < 0 ? index.length : end + 1;
  }
  return groups;
}

function linesByKey(index: Buffer, lines: readonly number[]): Map<string, number[]> {
  const keyed = new Map<string, number[]>();
  for (const from of lines) {
    const key = wordKey(looseFold(index.toString("utf8", from, endOfHead(index, from))));
    const known = keyed.get(key);
    if (known) known.push(from);
    else keyed.set(key, [from]);
  }
  return keyed;
}

/** The database's entries about itself. */
const ABOUT = Buffer.from("00database");

/** Where the headword of the line that begins there ends; where it begins for what is no single word. */
function endOfHead(index: Buffer, from: number): number {
  const most = Math.min(index.length, from + LONGEST_HEADWORD_BYTES);
  let end = from;
  while (end < most && index[end] !== TAB && index[end] !== SPACE) end += 1;
  const isAbout = index[from] === ABOUT[0] && index.subarray(from, end).indexOf(ABOUT) === 0;
  return index[end] === TAB && !isAbout ? end : from;
}

/** First byte of letters beyond the Latin ones. */
const OTHER_SCRIPTS = 0xcd;

/** No more of a word than matters for its first letters: in other scripts an article may stick to it. */
function startOf(index: Buffer, from: number, end: number): string {
  const bytes = (index[from] ?? 0) < OTHER_SCRIPTS ? 6 : 16;
  return index.toString("utf8", from, Math.min(end, from + bytes));
}

function placeAt(index: Buffer, from: number): { offset: number; length: number } | null {
  const end = index.indexOf(NEWLINE, from);
  const line = index.toString("utf8", from, end < 0 ? index.length : end);
  const [, offset, length] = line.split("\t");
  if (offset === undefined || length === undefined) return null;
  const place = { offset: number(offset), length: number(length.trimEnd()) };
  return place.offset >= 0 && place.length > 0 && place.length <= MAX_ENTRY_BYTES ? place : null;
}

function number(digits: string): number {
  if (digits.length === 0 || digits.length > MAX_DIGITS) return Number.NaN;
  let value = 0;
  for (const digit of digits) value = value * 64 + (DIGITS.get(digit) ?? Number.NaN);
  return value;
}
