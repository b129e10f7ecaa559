import type { AskContext } from "../../engine/archive.js";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { Sort } from "../cache/answers.js";
import { ArchiveUnavailableError, WithheldError } from "../errors.js";
import type { RemoteHost } from "./host.js";
import { textOf, withheldBecause } from "./withheld.js";

/** A form in which archives list their captures. */
export interface ListForm<Page> {
  /** What an answer in it is called. */
  readonly called: string;
  /** Most lines read of one answer, whatever was asked for: the rest is cut off as it arrives. */
  readonly mostLines: number;
  /** Null for a text that is none. */
  parse(text: string, address: string): Page | null;
  /** Entries that were read, and those that could not be. */
  count(page: Page): { read: number; unreadable: number };
  /** Is what this text has behind the end of its last line a part of an entry? */
  endsWithinEntry?(text: string): boolean;
  /** Of an answer that is no list: that there are no captures, or that it may mean so. */
  none?(response: GuardedResponse): "none" | "unsure" | null;
}

interface List<Page> {
  page: Page;
  /** True where there was more than is read. */
  isCut: boolean;
}

/** The text of a list; of one that was cut, or is longer than is read, its whole lines. */
function listText<Page>(
  { mostLines, endsWithinEntry }: ListForm<Page>,
  response: GuardedResponse,
): { text: string; isCut: boolean } {
  const text = textOf(response);
  const lastEnd = text.lastIndexOf("\n") + 1;
  const isShort = response.bodyCut || (endsWithinEntry?.(text) ?? false);
  // Without a whole line it is no list, or one in a form that has no lines.
  const whole = isShort && lastEnd > 0 ? lastEnd : text.length;
  // Unpacked here, it may have more lines than were counted on the way.
  let end = 0;
  for (let lines = 0; lines < mostLines && end < whole; lines++) {
    const at = text.indexOf("\n", end);
    end = at < 0 ? whole : at + 1;
  }
  return { text: text.slice(0, end), isCut: isShort || end < whole };
}

/** The list in an answer, or null where it is none. */
function readList<Page>(form: ListForm<Page>, response: GuardedResponse): List<Page> | null {
  if (response.status !== 200) return null;
  const { text, isCut } = listText(form, response);
  const page = form.parse(text, response.url);
  if (page === null) return null;
  const { read, unreadable } = form.count(page);
  return read === 0 && unreadable > 0 ? null : { page, isCut };
}

/** What an answer is kept as: a list, that there is none, or not at all. */
function sortOf<Page>(form: ListForm<Page>, response: GuardedResponse): Sort {
  const list = readList(form, response);
  if (list === null) {
    return form.none?.(response) === "none" || withheldBecause(response) ? "none" : null;
  }
  const { read, unreadable } = form.count(list.page);
  if (list.isCut || unreadable > 0) return null;
  return read > 0 ? "list" : "none";
}

/**
 * Asks for a list of captures; null where the archive answers that it has none. Everything that is
 * no list is thrown as the `ArchiveError` that says what it is, never read as "none"; `about` names
 * what was asked for.
 */
export async function askList<Page>(
  form: ListForm<Page>,
  address: string,
  about: string,
  remote: RemoteHost,
  context: AskContext,
): Promise<List<Page> | null> {
  const response = await remote.ask(address, context, {
    lane: "index",
    longBody: "cut",
    mostLines: form.mostLines,
    sortOf: (answer) => (answer.bodyCut ? null : sortOf(form, answer)),
  });
  const list = readList(form, response);
  if (list) return list;
  const { archive } = remote;
  const withheld = withheldBecause(response);
  if (withheld) throw new WithheldError(archive, `${archive} withholds ${about}: ${withheld}`);
  const none = form.none?.(response) ?? null;
  if (none === "none") return null;
  if (none === "unsure") {
    const because = `${archive} found nothing, which it also says when it could ask nobody`;
    throw new ArchiveUnavailableError(archive, because);
  }
  if (response.status !== 200) throw remote.failure(response);
  const because = `${archive} answered with something else than ${form.called}`;
  throw new ArchiveUnavailableError(archive, because);
}
