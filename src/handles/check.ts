import type { HandleCheck } from "../records/checks.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import { describeDifferences } from "./differences.js";
import { invisibleMarks, normaliseHandle, turnsDirection } from "./handle.js";
import { type HandleRelation, relateHandles } from "./relation.js";
import {
  captureNamed,
  dayOfCapture,
  type HandleSighting,
  isSameHandle,
  otherOwner,
  sightingsOf,
} from "./sightings.js";

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
  /** The platform's id of the post's account; null where the capture does not hold it. */
  accountId: string | null;
  sightings: readonly HandleSighting[];
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
    when: (given) => isSameName(given) && ownerBeside(given) !== null,
    result: "note",
    class: "exact",
    because: becauseRecycled,
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
    when: (given) => renaming(given) !== null,
    result: "note",
    class: "renamed",
    because: becauseRenamed,
  },
  {
    when: ({ printed, knownAs }) => knownAs.some((known) => isSameHandle(printed ?? "", known)),
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
  because: (given) => {
    const said = `Printed is @${given.printed}, the post is by @${given.archived}.`;
    const owner = ownerBeside(given);
    return owner === null
      ? said
      : `${said} A capture of ${dayOfCapture(owner)} shows @${given.printed} as another account (id ${owner.accountId}, the post's is ${given.accountId}).`;
  },
};

function isSameName({ relation }: Case): boolean {
  return relation === "exact" || relation === "same_case_insensitive";
}

/** A capture that shows the printed handle as another account's than the post's. */
function ownerBeside({ printed, accountId, sightings }: Case): HandleSighting | null {
  return printed === null || accountId === null ? null : otherOwner(printed, accountId, sightings);
}

/** A handle that was given up can be taken by anybody: the print may mean either account. */
function becauseRecycled(given: Case): string {
  const owner = ownerBeside(given);
  return (
    `The post is by @${given.archived} (account id ${given.accountId}), but a capture of ${owner === null ? "" : dayOfCapture(owner)} ` +
    `shows the same handle as another account's (id ${owner?.accountId}): the handle changed hands.`
  );
}

/** The captures that show the post's account under the printed handle. */
function renaming({ printed, accountId, sightings }: Case) {
  if (printed === null || accountId === null) return null;
  return sightingsOf(printed, accountId, sightings);
}

function becauseRenamed(given: Case): string {
  const { printed, archived, accountId, sightings } = given;
  const before = renaming(given);
  const now = sightingsOf(archived ?? "", accountId ?? "", sightings);
  const owner = ownerBeside(given);
  return [
    `Printed @${printed} and archived @${archived} are names of the same account (id ${accountId}): a capture of ${before === null ? "" : captureNamed(before.first)} shows it as @${printed}`,
    now === null ? "." : `, one of ${captureNamed(now.last)} as @${archived}.`,
    owner === null
      ? ""
      : ` The handle @${printed} is another account's (id ${owner.accountId}) in a capture of ${dayOfCapture(owner)}.`,
  ].join("");
}

/**
 * Whether the printed account is the post's. `alsoKnownAs`: handles that captures show for the very
 * post. `sightings`: handles and account ids of the platform in all captures at hand: two captures of
 * one account id prove a renaming, one handle with two ids that it changed hands. Display names change
 * freely: a differing one is told, it never decides.
 */
export function checkHandle(
  printed: PrintedAuthor,
  author: Post["author"],
  alsoKnownAs: readonly string[] = [],
  sightings: readonly HandleSighting[] = [],
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
    accountId: author.id,
    sightings,
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

/** `Gargron` and `Gargron@mastodon.social`. */
function isSameWithoutServer(printed: string | null, archived: string | null): boolean {
  if (printed === null || archived === null) return false;
  const [user, server] = printed.split("@");
  const [archivedUser, archivedServer] = archived.split("@");
  return (
    (server === undefined) !== (archivedServer === undefined) &&
    isSameHandle(user ?? "", archivedUser ?? "")
  );
}

function remarkOnMarks(raw: string): string | null {
  const marks = invisibleMarks(raw);
  if (marks.length === 0) return null;
  return `The printed handle holds invisible characters: ${marks.join(", ")}.`;
}

/** What is told about a display name other than the capture's; null where there is nothing to tell. */
function remarkOnName(printed: string | undefined, archived: string | null): string | null {
  if (printed === undefined || printed.trim() === "" || archived === null) return null;
  if (comparableName(printed) === comparableName(archived)) return null;
  return `The display name is printed as “${printed}”, in the capture it is “${archived}”; display names change freely.`;
}

/** A differing display name as a finding of its own: it is told, and takes nothing away. */
export function nameFindings(printed: PrintedAuthor, author: Post["author"]): Finding[] {
  const because = remarkOnName(printed.name, author.name);
  return because === null ? [] : [{ code: "handle.display-name", severity: "info", because }];
}

/** Letters and digits only: emoji, spacing and punctuation of a name come and go. */
function comparableName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}
