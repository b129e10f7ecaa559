import type { ByteSource } from "../byte-source.js";
import { ChunkReader } from "./chunk-reader.js";
import { findWarcMember, inflateMember, type MemberOutcome } from "./gzip-member.js";
import { type Keep, MAX_HEAD, parseWarcHead, type WarcItem, type WarcRecord } from "./record.js";

const TYPICAL_HEAD = 2048;

/** A place in a packed file: the member, and how far into what it unpacks to. */
interface Cursor {
  offset: number;
  reader: ChunkReader<MemberOutcome>;
}

function openMember(source: ByteSource, offset: number): Cursor {
  return { offset, reader: new ChunkReader(inflateMember(source, offset)) };
}

async function skipLineEnds(reader: ChunkReader<MemberOutcome>): Promise<void> {
  for (;;) {
    const bytes = await reader.peek(64);
    const next = bytes.findIndex((byte) => byte !== 13 && byte !== 10);
    await reader.skip(next < 0 ? bytes.length : next);
    if (next >= 0 || bytes.length === 0) return;
  }
}

async function isPadding(source: ByteSource, from: number): Promise<boolean> {
  for (let at = from; at < source.size; ) {
    const block = await source.read(at, MAX_HEAD);
    if (block.some((byte) => byte !== 0)) return false;
    at += Math.max(1, block.length);
  }
  return true;
}

/** The member after one that ended well; null when nothing, or no member, follows. */
function following(source: ByteSource, outcome: MemberOutcome | null): number | null {
  if (!outcome || outcome.problem || outcome.end === null) return null;
  return outcome.end < source.size ? outcome.end : null;
}

/**
 * Records of a packed WARC file from the member at `from` on. Usually a record is a member; also
 * read are files packed as a whole, and records spread over several members (as some writers make
 * them). After damage reading goes on at the next member that begins a record.
 */
export async function* readGzip(
  source: ByteSource,
  from: number,
  keep: Keep,
  startInner = 0,
): AsyncGenerator<WarcItem> {
  let foundBySearch = false;
  let cursor = openMember(source, from);
  let waiting: WarcRecord | null = null;
  if (startInner > 0) await cursor.reader.skip(startInner);
  try {
    for (;;) {
      await skipLineEnds(cursor.reader);
      const { outcome, position } = cursor.reader;
      if (outcome && (await cursor.reader.peek(1)).length === 0) {
        if (waiting) yield finish(waiting, cursor.offset, outcome);
        waiting = null;
        if (outcome.problem) {
          yield {
            kind: "damage",
            offset: cursor.offset,
            because: `gzip member: ${outcome.problem}`,
          };
        }
        const next = await nextMember(source, cursor.offset, outcome);
        if (next === null) return;
        foundBySearch = outcome.end !== next;
        cursor = openMember(source, next);
        continue;
      }
      const head = await readHead(cursor.reader);
      if (waiting) yield { ...waiting, length: null };
      waiting = null;
      if (!head) {
        yield {
          kind: "damage",
          offset: cursor.offset,
          because: "no WARC record in this gzip member",
        };
        await cursor.reader.drain();
        continue;
      }
      const begun = { offset: cursor.offset, inner: position };
      await cursor.reader.skip(head.length);
      const stated = head.blockLength ?? 0;
      const block = await cursor.reader.take(Math.min(stated, keep(head.fields)));
      let found = block.length + (await cursor.reader.skip(stated - block.length));
      const parts = [block];
      while (found < stated) {
        const next: number | null = following(source, cursor.reader.outcome);
        if (next === null) break;
        const candidate = openMember(source, next);
        if ((await candidate.reader.peek(5)).toString("latin1") === "WARC/") break;
        cursor = candidate;
        const room = Math.max(0, keep(head.fields) - parts.reduce((sum, p) => sum + p.length, 0));
        const more = await cursor.reader.take(Math.min(stated - found, room));
        parts.push(more);
        found += more.length + (await cursor.reader.skip(stated - found - more.length));
      }
      waiting = {
        kind: "record",
        ...begun,
        length: null,
        fields: head.fields,
        block: Buffer.concat(parts),
        blockLength: found,
        damage:
          head.blockLength === null || found < stated
            ? "cut short: the record ends before its Content-Length"
            : null,
        foundBySearch,
      };
    }
  } finally {
    await cursor.reader.close();
  }
}

async function readHead(reader: ChunkReader<MemberOutcome>) {
  return (
    parseWarcHead(await reader.peek(TYPICAL_HEAD)) ?? parseWarcHead(await reader.peek(MAX_HEAD))
  );
}

/** The last record of a member: its length is known now, and whether the checksum fits. */
function finish(record: WarcRecord, memberOffset: number, outcome: MemberOutcome): WarcRecord {
  const alone = record.inner === 0 && record.offset === memberOffset && outcome.end !== null;
  return {
    ...record,
    length: alone && outcome.end !== null ? outcome.end - record.offset : null,
    damage: outcome.problem ? `gzip member: ${outcome.problem}` : record.damage,
  };
}

/** Where to go on after a member; null at the end of the file, or of what can be read of it. */
async function nextMember(
  source: ByteSource,
  offset: number,
  { end, problem }: MemberOutcome,
): Promise<number | null> {
  if (end !== null && (end >= source.size || (await isPadding(source, end)))) return null;
  const startsThere = end !== null && (await source.read(end, 2)).equals(Buffer.from([0x1f, 0x8b]));
  if (end !== null && startsThere && problem === null) return end;
  return await findWarcMember(source, end !== null && problem === null ? end : offset + 1);
}
