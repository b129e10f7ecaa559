import type { CheckResult, Checks } from "../records/checks.js";

/**
 * What one check contributes to the outcome: it speaks for the quote, for it but with something to
 * tell, against it, or it leaves the question open.
 */
export const STANDINGS = ["for", "told", "against", "open"] as const;

export type Standing = (typeof STANDINGS)[number];

type CheckName = keyof Checks;

type ClassOf<Name extends CheckName> = Checks[Name]["class"];

interface StandingRow<Name extends CheckName> {
  /** Classes for which the row holds; `any` for all of them and for none. */
  classes: readonly ClassOf<Name>[] | "any";
  results: readonly CheckResult[];
  then: Standing;
  because: string;
}

type Standings = { readonly [Name in CheckName]: readonly StandingRow<Name>[] };

const AGAINST = {
  classes: "any",
  results: ["mismatch"],
  then: "against",
  because: "the check found a difference that matters",
} as const;

const OPEN = {
  classes: "any",
  results: ["unknown"],
  then: "open",
  because: "the check could not be made",
} as const;

/** A class that was never given cannot speak for a quote, whatever the result says. */
const NO_CLASS = {
  classes: [null],
  results: ["match", "note"],
  then: "open",
  because: "nothing says what the check found",
} as const;

const SPEAKS: readonly CheckResult[] = ["match", "note"];

/**
 * For every class and result of a check, exactly one row (a test enumerates them). Where class and
 * result contradict each other, as no check of ours does, the harsher of the two counts.
 */
export const STANDING_ROWS: Standings = {
  handle: [
    AGAINST,
    OPEN,
    NO_CLASS,
    {
      classes: ["exact", "case"],
      results: ["match"],
      then: "for",
      because: "the account printed is the post's",
    },
    {
      classes: ["exact", "case"],
      results: ["note"],
      then: "told",
      because: "the account fits, under an assumption that must be told",
    },
    {
      classes: ["renamed"],
      results: SPEAKS,
      then: "told",
      because: "the account is the same under another name, which must be told",
    },
    {
      classes: ["not-printed"],
      results: SPEAKS,
      then: "told",
      because: "no account is printed, so none was checked",
    },
    {
      classes: ["lookalike", "different"],
      results: SPEAKS,
      then: "against",
      because: "another account is never a detail",
    },
  ],
  date: [
    AGAINST,
    OPEN,
    NO_CLASS,
    {
      classes: ["same-utc-day", "same-moment"],
      results: ["match"],
      then: "for",
      because: "the day in UTC, or the clock time in one zone, is the post's",
    },
    {
      classes: ["same-utc-day", "same-moment"],
      results: ["note"],
      then: "told",
      because: "the day fits, and something about it must be told",
    },
    {
      classes: ["possible-timezone", "ambiguous"],
      results: SPEAKS,
      then: "told",
      because: "the day fits only under an assumption",
    },
    {
      classes: ["unreadable", "not-printed"],
      results: SPEAKS,
      then: "told",
      because: "no day is printed that could be checked",
    },
    {
      classes: ["different"],
      results: SPEAKS,
      then: "against",
      because: "another day is never a detail",
    },
  ],
  text: [
    AGAINST,
    OPEN,
    NO_CLASS,
    {
      classes: ["verbatim", "normalised"],
      results: ["match"],
      then: "for",
      because: "the words are the post's; typography at most differs",
    },
    {
      classes: ["verbatim", "normalised"],
      results: ["note"],
      then: "told",
      because: "the words are the post's, and something about them must be told",
    },
    {
      classes: ["extract", "elided", "truncated", "edited", "translated"],
      results: SPEAKS,
      then: "told",
      because: "the quote is a part, a shortened or edited form, or a translation of the post",
    },
    {
      classes: ["altered", "unrelated"],
      results: SPEAKS,
      then: "against",
      because: "other words are never a detail",
    },
  ],
};

/** Rows that hold for one class and result; exactly one for any. */
export function rowsFor<Name extends CheckName>(
  name: Name,
  check: { class: ClassOf<Name>; result: CheckResult },
): StandingRow<Name>[] {
  const rows: readonly StandingRow<Name>[] = STANDING_ROWS[name];
  return rows.filter(
    ({ classes, results }) =>
      results.includes(check.result) && (classes === "any" || classes.includes(check.class)),
  );
}

/** What a check contributes to the outcome. */
export function standingOf<Name extends CheckName>(
  name: Name,
  check: { class: ClassOf<Name>; result: CheckResult },
): Standing {
  const [row] = rowsFor(name, check);
  if (!row) throw new Error(`no row for ${name} ${check.class} ${check.result}`);
  return row.then;
}
