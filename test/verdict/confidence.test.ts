import { describe, expect, it } from "vitest";
import type { Checks } from "../../src/records/checks.js";
import type { Outcome } from "../../src/records/verdict.js";
import { confidenceOf, countedValue, stepOf } from "../../src/verdict/confidence.js";

const HANDLES = ["exact", "case", "renamed", "not-printed", "lookalike", "different"] as const;
const DATES = [
  ...["same-moment", "same-utc-day", "possible-timezone", "ambiguous"],
  ...["not-printed", "unreadable", "different"],
];
const TEXTS = [
  ...["verbatim", "normalised", "extract", "elided", "truncated"],
  ...["edited", "translated", "altered", "unrelated"],
];
const OUTCOMES: Outcome[] = ["verified", "verified-with-notes", "discrepancy", "inconclusive"];

function checks(text: Checks["text"]["class"], date: Checks["date"]["class"] = "same-utc-day") {
  const because = "";
  return {
    handle: { result: "match", class: "exact", printed: "a", archived: "a", because },
    date: { result: "match", class: date, printed: "x", readings: [], archived: "", because },
    text: { result: "match", class: text, flags: [], edits: [], because },
  } satisfies Checks;
}

const good = (text: Checks["text"]["class"], quote: string, evidence: string[][] = []) =>
  confidenceOf({
    outcome: "verified-with-notes",
    checks: checks(text),
    quote,
    evidence: evidence.map(([archive = "", layout = ""]) => ({
      archive,
      layout,
      quoteSelector: { type: "TextQuoteSelector", exact: quote, prefix: "", suffix: "" },
    })),
  });

describe("confidence", () => {
  it("is never higher for a weaker check, whichever two of all patterns are compared", () => {
    const all = HANDLES.flatMap((handle) =>
      DATES.flatMap((date) => TEXTS.map((text) => ({ handle, date, text }))),
    );
    const keys = ["handle", "date", "text"] as const;
    for (const outcome of OUTCOMES) {
      const valued = all.map((pattern) => ({
        steps: keys.map((key) => stepOf(outcome, key, pattern[key])),
        value: countedValue(outcome, pattern),
      }));
      const wrong = valued.flatMap((weak) =>
        valued.filter(
          (strong) =>
            strong.value < weak.value && strong.steps.every((step, i) => step <= weak.steps[i]!),
        ),
      );
      expect(wrong).toEqual([]);
    }
  });

  it("stays within 0 and 0.99, for patterns never counted too", () => {
    for (const outcome of [...OUTCOMES, "unverifiable" as const]) {
      const value = countedValue(outcome, { handle: null, date: null, text: null });
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(0.99);
    }
  });

  it("is lower the fewer words a cut quote has, in any script", () => {
    const values = ["Velmora", "Velmora harbour", "The Velmora harbour opens at noon today again"];
    const [one = 1, two = 1, eight = 1] = values.map((quote) => good("extract", quote));
    expect(one).toBeLessThan(two);
    expect(two).toBeLessThan(eight);
    expect(good("extract", "今日")).toBeLessThan(
      good("extract", "今日の港は正午にまた開くそうです"),
    );
    expect(good("verbatim", "Velmora")).toBeGreaterThan(one);
  });

  it("is lower for one archive, and lower still for a layout whose reading nobody counted", () => {
    const words = "The Velmora harbour opens at noon today again";
    const known = good("verbatim", words, [["a", "twitter-graphql"]]);
    const foreign = good("verbatim", words, [["a", "some-layout"]]);
    const same = good("verbatim", words, [
      ["a", "twitter-graphql"],
      ["a", "some-layout"],
    ]);
    const both = good("verbatim", words, [
      ["a", "twitter-graphql"],
      ["b", "some-layout"],
    ]);
    expect(foreign).toBeLessThan(known);
    expect(same).toBe(known);
    expect(both).toBeGreaterThan(known);
    expect(both).toBeLessThan(good("verbatim", words));
  });

  it("is lower where the day fits by one reading alone", () => {
    const stated = (date: Checks["date"]["class"]) =>
      confidenceOf({
        ...{ outcome: "verified-with-notes", quote: "x", evidence: [] },
        checks: checks("verbatim", date),
      });
    expect(stated("ambiguous")).toBeLessThan(stated("same-utc-day"));
  });

  it("stays at 0.7 for a translation whose original was not compared", () => {
    expect(good("translated", "The harbour opens")).toBeLessThanOrEqual(0.7);
  });
});
