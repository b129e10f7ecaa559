import { z } from "zod";
import {
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../engine/archive.js";
import { bytesInMemory } from "./byte-source.js";
import type { ListedCapture } from "./cdxj.js";
import { ArchiveUnavailableError } from "./errors.js";
import { payloadOf, readCaptureOf } from "./local/payload.js";
import { askCdxj } from "./pywb/cdxj-answer.js";
import { RemoteArchive } from "./remote/archive.js";
import { remoteKind } from "./remote/open-host.js";
import { textOf } from "./remote/withheld.js";
import { readRecordAt } from "./warc/read.js";

/** Crawls asked for one question, the newest first: each is an index of its own. */
const MOST_CRAWLS = 3;
const MAX_RECORD = 32 * 1024 * 1024;

const CrawlsSchema = z.array(z.object({ id: z.string().regex(/^[\w-]{1,40}$/) })).max(1_000);

/** Where a record lies, in a form that stands in an address: file, offset, bytes. */
const PLACE = /#bytes=(\d{1,15})-(\d{1,15})$/;

/** Common Crawl: an index for each crawl, and records to be had by their bytes (facts: archives 4). */
class CommonCrawlArchive extends RemoteArchive {
  /** The index names files; they lie on a host beside that of the index. */
  get #data(): string {
    const url = new URL(this.remote.base);
    url.hostname = url.hostname.replace(/^index\./, "data.");
    return url.origin;
  }

  async #crawls(context: AskContext): Promise<string[]> {
    const sortOf = ({ status }: { status: number }) => (status === 200 ? "list" : null);
    const address = `${this.host}/collinfo.json`;
    const response = await this.remote.ask(address, context, { lane: "index", sortOf });
    if (response.status !== 200) throw this.remote.failure(response);
    try {
      return CrawlsSchema.parse(JSON.parse(textOf(response))).map(({ id }) => id);
    } catch (cause) {
      const because = `${this.name} answered with something else than a list of crawls`;
      throw new ArchiveUnavailableError(this.name, because, null, { cause });
    }
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const named = /\/([\w-]+)-index$/.exec(this.remote.base)?.[1];
    const crawls = named ? [named] : await this.#crawls(context);
    const captures: CaptureRef[] = [];
    const problems: string[] = [];
    let truncated = crawls.length > MOST_CRAWLS;
    for (const crawl of crawls.slice(0, MOST_CRAWLS)) {
      const address = `${this.host}/${crawl}-index`;
      const list = await askCdxj(address, query, this.remote, context, { output: "json" });
      const refs = list.listed.flatMap((one) => this.#refOf(one) ?? []);
      captures.push(...refs);
      problems.push(...list.problems);
      const lost = list.listed.length - refs.length;
      if (lost > 0) problems.push(`${lost} lines of the list say no place of a capture`);
      truncated ||= list.truncated;
    }
    return { captures, truncated, problems };
  }

  #refOf({ url, capturedAt, mime, status, digest, place }: ListedCapture): CaptureRef | null {
    if (!place) return null;
    const last = place.offset + place.length - 1;
    return {
      archive: this.name,
      uriR: url,
      uriM: `${this.#data}/${place.filename}#bytes=${place.offset}-${last}`,
      capturedAt,
      status,
      mime,
      digest,
      length: place.length,
    };
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const [whole, first, last] = PLACE.exec(ref.uriM) ?? [];
    if (whole === undefined || Number(last) - Number(first) > MAX_RECORD) {
      throw new CaptureUnreadableError(ref, "the index says no place of it that can be read");
    }
    const response = await this.remote.ask(ref.uriM.slice(0, -whole.length), context, {
      headers: { range: `bytes=${first}-${last}` },
      sortOf: ({ status }) => (status === 206 ? "capture" : null),
      longBody: "cut",
    });
    if (response.status === 404 || response.status === 416) {
      throw new CaptureUnreadableError(ref, `the archive answered ${response.status}`);
    }
    if (response.status !== 206) throw this.remote.failure(response);
    const source = bytesInMemory(response.body);
    const record = await readRecordAt(source, { offset: 0, inner: 0 }).catch(() => null);
    if (!record || record.damage !== null || record.fields.get("warc-target-uri") !== ref.uriR) {
      throw new CaptureUnreadableError(ref, "at its place lies no sound record of it");
    }
    return readCaptureOf(ref, ref, payloadOf(record), null);
  }
}

/** `commoncrawl+https://host`: its newest crawls; with `/NAME-index` behind, that one. */
export const commonCrawlKind = remoteKind(
  "commoncrawl",
  "",
  (remote) => new CommonCrawlArchive(remote),
);
