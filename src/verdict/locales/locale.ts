import type { Edit } from "../../records/edit.js";
import type { Outcome, SearchOutcome } from "../../records/verdict.js";
import type { VainEnd } from "../search-end.js";

/** A sentence with gaps, `{fact}`: it can be said only where all its facts are known. */
type Template = string;

/** Templates, best first: the first that can be said is. */
export type Wordings = readonly Template[];

/** All that summaries say in one language. A test holds the gaps against the facts there are. */
export interface Locale {
  /** Primary subtag, BCP 47. */
  tag: string;
  /** Joins the last two of a list. */
  and: string;
  /** Which post, in which captures. */
  source: Wordings;
  /** First sentence where a post was found; `{source}` and, for `unfound`, `{end}` are filled in. */
  found: Readonly<Record<Exclude<Outcome, "unverifiable">, Template>>;
  unfound: Readonly<Record<"unverifiable" | "inconclusive", Template>>;
  /** Second sentence where a post was found: `{reasons}`. */
  told: Template;
  /** Reasons beyond those told: `{count}`. */
  more: Template;
  /** Words for what happened to words, `{printed}` and `{archived}`. */
  edits: Readonly<Record<Edit["op"], Wordings>>;
  /** By a finding's code. */
  findings: Readonly<Record<string, Wordings>>;
  /** By the part of a finding's code before the dot, for codes that have no words of their own. */
  areas: Readonly<Record<string, Template>>;
  /** For a code of no known area. */
  other: Template;
  ends: Readonly<Record<VainEnd, Template>>;
  /** How an archive took being asked: `{archive}`. */
  answers: Readonly<Record<SearchOutcome, Template>>;
  /** Said where the platform itself reports the post gone: `{goneSince}`. */
  gone: Template;
}
