import type {
  Archive,
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  KnownPosts,
  ReadCapture,
} from "../../engine/archive.js";
import { ArchiveUnavailableError } from "../errors.js";
import { buildIndex, type CaptureIndex, FilesRead } from "./capture-index.js";
import { mayHoldPosts } from "./entry.js";
import { findFiles, type LocalPath } from "./file.js";
import { FileCaptures, type RecordPlace } from "./file-captures.js";
import { fileSetOf } from "./file-set.js";
import { openPosts } from "./posts.js";
import { whyNotRead } from "./why.js";

/** Reading from disk is cheap; what bounds the work on one quote is the engine's own plan. */
const READ_LIMIT = 500;
/** How often, at most, files are looked at for changes. */
const RECHECK_MS = 10_000;

/** `warc:posts.warc.gz#334`: the file, and the position of the record in it. */
function uriMAt({ part, offset, inner }: RecordPlace): string {
  const path = part.split("/").map(encodeURIComponent).join("/");
  return `warc:${path}#${offset}${inner > 0 ? `+${inner}` : ""}`;
}

const ASTRAY = "the index of posts names captures that are not there; make it anew (quotary index)";

/** An archive of WARC and WACZ files: one of them, or a folder. Indexed when first asked. */
export class LocalArchive implements Archive {
  readonly readLimit = READ_LIMIT;
  #index: Promise<CaptureIndex> | null = null;
  #found: readonly LocalPath[] = [];
  #fingerprint = "";
  /** What is known of files by now: where some are new, only those are read. */
  readonly #read = new FilesRead();
  #checkedAt = Number.NEGATIVE_INFINITY;
  readonly #captures: FileCaptures;

  constructor(
    readonly name: string,
    private readonly path: string,
    private readonly dataFolder: string | undefined,
  ) {
    this.#captures = new FileCaptures(name, uriMAt);
  }

  /** The index, made anew when files came, went or changed. */
  async #current(signal: AbortSignal): Promise<CaptureIndex> {
    signal.throwIfAborted();
    if (performance.now() - this.#checkedAt >= RECHECK_MS || !this.#index) {
      this.#checkedAt = performance.now();
      const { found, problems } = await findFiles(this.path).catch((error: Error) =>
        this.#unreadable(whyNotRead(error)),
      );
      const fingerprint = JSON.stringify(found);
      if (fingerprint !== this.#fingerprint || !this.#index) {
        this.#fingerprint = fingerprint;
        this.#found = found;
        this.#index = fileSetOf(found, problems)
          .then((files) => buildIndex(files, this.#read))
          .catch((error: Error) => this.#unreadable(whyNotRead(error)));
      }
    }
    const index = await this.#index;
    signal.throwIfAborted();
    if (!index.readable) {
      throw new ArchiveUnavailableError(this.name, `cannot be read: ${index.problems.join("; ")}`);
    }
    return index;
  }

  /** Has the next call look for changes, however lately that was done. */
  protected lookAgain(): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }

  /** Looked at anew by the next call, when it may be back. */
  #unreadable(because: string): never {
    this.#index = null;
    throw new ArchiveUnavailableError(this.name, `cannot be read: ${because}`);
  }

  async find(query: CaptureQuery, { signal }: AskContext): Promise<CaptureList> {
    return this.#captures.find(query, await this.#current(signal));
  }

  async listAll({ signal }: AskContext): Promise<CaptureList> {
    const index = await this.#current(signal);
    const worthReading = index.entries.filter(mayHoldPosts);
    return this.#captures.list(worthReading, index, Number.POSITIVE_INFINITY);
  }

  /** The post index on disk, for the files that it was made of and that are as they were then. */
  async knownPosts({ signal }: AskContext): Promise<KnownPosts | null> {
    const index = await this.#current(signal);
    const known = await openPosts(this.path, this.dataFolder, this.#found);
    if (!known) return null;
    const refs = new Map<string, CaptureRef>();
    for (const entry of index.entries) {
      if (known.holds(entry, index.files[entry.file]?.name ?? "")) {
        const ref = this.#captures.refOf(entry, index);
        refs.set(ref.uriM, ref);
      }
    }
    return {
      covers: ({ uriM }) => refs.has(uriM),
      lookUp: async (query) => {
        const { places, complete } = await known.lookUp(query);
        const captures = places.flatMap((place) => refs.get(uriMAt(place)) ?? []);
        const astray = captures.length < places.length ? [ASTRAY] : [];
        return { captures, truncated: !complete, problems: [...known.problems, ...astray] };
      },
    };
  }

  async read(ref: CaptureRef, { signal }: AskContext): Promise<ReadCapture> {
    return await this.#captures.read(ref, await this.#current(signal));
  }

  async close(): Promise<void> {
    this.#index = null;
    this.#fingerprint = "";
  }
}
