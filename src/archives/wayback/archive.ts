import type {
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { Sort } from "../cache/answers.js";
import { EMPTY_DIGEST } from "../digest.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import { RemoteArchive } from "../remote/archive.js";
import type { RemoteHost } from "../remote/host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { escapedUriR, replay, replayNearest } from "../remote/replay.js";
import { textOf, wholeLines, withheldBecause } from "../remote/withheld.js";
import type { ArchiveSettings } from "../settings.js";
import { toTimestamp } from "../timestamp.js";
import { type CdxAnswer, type CdxLine, parseCdx } from "./cdx-lines.js";
import { savePageNow } from "./save.js";

/** Lines asked for at once; repeats among them count. */
const PAGE_LINES = 5_000;
/** Of a whole line. */
const COLUMNS = 7;
/** A CDX request is the dearest there is: 24 a minute (facts: archives 1). */
const MAX_PAGES = 3;

function cdxAddress(base: string, query: CaptureQuery, resumeKey: string | null): string {
  const url = new URL(`${base}/cdx/search/cdx`);
  url.searchParams.set("url", askedAddress(query));
  if (query.kind === "prefix") url.searchParams.set("matchType", "prefix");
  // Adjacent lines of one address: the first one, so that an account's posts fit a page.
  if (query.kind === "prefix" && query.collapse) url.searchParams.set("collapse", "urlkey");
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

/** Longer than is read, or ending within a line, as a list does whose length was stated too small. */
function isCutShort(response: GuardedResponse): boolean {
  if (response.bodyCut) return true;
  const text = textOf(response);
  const rest = text.slice(text.lastIndexOf("\n") + 1);
  return rest.includes(" ") && !rest.startsWith("[") && rest.trimEnd().split(" ").length < COLUMNS;
}

/** What an answer of the index is kept as: a list, that there is none, or not at all. */
function sortOf(response: GuardedResponse): Sort {
  if (response.status === 200 && isCutShort(response)) return null;
  if (response.status !== 200) return withheldBecause(response) ? "none" : null;
  const answer = parseCdx(textOf(response));
  if (!answer || answer.unreadable.length > 0) return null;
  return answer.lines.length > 0 ? "list" : "none";
}

const LIST = { lane: "index", sortOf, longBody: "cut" } as const;

/** The Wayback Machine, or another server that speaks its CDX and replay. */
export class WaybackArchive extends RemoteArchive {
  /** Only with credentials: without, the archive saves nothing for programs. */
  readonly save?: (uriR: string, context: AskContext) => Promise<CaptureRef | { because: string }>;

  constructor(
    remote: RemoteHost,
    { saveKey, saveWithinSeconds = 0 }: Pick<ArchiveSettings, "saveKey" | "saveWithinSeconds"> = {},
  ) {
    super(remote);
    if (saveKey) {
      this.save = (uriR, context) => savePageNow(uriR, remote, context, saveKey, saveWithinSeconds);
    }
  }

  /** One CDX answer; everything that is none is thrown as what it is, never read as "none". */
  async #askCdx(address: string, query: CaptureQuery, context: AskContext): Promise<CdxAnswer> {
    const response = await this.remote.ask(address, context, LIST);
    const answer = response.status === 200 ? parseCdx(textOf(response)) : null;
    if (answer && (answer.lines.length > 0 || answer.unreadable.length === 0)) {
      if (!isCutShort(response)) return answer;
      const whole = parseCdx(wholeLines(textOf(response)));
      return { lines: [], unreadable: [], resumeKey: null, ...whole, isCut: true };
    }
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
    const mostPages = query.kind === "prefix" && query.glance ? 1 : MAX_PAGES;
    for (let page = 0; page < mostPages; page++) {
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
        return { captures: [...captures.values()], truncated: answer.isCut === true, problems };
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
      ...(line.length !== null && { length: line.length }),
    });
  }

  async read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const time = toTimestamp(ref.capturedAt);
    const raw = `${this.remote.base}/web/${time}id_/${escapedUriR(ref.uriR)}`;
    return await replay(ref, raw, this.remote, context);
  }

  nearest(uriR: string, at: string, context: AskContext): Promise<ReadCapture | null> {
    const raw = `${this.remote.base}/web/${toTimestamp(at)}id_/${escapedUriR(uriR)}`;
    return replayNearest({ archive: this.name, uriR, at }, raw, this.remote, context);
  }
}
