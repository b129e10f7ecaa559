import { takeCounter } from "../edges.js";
import type { Change, Situation } from "../situation.js";
import { type EditRule, tell } from "./rule.js";
import { isCapitalised, printedOnly } from "./words.js";

/** What a print shows around the words that is the platform's, not the author's. */

/** "RT @x:" before everything. */
function isRepostPrefix({ printed, printedFrom }: Change): boolean {
  const [first, second, third, ...more] = printed;
  return (
    printedFrom === 0 &&
    /^(?:RT|MT)$/.test(first?.text ?? "") &&
    second?.kind === "mention" &&
    (third === undefined || third.text === ":") &&
    more.length === 0
  );
}

/**
 * "(1/3)", where a sentence begins after it or everything ends before it: "(2/3) of us" is a share.
 */
function isCounter(change: Change, { printed }: Situation): boolean {
  if (takeCounter(change.printed) !== change.printed.length) return false;
  const next = printed[change.printedTo];
  if (change.printedFrom === 0) return next !== undefined && isCapitalised(next);
  return next === undefined && /^[([]/.test(change.printed[0]?.text ?? "");
}

export const FRAME_RULES: readonly EditRule[] = [
  {
    // Whose words they are is another check's: here the print names somebody, and that is told.
    when: (change) => printedOnly(change) && isRepostPrefix(change),
    then: { kind: "repost-prefix-added", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: the words are given as repeated from that account.`,
  },
  {
    when: (change, situation) => printedOnly(change) && isCounter(change, situation),
    then: { kind: "thread-counter-added", severity: "typographic" },
    because: (change, situation) => `${tell(change, situation)}: a counter of the thread's.`,
  },
];
