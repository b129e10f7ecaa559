import type { PostsOfCapture } from "../../post-index/build.js";
import { fromTimestamp } from "../timestamp.js";
import type { Keep, WarcRecord } from "../warc/record.js";
import {
  type CaptureEntry,
  entryOf,
  holdsNoPosts,
  isUndated,
  keepForIndex,
  mayHoldPosts,
} from "./entry.js";
import type { WarcFile } from "./file.js";
import type { PageReaders } from "./page-readers.js";
import { captureOf, payloadOf } from "./payload.js";
import type { PageRead } from "./read-page.js";

/** Bytes of a record that are kept to look for posts; larger ones are told as not looked through. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Blocks below this are kept without a look at what they are: that would take longer. */
const SMALL_BYTES = 256 * 1024;

/** All of what may hold posts, and of a video no more than the index needs. */
const keepForPosts: Keep = (fields) => {
  const least = keepForIndex(fields);
  if (least === 0) return 0;
  if (Number(fields.get("content-length")) < SMALL_BYTES) return MOST_BYTES;
  return (beginning) => (holdsNoPosts(fields, beginning) ? least : MOST_BYTES);
};

const UNDATED = "a capture whose WARC-Date is no time: not used";

/** Who hears of posts, and who reads them. */
export interface PostTaker {
  take(found: PostsOfCapture): void;
  readers: PageReaders;
}

/** Reads pages for their posts, some at a time; `ended` is when all were read. */
class PageQueue {
  readonly #waiting = new Set<Promise<void>>();
  #failure: { error: unknown } | null = null;

  constructor(
    private readonly taker: PostTaker,
    /** Told, with its place, of a page that could not be looked through. */
    private readonly report: (record: WarcRecord, because: string) => void,
  ) {}

  /** Waits while too many others do. Throws what reading one of them threw. */
  async add(record: WarcRecord, entry: CaptureEntry): Promise<void> {
    const payload = payloadOf(record);
    if (entry.doubtful && !payload.vouched) return;
    const capturedAt = fromTimestamp(entry.timestamp) ?? "";
    const found = this.taker.readers.read(captureOf(payload, { uriR: entry.url, capturedAt }));
    const take = ({ posts, damage }: PageRead) => {
      if (damage !== null) this.report(record, damage);
      this.taker.take({ capture: { ...entry, uriR: entry.url, capturedAt }, posts });
    };
    if (!(found instanceof Promise)) return take(found);
    const one = found
      .then(take)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#waiting.delete(one));
    this.#waiting.add(one);
    while (this.#waiting.size > this.taker.readers.most) await Promise.race(this.#waiting);
    this.#rethrow();
  }

  async ended(): Promise<void> {
    await Promise.all(this.#waiting);
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/**
 * Reads a file once, record by record, and hands over each capture and, where there is a `taker`, the
 * posts on it. Answers how many records there were; what cannot be read is told through `report` with
 * its place. Memory is bounded by the largest record. Throws what reading the file throws.
 */
export async function scanFile(
  file: WarcFile,
  number: number,
  takeEntry: (entry: CaptureEntry) => void,
  taker: PostTaker | null,
  report: (problem: string, offset?: number) => void,
): Promise<number> {
  const source = await file.open();
  const tell = ({ offset }: WarcRecord, because: string) =>
    report(`${file.name}, byte ${offset}: ${because}`);
  const pages = taker && new PageQueue(taker, tell);
  let records = 0;
  try {
    for await (const item of await file.items(source, pages ? keepForPosts : keepForIndex)) {
      if (item.kind === "damage") {
        report(`${file.name}, byte ${item.offset}: ${item.because}`, item.offset);
        continue;
      }
      records++;
      const entry = entryOf(item, number);
      if (!entry) {
        if (isUndated(item)) tell(item, UNDATED);
        continue;
      }
      takeEntry(entry);
      if (!pages || entry.isRevisit || !mayHoldPosts(entry)) continue;
      if (item.block.length === item.blockLength) await pages.add(item, entry);
      else tell(item, "too large to be looked through for posts");
    }
    await pages?.ended();
  } finally {
    await source.close();
  }
  const isEmptyPlainFile = source.size === 0 && !file.name.toLowerCase().endsWith(".gz");
  if (records === 0 && !isEmptyPlainFile) report(`${file.name}: holds no WARC record`);
  return isEmptyPlainFile ? Number.POSITIVE_INFINITY : records;
}
