import {
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { ArchiveUnavailableError } from "../errors.js";
import { buildIndex, type CaptureIndex } from "../local/capture-index.js";
import { deliver } from "../local/deliver.js";
import type { CaptureEntry } from "../local/entry.js";
import { type FoundFile, warcFile } from "../local/file.js";
import { openWaczByIndex } from "../local/wacz.js";
import { RemoteArchive } from "../remote/archive.js";
import { surtPrefix } from "../surt.js";
import { fromTimestamp } from "../timestamp.js";
import { RangedFile } from "./file.js";

/** How often, at most, the server is asked whether the file changed. */
const RECHECK_MS = 60_000;
const MAX_LISTED = 10_000;
/** A WARC file without an index has to be read whole to be searched. */
const MAX_SCANNED = 256 * 1024 * 1024;

/** A WACZ or WARC file on a web server: what is needed of it is read, by ranges. */
export class RangedArchive extends RemoteArchive {
  #index: Promise<CaptureIndex> | null = null;
  #tag = "";
  #checkedAt = Number.NEGATIVE_INFINITY;
  #context: AskContext | null = null;

  async #current(context: AskContext): Promise<CaptureIndex> {
    context.signal.throwIfAborted();
    this.#context = context;
    if (!this.#index || performance.now() - this.#checkedAt >= RECHECK_MS) {
      const file = await RangedFile.open(this.remote, context);
      if (!this.#index || file.tag !== this.#tag) {
        this.#tag = file.tag;
        this.#index = this.#build(file);
        this.#index.catch(() => {
          this.#index = null;
        });
      }
      this.#checkedAt = performance.now();
    }
    const index = await this.#index;
    if (index.readable) return index;
    throw new ArchiveUnavailableError(this.name, `cannot be read: ${index.problems.join("; ")}`);
  }

  async #build(file: RangedFile): Promise<CaptureIndex> {
    const { pathname } = new URL(this.remote.base);
    const name = decodeURIComponent(pathname.split("/").at(-1) ?? "");
    const context = () => this.#context ?? { signal: new AbortController().signal, requested() {} };
    const open = async () => file.source(context);
    const found: FoundFile = { name, size: file.size, modified: 0, open };
    if (/\.wacz$/i.test(name)) return await buildIndex(await openWaczByIndex(found));
    if (file.size <= MAX_SCANNED)
      return await buildIndex({ files: [warcFile(found)], problems: [] });
    const because = `${name}: too long to be searched without an index; a WACZ has one`;
    throw new ArchiveUnavailableError(this.name, because);
  }

  #refOf(entry: CaptureEntry, index: CaptureIndex): CaptureRef {
    const part = index.files[entry.file]?.name.split("!/")[1];
    const place = `${part ? `${part}@` : ""}${entry.offset}${entry.inner > 0 ? `+${entry.inner}` : ""}`;
    return {
      archive: this.name,
      uriR: entry.url,
      uriM: `${this.remote.base}#${place}`,
      capturedAt: fromTimestamp(entry.timestamp) ?? "",
      status: entry.status,
      mime: entry.mime,
      digest: entry.digest,
      ...(entry.length && { length: entry.length }),
    };
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const index = await this.#current(context);
    const entries =
      query.kind === "exact" ? index.exact(query.uriR) : index.below(surtPrefix(query.prefix));
    const captures: CaptureRef[] = [];
    for (const entry of entries) {
      if (captures.length >= MAX_LISTED) {
        return { captures, truncated: true, problems: [...index.problems] };
      }
      captures.push(this.#refOf(entry, index));
    }
    return { captures, truncated: index.truncated, problems: [...index.problems] };
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const index = await this.#current(context);
    for (const entry of index.exact(ref.uriR)) {
      if (this.#refOf(entry, index).uriM === ref.uriM) return await deliver(ref, entry, index);
    }
    throw new CaptureUnreadableError(ref, "this archive holds no such capture any more");
  }
}
