import type { TextCheck } from "../../src/records/checks.js";
import type { Outcome } from "../../src/records/verdict.js";

export type TextClass = NonNullable<TextCheck["class"]>;

/** What a case is made to show. */
export type CaseSet =
  | "benign"
  | "editorial"
  | "meaning"
  | "newsroom"
  | "translation"
  | "end-to-end";

/** What a quote says and the post it is held against: the shape of `quotary compare`. */
export interface Pair {
  id: string;
  quote: {
    text: string;
    date?: string;
    handle?: string;
    lang?: string;
  };
  post: {
    text: string;
    createdAt: string;
    id: string;
    handle: string;
    lang: string;
  };
}

/** A pair with the answers that are right. */
export interface Case extends Pair {
  set: CaseSet;
  /** Which edit was made. */
  kind: string;
  lang: string;
  /** Meaning is changed (or account, day, post): may never be called printable. */
  changed: boolean;
  /** Text classes that are right; empty where the text is not what the case is about. */
  classes: readonly TextClass[];
  /** Outcomes that are right. */
  outcomes: readonly Outcome[];
}

/** A way of making a print of a post. Null: there is nothing in this post to make it of. */
export interface Edit {
  kind: string;
  make: (text: string, given: Given) => string | Versions | null;
  /** Text classes that are right, where they are not the set's. */
  classes?: readonly TextClass[];
}

/** Where not only the print but the archived copy changes. */
export interface Versions {
  printed: string;
  archived: string;
}

export interface Given {
  random: () => number;
  lang: string;
  /** Words of another post of the run, for foils. */
  other: string;
}
