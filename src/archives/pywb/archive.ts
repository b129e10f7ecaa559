import type {
  Archive,
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import { BodyTooLongError } from "../../net/errors.js";
import { type ListedCapture, parseCdxj } from "../cdxj.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import type { RemoteHost } from "../remote/host.js";
import { askedAddress } from "../remote/query.js";
import { escapedUriR, replay } from "../remote/replay.js";
import { textOf, withheldBecause } from "../remote/withheld.js";
import { toTimestamp } from "../timestamp.js";

const READ_LIMIT = 12;
/** pywb has no key to go on with: one list, and what is more is told. */
const MAX_LINES = 3_000;

function cdxAddress(base: string, query: CaptureQuery): string {
  const url = new URL(`${base}/cdx`);
  url.searchParams.set("url", askedAddress(query));
  if (query.kind === "prefix") url.searchParams.set("matchType", "prefix");
  url.searchParams.set("limit", String(MAX_LINES));
  return url.href;
}

/** "None" as pywb's index server says it, with a 404 (recorded of Common Crawl; facts: archives 4). */
const NO_CAPTURES = /No Captures found/i;

/** A pywb collection, such as Arquivo.pt or an archive of one's own. */
export class PywbArchive implements Archive {
  readonly readLimit = READ_LIMIT;

  constructor(private readonly remote: RemoteHost) {}

  get name(): string {
    return this.remote.archive;
  }

  get host(): string {
    return new URL(this.remote.base).origin;
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const response = await this.remote
      .ask(cdxAddress(this.remote.base, query), context, "index")
      .catch((error: unknown) => {
        if (!(error instanceof BodyTooLongError)) throw error;
        throw new ArchiveUnavailableError(this.name, `list of captures: ${error.message}`);
      });
    const text = textOf(response);
    if (response.status === 404 && NO_CAPTURES.test(text)) {
      return { captures: [], truncated: false, problems: [] };
    }
    const withheld = response.status === 200 ? null : withheldBecause(response);
    if (withheld) throw new WithheldError(this.name, `${this.name} withholds: ${withheld}`);
    if (response.status !== 200) throw this.remote.failure(response);
    return this.#list(text);
  }

  #list(text: string): CaptureList {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const listed = lines.map(parseCdxj);
    const captures = new Map<string, CaptureRef>();
    for (const line of listed) if (line) this.#add(line, captures);
    const unreadable = listed.filter((line) => line === null).length;
    if (unreadable > 0 && unreadable === lines.length) {
      throw new ArchiveUnavailableError(
        this.name,
        `${this.name} answered with something else than a list`,
      );
    }
    return {
      captures: [...captures.values()],
      truncated: lines.length >= MAX_LINES,
      problems: unreadable > 0 ? [`${unreadable} lines of the list could not be read`] : [],
    };
  }

  #add(
    { url, capturedAt, mime, status, digest }: ListedCapture,
    into: Map<string, CaptureRef>,
  ): void {
    const uriM = `${this.remote.base}/${toTimestamp(capturedAt)}/${escapedUriR(url)}`;
    const ref = { archive: this.name, uriR: url, uriM, capturedAt, status, mime, digest };
    into.set(`${uriM} ${digest}`, ref);
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const raw = `${this.remote.base}/${toTimestamp(ref.capturedAt)}id_/${escapedUriR(ref.uriR)}`;
    return await replay(ref, raw, this.remote, context);
  }

  close(): Promise<void> {
    return this.remote.close();
  }
}
