import type { AskContext, CaptureQuery } from "../../engine/archive.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { Sort } from "../cache/answers.js";
import { type ListedCapture, parseCdxj } from "../cdxj.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import type { RemoteHost } from "../remote/host.js";
import { askedAddress } from "../remote/query.js";
import { listText, textOf, withheldBecause } from "../remote/withheld.js";
import { parseCdx } from "../wayback/cdx-lines.js";

/** There is no key to go on with: one list, and what is more is told. */
const MAX_LINES = 3_000;

/** "None" as index servers of this kind say it, with a 404 (recorded of Common Crawl; facts: archives 4). */
const NO_CAPTURES = /No Captures found/i;

/** Index servers without CDXJ (OutbackCDX) answer with the columns of CDX, as text or as JSON. */
function plainCaptures(text: string): ListedCapture[] {
  return (parseCdx(text)?.lines ?? []).map((line) => ({ ...line, place: null }));
}

/** Captures of a list, how many lines it has, and how many of them could not be read. */
function readList(text: string): { listed: ListedCapture[]; lines: number; unreadable: number } {
  if (text.trimStart().startsWith("[")) {
    const listed = plainCaptures(text);
    const unreadable = parseCdx(text)?.unreadable.length ?? 1;
    return { listed, lines: listed.length + unreadable, unreadable };
  }
  // The head of an index says nothing of captures.
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^(!| ?CDX )/.test(line));
  const listed = lines.flatMap((line) =>
    line.includes("{") ? (parseCdxj(line) ?? []) : plainCaptures(line),
  );
  return { listed, lines: lines.length, unreadable: lines.length - listed.length };
}

/** What an answer of the index is kept as. */
function sortOf(response: GuardedResponse): Sort {
  if (response.bodyCut) return null;
  const text = textOf(response);
  if (response.status === 404) return NO_CAPTURES.test(text) ? "none" : null;
  if (response.status !== 200) return withheldBecause(response) ? "none" : null;
  const { listed, unreadable } = readList(text);
  if (unreadable > 0) return null;
  return listed.length > 0 ? "list" : "none";
}

export interface CdxjAnswer {
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
  const how = { lane: "index", sortOf, longBody: "cut" } as const;
  const response = await remote.ask(url.href, context, how);
  if (response.status === 404 && NO_CAPTURES.test(textOf(response))) {
    return { listed: [], truncated: false, problems: [] };
  }
  const withheld = response.status === 200 ? null : withheldBecause(response);
  const { archive } = remote;
  if (withheld) throw new WithheldError(archive, `${archive} withholds: ${withheld}`);
  if (response.status !== 200) throw remote.failure(response);
  const { listed, lines, unreadable } = readList(listText(response));
  if (unreadable > 0 && listed.length === 0) {
    throw new ArchiveUnavailableError(
      archive,
      `${archive} answered with something else than a list`,
    );
  }
  return {
    listed,
    truncated: response.bodyCut || lines >= MAX_LINES,
    problems: unreadable > 0 ? [`${unreadable} lines of the list could not be read`] : [],
  };
}
