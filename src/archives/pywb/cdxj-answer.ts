import type { AskContext, CaptureQuery } from "../../engine/archive.js";
import { type ListedCapture, parseCdxj } from "../cdxj.js";
import type { RemoteHost } from "../remote/host.js";
import { askList, type ListForm } from "../remote/list.js";
import { askedAddress } from "../remote/query.js";
import { textOf } from "../remote/withheld.js";
import { parseCdx } from "../wayback/cdx-lines.js";

/** There is no key to go on with: one list, and what is more is told. */
const MAX_LINES = 3_000;

/** "None" as index servers of this kind say it, with a 404 (recorded of Common Crawl; facts: archives 4). */
const NO_CAPTURES = /No Captures found/i;

interface CdxjLines {
  listed: ListedCapture[];
  unreadable: number;
}

/** Index servers without CDXJ (OutbackCDX) answer with the columns of CDX, as text or as JSON. */
function readLines(text: string): CdxjLines {
  if (text.trimStart().startsWith("[")) {
    const { listed = [], unreadable = [text] } = parseCdx(text) ?? {};
    return { listed, unreadable: unreadable.length };
  }
  // The head of an index says nothing of captures.
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^(!| ?CDX )/.test(line));
  const listed = lines.flatMap((line) =>
    line.includes("{") ? (parseCdxj(line) ?? []) : (parseCdx(line)?.listed ?? []),
  );
  return { listed, unreadable: lines.length - listed.length };
}

const CDXJ: ListForm<CdxjLines> = {
  called: "a list",
  // Beside them the names of the columns.
  mostLines: MAX_LINES + 1,
  parse: readLines,
  count: ({ listed, unreadable }) => ({ read: listed.length, unreadable }),
  none: (response) =>
    response.status === 404 && NO_CAPTURES.test(textOf(response)) ? "none" : null,
};

interface CdxjAnswer {
  listed: ListedCapture[];
  truncated: boolean;
  problems: string[];
}

/**
 * Asks an index that answers in CDXJ or JSON lines. Throws the `ArchiveError` that says why it could
 * not be asked; an empty list is an answer.
 */
export async function askCdxj(
  address: string,
  query: CaptureQuery,
  remote: RemoteHost,
  context: AskContext,
  more: Readonly<Record<string, string>> = {},
): Promise<CdxjAnswer> {
  const url = new URL(address);
  url.searchParams.set("url", askedAddress(query));
  if (query.kind === "prefix") url.searchParams.set("matchType", "prefix");
  url.searchParams.set("limit", String(MAX_LINES));
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  const list = await askList(CDXJ, url.href, askedAddress(query), remote, context);
  if (list === null) return { listed: [], truncated: false, problems: [] };
  const { listed, unreadable } = list.page;
  return {
    listed,
    truncated: list.isCut || listed.length + unreadable >= MAX_LINES,
    problems: unreadable > 0 ? [`${unreadable} lines of the list could not be read`] : [],
  };
}
