import { describe, expect, it } from "vitest";
import type { CheckResult, Checks } from "../../src/records/checks.js";
import type { Finding } from "../../src/records/finding.js";
import type { Outcome, SearchEntry } from "../../src/records/verdict.js";
import { makePost } from "../../src/snapshots/post.js";
import { judgeComparison, judgeUnfound } from "../../src/verdict/judge.js";
import { summariseUnfound } from "../../src/verdict/summary.js";

function checks(handle: CheckResult, date: CheckResult, text: CheckResult): Checks {
  const because = "";
  return {
    handle: { result: handle, class: "exact", printed: "a", archived: "a", because },
    date: {
      result: date,
      class: "same-utc-day",
      printed: "x",
      readings: [],
      archived: "",
      because,
    },
    text: { result: text, class: "verbatim", flags: [], edits: [], because },
  };
}

function judge(results: [CheckResult, CheckResult, CheckResult], extra: Finding[] = []): Outcome {
  return judgeComparison(
    {
      checks: checks(...results),
      findings: [],
      post: makePost({ platform: "twitter", id: "1", text: "x" }),
      coverage: 1,
      archivedSpan: null,
      score: 1,
    },
    extra,
  ).outcome;
}

const finding = (severity: Finding["severity"]): Finding => ({
  code: "x.y",
  severity,
  because: "",
});

describe("a post was found", () => {
  const rows: [CheckResult, CheckResult, CheckResult, Outcome][] = [
    ["match", "match", "match", "verified"],
    ["note", "match", "match", "verified-with-notes"],
    ["match", "note", "match", "verified-with-notes"],
    ["match", "match", "note", "verified-with-notes"],
    ["mismatch", "match", "match", "discrepancy"],
    ["match", "mismatch", "match", "discrepancy"],
    ["match", "match", "mismatch", "discrepancy"],
    ["unknown", "match", "match", "inconclusive"],
    ["match", "unknown", "note", "inconclusive"],
    ["mismatch", "unknown", "note", "discrepancy"],
  ];
  it.each(rows)("account %s, day %s, words %s: %s", (handle, date, text, outcome) => {
    expect(judge([handle, date, text])).toBe(outcome);
  });

  it("any doubt takes away plain verified, whatever order the checks come in", () => {
    const all: CheckResult[] = ["match", "note", "mismatch", "unknown"];
    for (const a of all)
      for (const b of all)
        for (const c of all) {
          const verified = judge([a, b, c]) === "verified";
          expect(verified).toBe(a === "match" && b === "match" && c === "match");
        }
  });

  it("findings of reading count: a note is told, a material one is a discrepancy", () => {
    expect(judge(["match", "match", "match"], [finding("info")])).toBe("verified");
    expect(judge(["match", "match", "match"], [finding("note")])).toBe("verified-with-notes");
    expect(judge(["match", "match", "match"], [finding("meaning")])).toBe("discrepancy");
  });
});

describe("no post was found", () => {
  const entry = (outcome: SearchEntry["outcome"]): SearchEntry => ({
    archive: "one",
    outcome,
    requests: 1,
    captures: 0,
    read: 0,
    asked: ["x"],
    problems: [],
  });
  const unfound = { search: [entry("answered")], unreadable: 0, incomplete: false };

  it.each([
    ["every archive answered", unfound, "unverifiable"],
    [
      "one withholds",
      { ...unfound, search: [entry("answered"), entry("withheld")] },
      "unverifiable",
    ],
    [
      "one was down",
      { ...unfound, search: [entry("answered"), entry("unavailable")] },
      "inconclusive",
    ],
    ["one was rate-limited", { ...unfound, search: [entry("rate-limited")] }, "inconclusive"],
    ["one timed out", { ...unfound, search: [entry("timed-out")] }, "inconclusive"],
    ["one refused", { ...unfound, search: [entry("refused")] }, "inconclusive"],
    ["none was asked", { ...unfound, search: [] }, "inconclusive"],
    ["a capture could not be read", { ...unfound, unreadable: 1 }, "inconclusive"],
    ["the reading stopped at a bound", { ...unfound, incomplete: true }, "inconclusive"],
  ] as const)("%s", (_name, situation, outcome) => {
    expect(judgeUnfound(situation).outcome).toBe(outcome);
  });

  it("the summary says where was looked and never speaks about the quote", () => {
    const summary = summariseUnfound({
      outcome: "unverifiable",
      end: "nothing-there",
      search: unfound.search,
    });
    expect(summary).toContain("one answered");
    expect(summary).not.toMatch(/fake|false|invented|never posted/i);
  });
});
