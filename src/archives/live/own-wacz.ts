import { randomUUID } from "node:crypto";
import path from "node:path";
import { ENGINE } from "../../engine/version.js";
import { writeWhole } from "../../files/write-whole.js";
import { writeWacz } from "../wacz/write.js";
import type { WarcRecordInput } from "../warc/write.js";

/** A further file is begun at this size, or by the next day (UTC). */
const MOST_BYTES = 8 * 1024 * 1024;

interface OpenFile {
  name: string;
  day: string;
  bytes: number;
  records: WarcRecordInput[];
}

/**
 * Captures of one's own in a folder, in WACZ files by day. Each process writes files of its own,
 * whole at every capture, so that several may use one folder and none ever reads half a file; the
 * records that stood in it before stay where they are.
 */
export class OwnWacz {
  #file: OpenFile | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly folder: string) {}

  /** Writes a capture; the name of its file. Throws Node's error where that cannot be done. */
  add(record: WarcRecordInput): Promise<string> {
    const added = this.#last.then(() => this.#write(record));
    this.#last = added.catch(() => {});
    return added;
  }

  async #write(record: WarcRecordInput): Promise<string> {
    const day = record.capturedAt.slice(0, 10);
    const open = this.#file;
    const isFit = open && open.day === day && open.bytes < MOST_BYTES;
    const file = isFit
      ? open
      : { name: `${day}-${randomUUID().slice(0, 8)}.wacz`, day, bytes: 0, records: [] };
    const records = [...file.records, record];
    const bytes = await writeWacz(records, {
      title: `Posts saved on ${day}`,
      createdAt: record.capturedAt,
      software: ENGINE,
      pages: records.map(({ uriR, capturedAt }) => ({ url: uriR, ts: capturedAt })),
    });
    await writeWhole(path.join(this.folder, file.name), bytes);
    this.#file = { ...file, records, bytes: bytes.length };
    return file.name;
  }
}
