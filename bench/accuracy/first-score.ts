import { table } from "./report.js";
import { isDangerous, isRight, type Scored } from "./score.js";

/** The first score of the newsroom pairs, before any rule was changed because of them. */
const FIRST = {
  day: "2026-11-24",
  commit: "08428fe",
  changed: { right: 340, of: 366, passed: 23 },
  honest: { right: 77, of: 87, passed: 0 },
};

/** That first score beside today's: the distance is what mending was worth, not what to expect. */
export function firstScore(scored: readonly Scored[]): string {
  const now = scored.filter((each) => each.case.set === "newsroom");
  const changed = now.filter((each) => each.case.changed);
  const honest = now.filter((each) => !each.case.changed);
  const count = (held: readonly Scored[]) => `${held.filter(isRight).length} of ${held.length}`;
  const was = ({ right, of }: { right: number; of: number }) => `${right} of ${of}`;
  const rows = [
    ["changes → a class stated", was(FIRST.changed), count(changed)],
    [
      "changes passed as verbatim, normalised or extract",
      `${FIRST.changed.passed} of ${FIRST.changed.of}`,
      `${changed.filter(isDangerous).length} of ${changed.length}`,
    ],
    ["honest conventions → a class stated", was(FIRST.honest), count(honest)],
  ];
  const text =
    "Pairs written by hand in over thirty languages, by somebody who had not seen the rules. The first column is what an unknown error of this kind met; once seen, the pairs were used for mending, so the second column flatters.";
  const head = ["newsroom pairs", `first, untouched (${FIRST.day}, ${FIRST.commit})`, "this run"];
  return `## Newsroom pairs: the first score\n\n${text}\n\n${table(head, rows)}`;
}
