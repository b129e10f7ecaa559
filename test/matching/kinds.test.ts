import { describe, expect, it } from "vitest";
import { compareText } from "../../src/matching/compare.js";
import { EDIT_KINDS } from "../../src/matching/kinds.js";
import { EDIT_RULES } from "../../src/matching/rules/index.js";
import { PAIRS } from "./support/pairs.js";

describe("the table of edit kinds", () => {
  it.each(EDIT_RULES.map(({ then }) => [then.kind, then.severity] as const))(
    "has %s with severity %s",
    (kind, severity) => {
      expect(EDIT_KINDS.get(kind)?.severities).toContain(severity);
    },
  );

  it("has the kinds that comparisons give, with a rule for each", () => {
    for (const [, printed, archived] of PAIRS) {
      for (const { kind, severity } of compareText(printed, archived).edits) {
        expect(EDIT_KINDS.get(kind)?.severities, kind).toContain(severity);
      }
    }
    for (const [kind, { rule }] of EDIT_KINDS) expect(rule, kind).toMatch(/\.$/);
  });
});
