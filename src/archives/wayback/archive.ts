import type {
  Archive,
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import { BodyTooLongError } from "../../net/errors.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import { EMPTY_DIGEST } from "../digest.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import type { RemoteHost } from "../remote/host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { escapedUriR, replay } from "../remote/replay.js";
import { textOf, withheldBecause } from "../remote/withheld.js";
import { toTimestamp } from "../timestamp.js";
import { type CdxAnswer, type CdxLine, parseCdx } from "./cdx-lines.js";

/** Captures of one quote worth a request each: the archive allows 480 replays a minute to everybody. */
const READ_LIMIT = 12;
/** Lines asked for at once; repeats among them count. */
const PAGE_LINES = 1_000;
/** A CDX request is the dearest there is: 24 a minute (facts: archives 1). */
const MAX_PAGES = 3;

function cdxAddress(base: string, query: CaptureQuery, resumeKey: string | null): string {
  const url = new URL(`${base}/cdx/search/cdx`);
  url.searchParams.set("url", askedAddress(query));
  if (query.kind === "prefix") url.searchParams.set("matchType", "prefix");
  // Redirects and errors of a whole account would fill the list; revisits carry no status.
  if (!meansOnePage(query)) url.searchParams.set("filter", "statuscode:200|-");
  url.searchParams.set("limit", String(PAGE_LINES));
  url.searchParams.set("showResumeKey", "true");
  if (resumeKey !== null) url.searchParams.set("resumeKey", resumeKey);
  return url.href;
}

/** `/web/TIME/URL` as people look at it. */
function uriMOf(base: string, line: CdxLine): string {
  return `${base}/web/${toTimestamp(line.capturedAt)}/${escapedUriR(line.url)}`;
}

/** A page without a body says nothing; redirects have none, and do. */
function isEmptyPage({ digest, status }: CdxLine): boolean {
  return digest === EMPTY_DIGEST && (status === null || status === 200);
}

/** The Wayback Machine, or another server that speaks its CDX and replay. */
export class WaybackArchive implements Archive {
  readonly readLimit = READ_LIMIT;

  constructor(private readonly remote: RemoteHost) {}

  get name(): string {
    return this.remote.archive;
  }

  get host(): string {
    return new URL(this.remote.base).origin;
  }

  /** One CDX answer; everything that is none is thrown as what it is, never read as "none". */
  async #askCdx(address: string, query: CaptureQuery, context: AskContext): Promise<CdxAnswer> {
    const response = await this.remote.ask(address, context, "index").catch((error: unknown) => {
      if (!(error instanceof BodyTooLongError)) throw error;
      throw new ArchiveUnavailableError(this.name, `list of captures: ${error.message}`);
    });
    const answer = response.status === 200 ? parseCdx(textOf(response)) : null;
    if (answer && (answer.lines.length > 0 || answer.unreadable.length === 0)) return answer;
    throw this.#cdxFailure(response, query);
  }

  #cdxFailure(response: GuardedResponse, query: CaptureQuery): Error {
    const withheld = withheldBecause(response);
    const about = askedAddress(query);
    if (withheld)
      return new WithheldError(this.name, `${this.name} withholds ${about}: ${withheld}`);
    if (response.status !== 200) return this.remote.failure(response);
    return new ArchiveUnavailableError(
      this.name,
      `${this.name} answered with something else than a list`,
    );
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const captures = new Map<string, CaptureRef>();
    const problems: string[] = [];
    let resumeKey: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await this.#askCdx(
        cdxAddress(this.remote.base, query, resumeKey),
        query,
        context,
      );
      for (const line of answer.lines) this.#add(line, captures);
      if (answer.unreadable.length > 0) {
        const [first = ""] = answer.unreadable;
        problems.push(
          `${answer.unreadable.length} lines of the list could not be read: "${first}"`,
        );
      }
      if (answer.resumeKey === null || answer.resumeKey === resumeKey) {
        return { captures: [...captures.values()], truncated: false, problems };
      }
      resumeKey = answer.resumeKey;
    }
    return { captures: [...captures.values()], truncated: true, problems };
  }

  /** A capture is time, address and digest; the same line comes several times in a row. */
  #add(line: CdxLine, captures: Map<string, CaptureRef>): void {
    const key = `${line.capturedAt} ${line.url} ${line.digest}`;
    if (isEmptyPage(line) || captures.has(key)) return;
    captures.set(key, {
      archive: this.name,
      uriR: line.url,
      uriM: uriMOf(this.remote.base, line),
      capturedAt: line.capturedAt,
      status: line.status,
      mime: line.mime,
      digest: line.digest,
    });
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const time = toTimestamp(ref.capturedAt);
    const raw = `${this.remote.base}/web/${time}id_/${escapedUriR(ref.uriR)}`;
    return await replay(ref, raw, this.remote, context);
  }

  close(): Promise<void> {
    return this.remote.close();
  }
}
