import { describe, expect, it } from "vitest";
import { makePost } from "../../src/snapshots/post.js";
import { compareQuote } from "../../src/verdict/compare.js";
import { judgeComparison } from "../../src/verdict/judge.js";
import { idAt } from "../support/posts.js";

const AT = "2023-02-06T20:30:00.000Z";
const TEXT = "The harbour wall was inspected on Monday and the bridge stays open.";

function judge(
  createdAt: string | null,
  date: string,
  id: string | null = idAt(AT),
  vouched = false,
) {
  const post = makePost({
    platform: "twitter",
    id,
    text: TEXT,
    createdAt,
    createdAtSource: createdAt === null ? null : "page",
    author: { id: null, handle: "ada_example", name: null },
  });
  const quote = { text: TEXT, date, author: { handle: "ada_example" } };
  const comparison = compareQuote(quote, post);
  const { outcome, findings } = judgeComparison(comparison, [], { vouched });
  return { outcome, codes: findings.map(({ code }) => code), date: comparison.checks.date };
}

describe("the day of a post on Twitter is its id's", () => {
  it("where the page keeps the same time, to the minute", () => {
    expect(judge("2023-02-06T20:30:00Z", "6 February 2023").outcome).toBe("verified");
    expect(judge("2023-02-06T20:29:30Z", "6 February 2023").codes).toEqual([]);
  });

  it.each([
    ["2023-02-07T01:30:00Z", "five hours on"],
    ["2023-02-07T02:15:00Z", "Nepal's"],
    ["2023-02-06T12:30:00Z", "eight hours back"],
  ])("where the page's, %s, is off by a time zone (%s): told", (createdAt) => {
    const { outcome, codes, date } = judge(createdAt, "6 February 2023");
    expect(outcome).toBe("verified-with-notes");
    expect(codes).toEqual(["post.time-zone-off"]);
    expect(date).toMatchObject({ class: "same-utc-day", archived: AT });
  });

  it("so that the page's own day, a time zone off, is not the post's", () => {
    expect(judge("2023-02-07T01:30:00Z", "7 February 2023").date.class).toBe("possible-timezone");
  });

  it.each([
    ["2023-02-09T20:30:00Z", "three days"],
    ["2023-02-06T20:37:00Z", "seven minutes"],
    ["2021-02-06T20:30:00Z", "two years"],
  ])("where nothing explains the page's, %s: cannot tell", (createdAt) => {
    const { outcome, codes } = judge(createdAt, "6 February 2023");
    expect(outcome).toBe("inconclusive");
    expect(codes).toEqual(["post.time-disagrees"]);
  });

  it("and a print of the page's day is held against the id's", () => {
    expect(judge("2023-02-09T20:30:00Z", "9 February 2023").outcome).toBe("discrepancy");
  });

  it("which an id made before 2010 only narrows down", () => {
    const about = judge("2006-03-21T20:50:14Z", "21 March 2006", "20");
    expect(about.codes).toEqual([]);
    expect(judge("2009-03-21T20:50:14Z", "21 March 2009", "20").outcome).not.toMatch(/^verified/);
  });
});

describe("a capture that does not name the post's id", () => {
  it("is never verified, and it is told", () => {
    const { outcome, codes } = judge(AT, "6 February 2023", null);
    expect(outcome).toBe("verified-with-notes");
    expect(codes).toEqual(["post.id-unnamed"]);
  });

  it("is enough where the caller says which post it is", () => {
    expect(judge(AT, "6 February 2023", null, true)).toMatchObject({
      outcome: "verified",
      codes: [],
    });
  });
});
