import type {
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import { ArchiveUnavailableError } from "../errors.js";
import type { ArchiveKind } from "../kinds.js";
import { buildIndex, type CaptureIndex } from "../local/capture-index.js";
import { type FoundFile, warcFile } from "../local/file.js";
import { FileCaptures } from "../local/file-captures.js";
import { openWaczByIndex } from "../local/wacz.js";
import { RemoteArchive } from "../remote/archive.js";
import { openHost } from "../remote/open-host.js";
import { RangedFile } from "./file.js";

/** How often, at most, the server is asked whether the file changed. */
const RECHECK_MS = 60_000;
/** A WARC file without an index has to be read whole to be searched. */
const MAX_SCANNED = 256 * 1024 * 1024;

/** A WACZ or WARC file on a web server: what is needed of it is read, by ranges. */
class RangedArchive extends RemoteArchive {
  /** A record is named by its place: in the WARC file within the WACZ, where it is one. */
  readonly #captures = new FileCaptures(this.name, ({ part, offset, inner }) => {
    const [, packed] = part.split("!/");
    const place = `${offset}${inner > 0 ? `+${inner}` : ""}`;
    return `${this.remote.base}#${packed ? `${packed}@` : ""}${place}`;
  });
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

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    return this.#captures.find(query, await this.#current(context));
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    return await this.#captures.read(ref, await this.#current(context));
  }
}

/** The address of a `.wacz`, `.warc` or `.warc.gz` file, which is read by ranges. */
export const rangedKind: ArchiveKind = {
  describes: "https://host/file.wacz (or .warc, .warc.gz)",
  async open(where, name, settings) {
    if (!/^https?:\/\/[^?#]+\.(?:warc|warc\.gz|wacz)$/i.test(where)) return null;
    return new RangedArchive(openHost(where, where, name, settings));
  },
};
