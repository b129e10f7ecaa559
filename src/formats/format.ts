import type { Article } from "../records/request.js";
import type { Verdict } from "../records/verdict.js";

/** What a verdict does not say of itself. */
export interface FormatContext {
  /** Address of the verdict, absolute. */
  address: string;
  /** The article the quote stands in; null where it was sent without one. */
  article: Article | null;
}

/** A form in which others read verdicts. */
export interface VerdictFormat {
  /** As in `?format=`. */
  name: string;
  /** Media type, parameters included. */
  type: string;
  /** Null where the verdict holds nothing that this form could tell. */
  write(verdict: Verdict, context: FormatContext): string | null;
}
