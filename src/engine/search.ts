import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import type { ComparisonContext } from "../verdict/compare.js";
import type { Candidate } from "./candidates.js";
import type { Inquiry } from "./inquiry.js";
import type { Step } from "./plan/step.js";

/** What a comparison needs to know beside quote and post, and how it gets to know more. */
interface Circumstances extends ComparisonContext {
  /** Fetches what comparisons lacked to judge a translation; false when that was nothing. */
  bring: () => Promise<boolean>;
}

/** What is looked for on behalf of one quote, and everything that was learnt so far. */
export interface Search {
  readonly quote: QuoteRecord;
  readonly steps: readonly Step[];
  readonly context: Circumstances;
  inquiries: Inquiry[];
  /** Posts taken for the quoted one, best first. */
  accepted: Candidate[];
  /** Posts looked at and taken for other ones, nearest first. */
  rejected: Candidate[];
  findings: Finding[];
}

/** Readings of all archives asked so far. */
export const readingsOf = ({ inquiries }: Search) =>
  inquiries.flatMap(({ ledger }) => ledger.readings);
