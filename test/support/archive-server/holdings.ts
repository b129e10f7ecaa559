import { buildIndex } from "../../../src/archives/local/capture-index.js";
import { deliver } from "../../../src/archives/local/deliver.js";
import { findFiles } from "../../../src/archives/local/file.js";
import { fileSetOf } from "../../../src/archives/local/file-set.js";
import { fromTimestamp } from "../../../src/archives/timestamp.js";

/** A capture as an index lists it. */
export interface Held {
  /** SURT key. */
  key: string;
  /** 14 digits. */
  timestamp: string;
  url: string;
  mime: string;
  /** Null is written as `-`, as for revisits. */
  status: number | null;
  /** SHA-1 in base32, without its name. */
  digest: string;
  /** Bytes of the packed record; null is written as `-`. */
  length: number | null;
}

/** A capture as it is played: what the site answered. */
export interface Played {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** What an archive server serves: made of files, or made up as it is asked for. */
export interface Holdings {
  /** Captures whose key is `key`, or begins with it, by key and time. */
  under(key: string, exact: boolean): Iterable<Held>;
  /** Null where the index names a capture that is not there. */
  play(held: Held): Promise<Played | null>;
}

/** All captures of WARC and WACZ files at a path. */
export async function holdingsOf(path: string): Promise<Holdings> {
  const { found, problems } = await findFiles(path);
  const index = await buildIndex(await fileSetOf(found, problems));
  const entries = new Map<Held, (typeof index.entries)[number]>();
  for (const entry of index.entries) {
    entries.set(
      {
        key: entry.key,
        timestamp: entry.timestamp,
        url: entry.url,
        mime: entry.isRevisit ? "warc/revisit" : (entry.mime ?? "unk"),
        status: entry.isRevisit ? null : entry.status,
        digest: entry.digest?.replace(/^sha1:/, "") ?? "-",
        length: entry.length,
      },
      entry,
    );
  }
  const all = [...entries.keys()];
  return {
    under: (key, exact) => all.filter((one) => (exact ? one.key === key : one.key.startsWith(key))),
    async play(held) {
      const entry = entries.get(held);
      if (!entry) return null;
      const capturedAt = fromTimestamp(held.timestamp) ?? "";
      const ref = { archive: "", uriR: held.url, uriM: "", capturedAt, status: held.status };
      const { capture } = await deliver({ ...ref, mime: null, digest: null }, entry, index);
      const headers: Record<string, string> = {};
      if (capture.contentType) headers["content-type"] = capture.contentType;
      if (capture.contentEncoding) headers["content-encoding"] = capture.contentEncoding;
      if (capture.location) headers.location = capture.location;
      return { status: capture.status ?? 200, headers, body: Buffer.from(capture.body) };
    },
  };
}
