import type { AskContext, CaptureList, CaptureQuery, CaptureRef } from "../../engine/archive.js";
import type { ListedCapture } from "../cdxj.js";
import { EMPTY_DIGEST } from "../digest.js";
import type { RemoteHost } from "../remote/host.js";
import { askList, type ListForm } from "../remote/list.js";
import { remoteKind } from "../remote/open-host.js";
import { askedAddress, meansOnePage } from "../remote/query.js";
import { ReplayedArchive } from "../remote/replayed.js";
import type { ArchiveSettings } from "../settings.js";
import { type CdxAnswer, endsWithinLine, parseCdx } from "./cdx-lines.js";
import { savePageNow } from "./save.js";

/** Lines asked for at once; repeats among them count. */
const PAGE_LINES = 5_000;
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

/** A page without a body says nothing; redirects have none, and do. */
function isEmptyPage({ digest, status }: ListedCapture): boolean {
  return digest === EMPTY_DIGEST && (status === null || status === 200);
}

const CDX: ListForm<CdxAnswer> = {
  called: "a list",
  // Beside them the names of the columns, a blank line and the key to go on with.
  mostLines: PAGE_LINES + 3,
  parse: parseCdx,
  endsWithinEntry: endsWithinLine,
  count: ({ listed, unreadable }) => ({ read: listed.length, unreadable: unreadable.length }),
};

/** The Wayback Machine, or another server that speaks its CDX and replay. */
export class WaybackArchive extends ReplayedArchive {
  /** Only with credentials: without, the archive saves nothing for programs. */
  readonly save?: (uriR: string, context: AskContext) => Promise<CaptureRef | { because: string }>;

  constructor(
    remote: RemoteHost,
    { saveKey, saveWithinSeconds = 0 }: Pick<ArchiveSettings, "saveKey" | "saveWithinSeconds"> = {},
  ) {
    super(remote, "/web");
    if (saveKey) {
      this.save = (uriR, context) => savePageNow(uriR, remote, context, saveKey, saveWithinSeconds);
    }
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const listed: ListedCapture[] = [];
    const problems: string[] = [];
    const listOf = (truncated: boolean): CaptureList => {
      const captures = this.refsOf(listed.filter((line) => !isEmptyPage(line)));
      return { captures, truncated, problems };
    };
    let resumeKey: string | null = null;
    const mostPages = query.kind === "prefix" && query.glance ? 1 : MAX_PAGES;
    for (let page = 0; page < mostPages; page++) {
      const address = cdxAddress(this.remote.base, query, resumeKey);
      const list = await askList(CDX, address, askedAddress(query), this.remote, context);
      if (list === null) return listOf(false);
      for (const line of list.page.listed) listed.push(line);
      const { unreadable, resumeKey: next } = list.page;
      if (unreadable.length > 0) {
        const [first = ""] = unreadable;
        problems.push(`${unreadable.length} lines of the list could not be read: "${first}"`);
      }
      if (list.isCut || next === null || next === resumeKey) return listOf(list.isCut);
      resumeKey = next;
    }
    return listOf(true);
  }
}

/** `wayback+https://host`: CDX at `/cdx/search/cdx`, replay at `/web/`. */
export const waybackKind = remoteKind(
  "wayback",
  "",
  (remote, settings) => new WaybackArchive(remote, settings),
);
