import type { PostsOfCapture } from "../../post-index/build.js";
import { postsOn } from "../../snapshots/read.js";
import { fromTimestamp } from "../timestamp.js";
import type { Keep } from "../warc/record.js";
import { type CaptureEntry, entryOf, keepForIndex, mayHoldPosts } from "./entry.js";
import type { WarcFile } from "./file.js";
import { payloadOf } from "./payload.js";

/** Bytes of a record that are kept to look for posts; larger ones are told as not looked through. */
const MOST_BYTES = 16 * 1024 * 1024;

const keepWhole: Keep = (fields) => (keepForIndex(fields) === 0 ? 0 : MOST_BYTES);

/**
 * Reads a file once, record by record, and hands over each capture and, where `takePosts` is given,
 * the posts on it. Answers how many records there were; what cannot be read is told through
 * `report` with its place. Memory is bounded by the largest record.
 */
export async function scanFile(
  file: WarcFile,
  number: number,
  takeEntry: (entry: CaptureEntry) => void,
  takePosts: ((found: PostsOfCapture) => void) | null,
  report: (problem: string, offset?: number) => void,
): Promise<number> {
  const source = await file.open();
  let records = 0;
  try {
    for await (const item of file.items(source, takePosts ? keepWhole : keepForIndex)) {
      if (item.kind === "damage") {
        report(`${file.name}, byte ${item.offset}: ${item.because}`, item.offset);
        continue;
      }
      records++;
      const entry = entryOf(item, number);
      if (!entry) continue;
      takeEntry(entry);
      if (!takePosts || entry.isRevisit || !mayHoldPosts(entry)) continue;
      if (item.block.length < item.blockLength) {
        report(`${file.name}, byte ${item.offset}: too large to be looked through for posts`);
        continue;
      }
      const payload = payloadOf(item);
      if (entry.doubtful && !payload.vouched) continue;
      const capturedAt = fromTimestamp(entry.timestamp) ?? "";
      const posts = postsOn({
        uriR: entry.url,
        capturedAt,
        contentType: payload.contentType,
        contentEncoding: payload.contentEncoding,
        status: payload.head?.status ?? null,
        location: payload.head?.get("location") ?? null,
        body: payload.body,
      });
      takePosts({ capture: { ...entry, uriR: entry.url, capturedAt }, posts });
    }
  } finally {
    await source.close();
  }
  const isEmptyPlainFile = source.size === 0 && !file.name.toLowerCase().endsWith(".gz");
  if (records === 0 && !isEmptyPlainFile) report(`${file.name}: holds no WARC record`);
  return isEmptyPlainFile ? Number.POSITIVE_INFINITY : records;
}
