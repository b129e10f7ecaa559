import type { ByteSource } from "../byte-source.js";
import { type Keep, MAX_HEAD, parseWarcHead, type WarcItem } from "./record.js";

const SEARCH_BLOCK = 64 * 1024;
const VERSION_LINE = /WARC\/\d\.\d{1,2}\r*\n/y;
const LONGEST_VERSION_LINE = 16;
/** Read first; most line ends and heads are that short. */
const SHORT_PADDING = 64;
const TYPICAL_HEAD = 2_048;

/** Position after line ends; the end of the source when nothing but zero bytes follows. */
async function skipPadding(source: ByteSource, from: number): Promise<number> {
  let lineEndsUntil: number | null = null;
  for (let at = from; at < source.size; ) {
    const block = await source.read(at, at === from ? SHORT_PADDING : SEARCH_BLOCK);
    if (block.length === 0) break;
    if (lineEndsUntil === null) {
      const next = block.findIndex((byte) => byte !== 13 && byte !== 10);
      if (next >= 0) lineEndsUntil = at + next;
    }
    if (lineEndsUntil !== null) {
      const rest = block.subarray(Math.max(0, lineEndsUntil - at));
      if (rest.some((byte) => byte !== 0)) return lineEndsUntil;
    }
    at += block.length;
  }
  return source.size;
}

/** Position of the next version line that begins a line, from `from` on; null when there is none. */
async function findRecord(source: ByteSource, from: number): Promise<number | null> {
  for (let at = from; at < source.size; ) {
    const text = (await source.read(at, SEARCH_BLOCK)).toString("latin1");
    for (let hit = text.indexOf("\nWARC/"); hit >= 0; hit = text.indexOf("\nWARC/", hit + 1)) {
      VERSION_LINE.lastIndex = hit + 1;
      if (VERSION_LINE.test(text)) return at + hit + 1;
    }
    if (text.length <= LONGEST_VERSION_LINE) return null;
    at += text.length - LONGEST_VERSION_LINE;
  }
  return null;
}

/** Does a record end at `end`: nothing but line ends before the next version line or the end? */
async function endsAt(source: ByteSource, end: number): Promise<boolean> {
  if (end > source.size) return false;
  const next = await skipPadding(source, end);
  if (next >= source.size) return true;
  return (await source.read(next, 5)).toString("latin1") === "WARC/";
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
  let foundBySearch = false;
  for (let at = await skipPadding(source, from); at < source.size; ) {
    const head =
      parseWarcHead(await source.read(at, TYPICAL_HEAD)) ??
      parseWarcHead(await source.read(at, MAX_HEAD));
    if (!head) {
      yield { kind: "damage", offset: at, because: "no WARC record here" };
      const next = await findRecord(source, at);
      if (next === null) return;
      at = next;
      foundBySearch = true;
      continue;
    }
    const start = at + head.length;
    const stated = head.blockLength === null ? null : start + head.blockLength;
    const sound = stated !== null && (await endsAt(source, stated));
    const next = sound ? null : await findRecord(source, start - 1);
    const end = sound ? stated : (next ?? source.size);
    const damage = sound
      ? null
      : stated !== null && stated > source.size && next === null
        ? "cut short: the file ends before the record does"
        : "Content-Length does not lead to the end of the record";
    if (damage) yield { kind: "damage", offset: at, because: damage };
    const blockLength = end - start;
    yield {
      kind: "record",
      offset: at,
      inner: 0,
      length: end - at,
      fields: head.fields,
      block: await source.read(start, Math.min(blockLength, keep(head.fields))),
      blockLength,
      damage,
      foundBySearch,
    };
    foundBySearch = !sound;
    at = await skipPadding(source, end);
  }
}
