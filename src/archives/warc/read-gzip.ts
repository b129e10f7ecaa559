import type { ByteSource } from "../byte-source.js";
import type { ChunkReader } from "./chunk-reader.js";
import { findWarcMember, type MemberOutcome, openMember } from "./gzip-member.js";
import {
  BEGINNING,
  beginsWithWarc,
  type Keep,
  MAX_HEAD,
  NO_LENGTH,
  parseWarcHead,
  type WarcHead,
  type WarcItem,
  type WarcRecord,
} from "./record.js";
import { Window } from "./window.js";

const TYPICAL_HEAD = 2048;
const PADDING_BLOCK = 4096;

async function isPadding(window: Window, from: number): Promise<boolean> {
  for (let at = from; at < window.source.size; ) {
    const block = await window.from(at, PADDING_BLOCK);
    if (block.some((byte) => byte !== 0)) return false;
    at += block.length;
  }
  return true;
}

/** A place in a packed file, read as if unpacked: one gzip member after the other. */
class MemberCursor {
  private constructor(
    private readonly window: Window,
    /** Where the present member begins. */
    public offset: number,
    private reader: ChunkReader<MemberOutcome>,
  ) {}

  static async at(source: ByteSource, offset: number): Promise<MemberCursor> {
    const window = new Window(source);
    return new MemberCursor(window, offset, await openMember(window, offset));
  }

  /** How the present member ended; null while it has not. */
  get outcome(): MemberOutcome | null {
    return this.reader.outcome;
  }

  /** Unpacked bytes of the present member before this place. */
  get inner(): number {
    return this.reader.position;
  }

  peek(length: number): Buffer | Promise<Buffer> {
    return this.reader.peek(length);
  }

  passOver(length: number): number | Promise<number> {
    return this.reader.passOver(length);
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  /** Passes over line ends; true when the member holds nothing more. */
  async atEnd(): Promise<boolean> {
    for (;;) {
      const bytes = await this.reader.peek(64);
      let next = 0;
      while (bytes[next] === 13 || bytes[next] === 10) next++;
      await this.reader.passOver(next);
      if (next < bytes.length) return false;
      if (bytes.length === 0) return true;
    }
  }

  async readHead(): Promise<WarcHead | null> {
    const head =
      parseWarcHead(await this.reader.peek(TYPICAL_HEAD)) ??
      parseWarcHead(await this.reader.peek(MAX_HEAD));
    if (head) await this.reader.passOver(head.length);
    return head;
  }

  drain(): Promise<MemberOutcome> {
    return this.reader.drain();
  }

  /**
   * Reads a block of `length` bytes and keeps the first `keep`. A block that goes on in the next
   * member, as some writers make them, is followed there, unless a record begins there.
   */
  async readBlock(length: number, keep: number): Promise<{ block: Buffer; found: number }> {
    const parts: Buffer[] = [];
    let kept = 0;
    let found = 0;
    do {
      const part = await this.reader.take(Math.min(length - found, keep - kept));
      parts.push(part);
      kept += part.length;
      found += part.length;
      found += await this.reader.passOver(length - found);
    } while (found < length && (await this.#continues()));
    const [only] = parts;
    return { block: parts.length === 1 && only ? only : Buffer.concat(parts), found };
  }

  async #continues(): Promise<boolean> {
    const { end, problem } = this.outcome ?? { end: null, problem: null };
    if (end === null || problem !== null || end >= this.window.source.size) return false;
    const next = await openMember(this.window, end);
    const start = await next.peek(5);
    if (start.length === 0 || beginsWithWarc(start)) {
      await next.close();
      return false;
    }
    this.offset = end;
    this.reader = next;
    return true;
  }

  /** Goes to the next member that can be read; says what lay between, or that there is none. */
  async next(): Promise<{ more: boolean; damage: string | null }> {
    const { window } = this;
    const { end, problem } = this.outcome ?? { end: null, problem: "unread" };
    const sound = end !== null && problem === null;
    const bytes = sound ? await window.from(end, 2) : null;
    const isMember = bytes !== null && bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (end !== null && !isMember && (await isPadding(window, end))) {
      return { more: false, damage: null };
    }
    const found = isMember ? end : await findWarcMember(window, sound ? end : this.offset + 1);
    if (found !== null) {
      await this.close();
      this.offset = found;
      this.reader = await openMember(window, found);
    }
    return { more: found !== null, damage: sound && !isMember ? "no gzip member here" : null };
  }
}

/** The last record of a member: only now its length is known, and whether the checksum fits. */
function lastOfMember(record: WarcRecord, cursor: MemberCursor): WarcRecord {
  const { end = null, problem = null } = cursor.outcome ?? {};
  const alone = record.inner === 0 && record.offset === cursor.offset && end !== null;
  return {
    ...record,
    length: alone ? end - record.offset : null,
    damage: problem ? `gzip member: ${problem}` : record.damage,
  };
}

async function readRecord(cursor: MemberCursor, keep: Keep): Promise<WarcRecord | null> {
  const { offset, inner } = cursor;
  const head = await cursor.readHead();
  if (!head) return null;
  const stated = head.blockLength ?? 0;
  const wanted = keep(head.fields);
  const kept =
    typeof wanted === "number" ? wanted : wanted(await cursor.peek(Math.min(BEGINNING, stated)));
  const { block, found } = await cursor.readBlock(stated, kept);
  const cut = found < stated ? "cut short: the record ends before its Content-Length" : null;
  return {
    kind: "record",
    offset,
    inner,
    length: null,
    fields: head.fields,
    block,
    blockLength: found,
    damage: head.blockLength === null ? NO_LENGTH : cut,
    foundBySearch: false,
  };
}

/**
 * Records of a packed WARC file, from a place in the member at `from` on. Usually a record is a
 * member; also read are files packed as a whole, and records spread over several members. After
 * damage reading goes on at the next member that begins a record.
 */
export async function* readGzip(
  source: ByteSource,
  from: number,
  keep: Keep,
  startInner = 0,
): AsyncGenerator<WarcItem> {
  const cursor = await MemberCursor.at(source, from);
  let last: WarcRecord | null = null;
  try {
    await cursor.passOver(startInner);
    for (;;) {
      if (await cursor.atEnd()) {
        if (last) yield lastOfMember(last, cursor);
        last = null;
        const { problem, end } = cursor.outcome ?? { problem: null, end: null };
        const { offset } = cursor;
        if (problem) yield { kind: "damage", offset, because: `gzip member: ${problem}` };
        const { more, damage } = await cursor.next();
        if (damage) yield { kind: "damage", offset: end ?? offset, because: damage };
        if (!more) return;
        continue;
      }
      if (last) yield last;
      last = await readRecord(cursor, keep);
      if (last?.damage) yield { kind: "damage", offset: last.offset, because: last.damage };
      if (last) continue;
      yield {
        kind: "damage",
        offset: cursor.offset,
        because: "no WARC record in this gzip member",
      };
      await cursor.drain();
    }
  } finally {
    await cursor.close();
  }
}
