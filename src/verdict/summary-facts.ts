import type { Checks } from "../records/checks.js";
import type { Edit } from "../records/edit.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";

/** What a summary may say of a post that was found: nothing else gets into its sentences. */
export const FACT_NAMES = [
  "account",
  "day",
  "archives",
  "printedHandle",
  "archivedHandle",
  "printedDate",
  "printed",
  "archived",
  "repeated",
] as const;

type FactName = (typeof FACT_NAMES)[number];

/** Null: not known. */
export type Facts = Readonly<Record<FactName, string | null>>;

/** Longest stretch of anybody's words in a summary, in characters. */
const LONGEST = 80;
/** Marks that change how what stands beside them is read: controls, and turns of direction. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Somebody's words on one line, cut where too long; null where there are none. */
export function shown(text: string | null | undefined): string | null {
  const line = (text ?? "").replace(/\s+/gu, " ").replace(UNSEEN, "").trim();
  if (line === "") return null;
  const characters = [...line];
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

function handle(name: string | null | undefined): string | null {
  const told = shown(name?.replace(/^@/, ""));
  return told === null ? null : `@${told}`;
}

/** UTC day of a time, as far as it is one. */
export function dayOf(time: string | null): string | null {
  return time !== null && !Number.isNaN(Date.parse(time))
    ? new Date(time).toISOString().slice(0, 10)
    : null;
}

/** Facts of a whole verdict; `archives` already joined. */
export function factsOf(checks: Checks, post: Post, archives: string | null): Facts {
  return {
    account: handle(post.author.handle),
    // The day the check was made against: on Twitter the id's, whatever the page says.
    day: dayOf(checks.date.archived ?? post.createdAt),
    archives: shown(archives),
    printedHandle: handle(checks.handle.printed),
    archivedHandle: handle(checks.handle.archived),
    printedDate: shown(checks.date.printed),
    printed: null,
    archived: null,
    repeated: handle(post.retweeted?.handle),
  };
}

/** The edit a finding was made from, if it was. */
export function editOf({ code, because }: Finding, edits: readonly Edit[]): Edit | null {
  return edits.find((edit) => `text.${edit.kind}` === code && edit.because === because) ?? null;
}

/** The facts, with the words of one edit. */
export function withEdit(facts: Facts, edit: Edit | null): Facts {
  if (edit === null) return facts;
  return { ...facts, printed: shown(edit.printed.text), archived: shown(edit.archived.text) };
}
