import type { HandleCheck } from "../records/checks.js";
import type { Post } from "../records/post.js";
import { describeDifferences } from "./differences.js";
import { invisibleMarks, normaliseHandle, turnsDirection } from "./handle.js";
import { type HandleRelation, relateHandles } from "./relation.js";

/** The author as printed. */
export interface PrintedAuthor {
  handle?: string | undefined;
  name?: string | undefined;
}

/** What the rules look at. */
interface Case {
  /** As printed. */
  raw: string;
  /** Normalised; null when what is printed cannot be a handle. */
  printed: string | null;
  archived: string | null;
  relation: HandleRelation;
  knownAs: readonly string[];
}

interface Rule {
  when: (given: Case) => boolean;
  result: HandleCheck["result"];
  class: HandleCheck["class"];
  because: (given: Case) => string;
}

const isRelation =
  (...relations: HandleRelation[]) =>
  ({ relation }: Case) =>
    relations.includes(relation);

/** In order; the first that holds decides, else `DIFFERENT`. Only `exact`, `case` and `renamed` speak for the quote. */
const RULES: readonly Rule[] = [
  {
    when: ({ raw }) => raw.trim() === "",
    result: "note",
    class: "not-printed",
    because: ({ archived }) =>
      `No handle is printed: nothing to check.${archived === null ? "" : ` The post is by @${archived}.`}`,
  },
  {
    when: ({ printed }) => printed === null,
    result: "unknown",
    class: "not-printed",
    because: ({ raw }) => `What is printed as the handle, “${raw}”, cannot be one.`,
  },
  {
    when: ({ archived }) => archived === null,
    result: "unknown",
    class: "not-printed",
    because: ({ printed }) =>
      `The capture does not say which account posted; printed is @${printed}.`,
  },
  {
    when: isRelation("exact"),
    result: "match",
    class: "exact",
    because: ({ archived }) => `The post is by @${archived}, as printed.`,
  },
  {
    when: isRelation("same_case_insensitive"),
    result: "match",
    class: "case",
    because: ({ printed, archived }) =>
      `Printed @${printed}, archived @${archived}: upper and lower case make no other account.`,
  },
  {
    when: ({ printed, archived }) => isSameWithoutServer(printed, archived),
    result: "note",
    class: "exact",
    because: ({ printed, archived }) =>
      `Printed @${printed} fits @${archived}, but not both name the server, and other servers may have an account of that name.`,
  },
  {
    when: ({ printed, knownAs }) =>
      knownAs.some((known) => isSameAccount(relateHandles(printed ?? "", known))),
    result: "note",
    class: "renamed",
    because: ({ printed, archived }) =>
      `Printed @${printed} and archived @${archived} are names of the same account (same account id in another capture).`,
  },
  {
    when: isRelation("lookalike_underscore", "lookalike_skeleton", "lookalike_homoglyph"),
    result: "mismatch",
    class: "lookalike",
    because: ({ raw, printed, archived }) =>
      turnsDirection(raw)
        ? `Printed “@${printed}” is written with marks that turn the reading direction, so that it shows as another handle; the post is by @${archived}.`
        : `Printed @${printed} only looks like @${archived}: it has ${describeDifferences(printed ?? "", archived ?? "")}.`,
  },
  {
    when: isRelation("typo_distance_1"),
    result: "mismatch",
    class: "lookalike",
    because: ({ printed, archived }) =>
      `Printed @${printed} is a slip away from @${archived}: it has ${describeDifferences(printed ?? "", archived ?? "")}. It may be a misprint or another account.`,
  },
  {
    when: isRelation("affix_variant"),
    result: "mismatch",
    class: "lookalike",
    because: ({ printed, archived }) =>
      `Printed @${printed} is @${archived} with something added or left out, as imitations and second accounts are named: it has ${describeDifferences(printed ?? "", archived ?? "")}.`,
  },
];

const DIFFERENT: Rule = {
  when: () => true,
  result: "mismatch",
  class: "different",
  because: ({ printed, archived }) => `Printed is @${printed}, the post is by @${archived}.`,
};

/**
 * Whether the printed account is the post's. `alsoKnownAs`: handles seen for the same account id in
 * other captures. Display names change freely: a differing one is told, it never decides.
 */
export function checkHandle(
  printed: PrintedAuthor,
  author: Post["author"],
  alsoKnownAs: readonly string[] = [],
): HandleCheck {
  const raw = printed.handle ?? "";
  const archived =
    author.handle === null ? null : (normaliseHandle(author.handle) ?? author.handle);
  const given: Case = {
    raw,
    printed: normaliseHandle(raw),
    archived,
    relation: relateHandles(raw, archived ?? ""),
    knownAs: alsoKnownAs,
  };
  const rule = RULES.find((candidate) => candidate.when(given)) ?? DIFFERENT;
  return {
    result: rule.result,
    class: rule.class,
    printed: raw.trim() === "" ? null : (given.printed ?? raw),
    archived,
    because: [rule.because(given), remarkOnMarks(raw), remarkOnName(printed.name, author.name)]
      .filter((sentence) => sentence !== null)
      .join(" "),
  };
}

function isSameAccount(relation: HandleRelation): boolean {
  return relation === "exact" || relation === "same_case_insensitive";
}

/** `Gargron` and `Gargron@mastodon.social`. */
function isSameWithoutServer(printed: string | null, archived: string | null): boolean {
  if (printed === null || archived === null) return false;
  const [user, server] = printed.split("@");
  const [archivedUser, archivedServer] = archived.split("@");
  return (
    (server === undefined) !== (archivedServer === undefined) &&
    isSameAccount(relateHandles(user ?? "", archivedUser ?? ""))
  );
}

function remarkOnMarks(raw: string): string | null {
  const marks = invisibleMarks(raw);
  if (marks.length === 0) return null;
  return `The printed handle holds invisible characters: ${marks.join(", ")}.`;
}

function remarkOnName(printed: string | undefined, archived: string | null): string | null {
  if (printed === undefined || printed.trim() === "" || archived === null) return null;
  if (comparableName(printed) === comparableName(archived)) return null;
  return `The display name is printed as “${printed}”, in the capture it is “${archived}”; display names change freely.`;
}

/** Letters and digits only: emoji, spacing and punctuation of a name come and go. */
function comparableName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}
