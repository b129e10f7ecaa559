import type { FailedRecheck, Verdict } from "../records/verdict.js";

/** How a quote ended: with a verdict, or with the reason why there is none. */
export type QuoteEnd = { verdict: Verdict } | { because: string };

/** False: the quote had ended before, or is gone. `told`: somebody is to hear of its end. */
export type FinishResult = false | "ended" | "told";

/** What is to come of a quote's end. */
export interface Aftermath {
  /** When its verdict is to be asked again, or the older one where it failed; null: never by itself. */
  askAgainAt: Date | null;
  /** True when it is a recheck, and the older verdict had another outcome. */
  isChange: boolean;
  /** How the older verdict could not be asked again by itself. */
  failed?: FailedRecheck & { of: string };
}

export const NO_AFTERMATH: Aftermath = { askAgainAt: null, isChange: false };
