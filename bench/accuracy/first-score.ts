import { SITTINGS } from "./newsroom.js";
import { table } from "./report.js";
import { isDangerous, isRight, type Scored } from "./score.js";

/** The first score of each sitting's newsroom pairs, before any rule was changed because of them. */
const FIRST = [
  {
    day: "2026-11-24",
    commit: "08428fe",
    changed: { right: 340, of: 366, passed: 23 },
    honest: { right: 77, of: 87 },
  },
  {
    day: "2026-11-29",
    commit: "6ca34c2",
    changed: { right: 242, of: 253, passed: 2 },
    honest: { right: 156, of: 177 },
  },
  {
    day: "2026-11-29",
    commit: "8da918d",
    changed: { right: 112, of: 120, passed: 2 },
    honest: { right: 54, of: 61 },
  },
];

const TEXT =
  "Pairs written by hand in over thirty languages, by people who had not seen the rules, the later ones after the rules had been mended by the earlier. The first column is what an unknown error of this kind met; once seen, the pairs were used for mending, so the second column flatters.";

/** Those first scores beside today's: the distance is what mending was worth, not what to expect. */
export function firstScore(scored: readonly Scored[]): string {
  const tables = FIRST.map((first, sitting) => {
    const held = scored.filter((each) => SITTINGS[sitting]?.id.test(each.case.id));
    const changed = held.filter((each) => each.case.changed);
    const honest = held.filter((each) => !each.case.changed);
    const now = (of: readonly Scored[], test: typeof isRight) =>
      `${of.filter(test).length} of ${of.length}`;
    const was = (right: number, of: number) => `${right} of ${of}`;
    const rows = [
      [
        "changes → a class stated",
        was(first.changed.right, first.changed.of),
        now(changed, isRight),
      ],
      [
        "changes passed as verbatim, normalised or extract",
        was(first.changed.passed, first.changed.of),
        now(changed, isDangerous),
      ],
      [
        "honest conventions → a class stated",
        was(first.honest.right, first.honest.of),
        now(honest, isRight),
      ],
    ];
    const head = [
      `newsroom pairs, sitting ${sitting + 1}`,
      `first, untouched (${first.day}, ${first.commit})`,
      "this run",
    ];
    return table(head, rows);
  });
  return ["## Newsroom pairs: the first scores", TEXT, ...tables].join("\n\n");
}
