import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { verdictsPage } from "../../scripts/verdicts/page.js";
import {
  type CheckResult,
  type Checks,
  ChecksSchema,
  TEXT_CLASSES,
} from "../../src/records/checks.js";
import { makePost } from "../../src/snapshots/post.js";
import { GRAVITIES } from "../../src/verdict/gravity.js";
import { judgeComparison } from "../../src/verdict/judge.js";
import { RULES, rulesFor, type Situation } from "../../src/verdict/rules.js";
import { SEARCH_ENDS } from "../../src/verdict/search-end.js";
import { rowsFor, STANDINGS } from "../../src/verdict/standing.js";

const RESULTS: readonly CheckResult[] = ["match", "note", "mismatch", "unknown"];
const { handle, date, text } = ChecksSchema.shape;
const CLASSES = {
  handle: [...handle.shape.class.unwrap().options, null],
  date: [...date.shape.class.unwrap().options, null],
  text: [...TEXT_CLASSES, null],
} as const;
const CHECK_NAMES = ["handle", "date", "text"] as const;

function everySituation(): Situation[] {
  return SEARCH_ENDS.flatMap((search) =>
    STANDINGS.flatMap((words) =>
      STANDINGS.flatMap((account) =>
        STANDINGS.flatMap((day) =>
          GRAVITIES.flatMap((findings) =>
            (["trusted", "untrusted"] as const).flatMap((witness) =>
              (["named", "unnamed"] as const).map((id) => ({
                search,
                words,
                account,
                day,
                findings,
                witness,
                id,
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

describe("every class and result of a check", () => {
  it.each(CHECK_NAMES)("of %s stands in exactly one row", (name) => {
    expect(text.shape.class.unwrap().options).toEqual(CLASSES.text.slice(0, -1));
    for (const result of RESULTS) {
      for (const kind of CLASSES[name]) {
        const rows = rowsFor(name, { class: kind as never, result });
        expect({ kind, result, rows: rows.length }).toEqual({ kind, result, rows: 1 });
      }
    }
  });

  it("stands for the quote only where nothing is left to tell", () => {
    const standing = CHECK_NAMES.flatMap((name) =>
      RESULTS.flatMap((result) =>
        CLASSES[name].flatMap((kind) =>
          rowsFor(name, { class: kind as never, result })[0]?.then === "for"
            ? [`${kind} ${result}`]
            : [],
        ),
      ),
    );
    expect(standing.sort()).toEqual(
      ["case", "exact", "normalised", "same-moment", "same-utc-day", "verbatim"].map(
        (kind) => `${kind} match`,
      ),
    );
  });
});

describe("every situation", () => {
  it("has exactly one rule", () => {
    const wrong = everySituation().filter((situation) => rulesFor(situation).length !== 1);
    expect(wrong).toEqual([]);
  });

  it("uses every rule, each of a name of its own", () => {
    const used = new Set(everySituation().map((situation) => rulesFor(situation)[0]?.name));
    expect(used.size).toBe(RULES.length);
  });

  it("that is told as a difference or as agreement is one in which a post was found", () => {
    for (const situation of everySituation()) {
      const then = rulesFor(situation)[0]?.then;
      if (situation.search !== "found") expect(["unverifiable", "inconclusive"]).toContain(then);
      else expect(then).not.toBe("unverifiable");
    }
  });

  it("with a doubt, or less known, is never told better", () => {
    const best = ["discrepancy", "inconclusive", "verified-with-notes", "verified"];
    const worth = (situation: Situation) => best.indexOf(rulesFor(situation)[0]?.then ?? "");
    for (const situation of everySituation().filter(({ search }) => search === "found")) {
      for (const findings of GRAVITIES.slice(GRAVITIES.indexOf(situation.findings))) {
        expect(worth({ ...situation, findings })).toBeLessThanOrEqual(worth(situation));
      }
      expect(worth({ ...situation, id: "unnamed" })).toBeLessThanOrEqual(worth(situation));
      expect(rulesFor({ ...situation, witness: "untrusted" })[0]?.then).toBe("inconclusive");
    }
  });
});

it("of all combinations of the three checks only those of the contract are verified", () => {
  const post = makePost({ platform: "twitter", id: "1", text: "x" });
  const because = "";
  const each = <Kind>(kinds: readonly Kind[]) =>
    kinds.flatMap((kind) => RESULTS.map((result) => ({ class: kind, result })));
  let combinations = 0;
  const verified = new Set<string>();
  for (const who of each(CLASSES.handle)) {
    for (const when of each(CLASSES.date)) {
      for (const what of each(CLASSES.text)) {
        const checks: Checks = {
          handle: { ...who, printed: null, archived: null, because },
          date: { ...when, printed: null, readings: [], archived: null, because },
          text: { ...what, flags: [], edits: [], because },
        };
        const { outcome } = judgeComparison({
          checks,
          findings: [],
          post,
          coverage: 1,
          archivedSpan: null,
          score: 1,
        });
        combinations += 1;
        if (outcome === "verified") verified.add(`${who.class} ${when.class} ${what.class}`);
      }
    }
  }
  expect(combinations).toBe(28 * 32 * 40);
  expect([...verified].sort()).toEqual(
    ["case", "exact"].flatMap((who) =>
      ["same-moment", "same-utc-day"].flatMap((when) =>
        ["normalised", "verbatim"].map((what) => `${who} ${when} ${what}`),
      ),
    ),
  );
});

it("docs/verdicts.md prints the rules in force (npm run verdicts)", () => {
  const file = path.resolve(import.meta.dirname, "../../docs/verdicts.md");
  expect(readFileSync(file, "utf8")).toBe(verdictsPage());
});
