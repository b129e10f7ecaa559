import type { ByteSource } from "../byte-source.js";
import {
  BEGINNING,
  beginsWithWarc,
  type Keep,
  MAX_HEAD,
  NO_LENGTH,
  parseWarcHead,
  type WarcHead,
  type WarcItem,
} from "./record.js";
import { Window } from "./window.js";

const SEARCH_BLOCK = 64 * 1024;
const VERSION_LINE = /WARC\/\d\.\d{1,2}\r*\n/y;
const LONGEST_VERSION_LINE = 16;
/** Read first; most line ends and heads are that short. */
const SHORT_PADDING = 64;
const TYPICAL_HEAD = 2_048;

const CUT = "cut short: the file ends before the record does";
const LEADS_NOWHERE = "Content-Length does not lead to the end of the record";

const isLineEnd = (byte: number | undefined): boolean => byte === 13 || byte === 10;

/** Position after line ends; the end of the source when nothing but zero bytes follows. */
async function skipPadding(window: Window, from: number): Promise<number> {
  const { size } = window.source;
  let lineEndsUntil: number | null = null;
  for (let at = from; at < size; ) {
    const block = await window.from(at, SHORT_PADDING);
    let next = 0;
    if (lineEndsUntil === null) {
      while (isLineEnd(block[next])) next++;
      if (next < block.length) lineEndsUntil = at + next;
    }
    if (lineEndsUntil !== null) {
      while (block[next] === 0) next++;
      if (next < block.length) return lineEndsUntil;
    }
    at += block.length;
  }
  return size;
}

/** Position of the next version line that begins a line, from `from` on; null when there is none. */
async function findRecord(window: Window, from: number): Promise<number | null> {
  for (let at = from; at < window.source.size; ) {
    const block = await window.from(at, SEARCH_BLOCK);
    const text = block.toString("latin1");
    for (let hit = text.indexOf("\nWARC/"); hit >= 0; hit = text.indexOf("\nWARC/", hit + 1)) {
      VERSION_LINE.lastIndex = hit + 1;
      if (VERSION_LINE.test(text)) return at + hit + 1;
    }
    if (text.length <= LONGEST_VERSION_LINE) return null;
    at += text.length - LONGEST_VERSION_LINE;
  }
  return null;
}

/**
 * Where the next record begins, if one ends at `end`: nothing but line ends before the next version
 * line or the end of the source. Null if none does.
 */
async function recordAfter(window: Window, end: number): Promise<number | null> {
  if (end > window.source.size) return null;
  const next = await skipPadding(window, end);
  if (next >= window.source.size) return next;
  return beginsWithWarc(await window.from(next, 5)) ? next : null;
}

/** The same, where that can be told from what is at hand: of most records, and without waiting. */
function recordAtHand(window: Window, end: number): number | null {
  if (!window.has(end, SHORT_PADDING)) return null;
  const bytes = window.view(end, SHORT_PADDING);
  let next = 0;
  while (isLineEnd(bytes[next])) next++;
  return beginsWithWarc(bytes, next) ? end + next : null;
}

/** The head of the record at `at`; null when there is none. */
function headAt(window: Window, at: number): WarcHead | null | Promise<WarcHead | null> {
  const short = window.has(at, TYPICAL_HEAD) ? parseWarcHead(window.view(at)) : null;
  return short ?? longHeadAt(window, at);
}

async function longHeadAt(window: Window, at: number): Promise<WarcHead | null> {
  const short = parseWarcHead(await window.from(at, TYPICAL_HEAD));
  return short ?? parseWarcHead(await window.from(at, MAX_HEAD));
}

/**
 * Records of an unpacked WARC file from `from` on. A record whose `Content-Length` leads nowhere is
 * handed over as damaged, up to the next version line, and reading goes on there.
 */
export async function* readPlain(
  source: ByteSource,
  from: number,
  keep: Keep,
): AsyncGenerator<WarcItem> {
  const window = new Window(source);
  let foundBySearch = false;
  for (let at = await skipPadding(window, from); at < source.size; ) {
    const told = headAt(window, at);
    const head = told instanceof Promise ? await told : told;
    if (!head) {
      yield { kind: "damage", offset: at, because: "no WARC record here" };
      const next = await findRecord(window, at);
      if (next === null) return;
      at = next;
      foundBySearch = true;
      continue;
    }
    const start = at + head.length;
    const stated = head.blockLength === null ? null : start + head.blockLength;
    const wanted = keep(head.fields);
    const kept =
      typeof wanted === "number"
        ? wanted
        : wanted((await window.from(start, BEGINNING)).subarray(0, head.blockLength ?? 0));
    // Before what follows is looked at, so that a pass goes forward only.
    const least = Math.min(kept, head.blockLength ?? 0);
    const bytes = window.has(start, least)
      ? window.view(start, least)
      : await window.from(start, least);
    const after =
      stated === null
        ? null
        : (recordAtHand(window, stated) ?? (await recordAfter(window, stated)));
    const isSound = stated !== null && after !== null;
    const found = isSound ? null : await findRecord(window, start - 1);
    const end = isSound ? stated : (found ?? source.size);
    const isCut = stated !== null && stated > source.size && found === null;
    const damage = isSound ? null : stated === null ? NO_LENGTH : isCut ? CUT : LEADS_NOWHERE;
    if (damage) yield { kind: "damage", offset: at, because: damage };
    const blockLength = end - start;
    const length = Math.min(blockLength, kept);
    yield {
      kind: "record",
      offset: at,
      inner: 0,
      length: end - at,
      fields: head.fields,
      block: bytes.length < length ? await source.read(start, length) : bytes.subarray(0, length),
      blockLength,
      damage,
      foundBySearch,
    };
    foundBySearch = !isSound;
    at = after ?? (await skipPadding(window, end));
  }
}
