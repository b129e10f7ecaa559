import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { DictionaryUnreadableError } from "./errors.js";

/** One entry: its headword (lower case, as indexed) and its text. */
export interface DictdEntry {
  readonly headword: string;
  readonly definition: string;
}

/** Debian's largest (German) has 13 MB of index and 100 MB of text. */
const MAX_INDEX_BYTES = 32 * 1024 * 1024;
const MAX_TEXT_BYTES = 192 * 1024 * 1024;
const MAX_ENTRY_BYTES = 16 * 1024;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS = new Map([...BASE64].map((digit, value) => [digit, value]));
const MAX_DIGITS = 8;
const LINES_AT_ONCE = 20_000;

interface Place {
  readonly headword: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads the entries of a dictd database whose headword `wants`: `NAME.index` (headword, offset and
 * length, tab-separated, numbers in base 64) and `NAME.dict.dz` (dictzip, which is gzip with an
 * extra field), per dictfmt(1) and dictzip(1). The text is streamed, never held whole. Throws
 * `DictionaryUnreadableError`; files that are absent throw it too.
 */
export async function* readDictd(
  base: string,
  wants: (headword: string) => boolean,
): AsyncGenerator<DictdEntry> {
  const places = await readIndex(`${base}.index`, wants);
  const file = `${base}.dict.dz`;
  let at = 0;
  let next = 0;
  let held = Buffer.alloc(0);
  try {
    for await (const part of createReadStream(file).pipe(createGunzip())) {
      held = held.length === 0 ? part : Buffer.concat([held, part as Buffer]);
      for (let place = places[next]; place; place = places[next]) {
        const from = place.offset - at;
        if (from + place.length > held.length) break;
        yield {
          headword: place.headword,
          definition: held.toString("utf8", from, from + place.length),
        };
        next += 1;
      }
      const keep = Math.max(0, Math.min(held.length, (places[next]?.offset ?? Infinity) - at));
      at += keep;
      held = held.subarray(keep);
      if (at > MAX_TEXT_BYTES) throw new DictionaryUnreadableError(file, "is too long");
      if (next >= places.length) return;
    }
  } catch (error) {
    if (error instanceof DictionaryUnreadableError) throw error;
    throw new DictionaryUnreadableError(file, "is not readable as dictzip", { cause: error });
  }
}

async function readIndex(file: string, wants: (headword: string) => boolean): Promise<Place[]> {
  let text: string;
  try {
    if ((await stat(file)).size > MAX_INDEX_BYTES) throw new Error("too long");
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new DictionaryUnreadableError(file, "cannot be read, or is too long", { cause: error });
  }
  const places: Place[] = [];
  for (let from = 0, line = 1; from < text.length; line += 1) {
    // Half a million lines are read while others wait for this thread.
    if (line % LINES_AT_ONCE === 0) await nextTurn();
    const end = text.indexOf("\n", from);
    const place = placeOf(text.slice(from, end < 0 ? text.length : end));
    if (place && !place.headword.startsWith("00database") && wants(place.headword)) {
      places.push(place);
    }
    from = end < 0 ? text.length : end + 1;
  }
  return places.sort((a, b) => a.offset - b.offset);
}

function placeOf(line: string): Place | null {
  const [headword, offset, length] = line.split("\t");
  if (!headword || offset === undefined || length === undefined) return null;
  const place = { headword, offset: number(offset), length: number(length) };
  const usable = Number.isFinite(place.offset) && place.length <= MAX_ENTRY_BYTES;
  return usable ? place : null;
}

function number(digits: string): number {
  if (digits.length === 0 || digits.length > MAX_DIGITS) return Number.NaN;
  let value = 0;
  for (const digit of digits) value = value * 64 + (DIGITS.get(digit) ?? Number.NaN);
  return value;
}
