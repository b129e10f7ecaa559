import { checkDate } from "../dates/check.js";
import { parsePermalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Step } from "./plan/step.js";

/** What can be told from the record alone, before any archive is asked. */
export function planFindings(quote: QuoteRecord, steps: readonly Step[]): Finding[] {
  const findings: Finding[] = [];
  const link = quote.url === undefined ? null : parsePermalink(quote.url);
  if (quote.url !== undefined && !link?.id) {
    findings.push({
      code: "link.not-a-post",
      severity: "info",
      because: `The link names no post on a platform we know: ${quote.url.slice(0, 200)}`,
    });
  }
  if (link?.id && quote.date !== undefined) {
    const day = checkDate(quote.date, {
      platform: link.platform,
      id: link.id,
      createdAt: null,
      createdAtSource: null,
    });
    if (day.result === "mismatch") {
      findings.push({
        code: "link.other-day",
        severity: "info",
        because: `The id in the link was given out on another day than the printed one: ${day.because}`,
      });
    }
  }
  if (steps.some(({ purpose }) => purpose === "name")) {
    findings.push({
      code: "search.name-only",
      severity: "info",
      because:
        "Neither link nor handle is printed: archives can only be asked for handles that the name suggests.",
    });
  }
  if (steps.length === 0 || steps.every(({ queries }) => queries.length === 0)) {
    findings.push({
      code: "search.nothing-to-ask",
      severity: "info",
      because: "Nothing printed leads to an address that an archive could be asked for.",
    });
  }
  return findings;
}
