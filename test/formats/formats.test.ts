import { load } from "cheerio";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { verificationCsv } from "../../src/formats/csv.js";
import { FORMATS } from "../../src/formats/formats.js";
import { VERIFICATION_EXAMPLE } from "../../src/http/openapi/examples.js";
import type { Verdict } from "../../src/records/verdict.js";
import { VerificationSchema } from "../../src/records/verification.js";
import { htmlProblems } from "../support/html.js";
import { nothingFound, verdict, write } from "./support.js";

const hostile = "<img src=x onerror=alert(1)>\"' & javascript:alert(1)";

describe("a Robust Link", () => {
  it("names the original, the capture and its time", () => {
    const link = load(write("robust-link") ?? "")("a");
    expect(link.attr()).toEqual({
      href: verdict.post?.url,
      "data-originalurl": verdict.post?.url,
      "data-versionurl": `https://web.archive.org/web/20230309101500/${verdict.post?.url}`,
      "data-versiondate": "2023-03-09T10:15:00Z",
    });
    expect(link.text()).toBe(verdict.quote.text);
  });

  it("leads to the capture once the post is gone", () => {
    const timeline = { ...verdict.timeline, goneSince: "2024-01-05T00:00:00Z" };
    const link = load(write("robust-link", { timeline }) ?? "")("a");
    expect(link.attr("href")).toBe(link.attr("data-versionurl"));
  });

  it("names no place in a file as an address, and is not made without a capture", () => {
    const evidence = verdict.evidence.map((one) => ({ ...one, uriM: "captures.warc.gz#120" }));
    const link = load(write("robust-link", { evidence }) ?? "")("a");
    expect(link.attr()).not.toHaveProperty("data-versionurl");
    expect(write("robust-link", nothingFound)).toBeNull();
  });
});

describe("the forms in HTML", () => {
  it.each<[string, Partial<Verdict>]>([
    ["a post that was found", {}],
    ["one that was not", nothingFound],
    ["words and a summary that would be markup", { quote: { text: hostile }, summary: hostile }],
  ])("are HTML by the standard: %s", async (_, over) => {
    for (const { name } of FORMATS.filter(({ type }) => type.startsWith("text/html"))) {
      expect(await htmlProblems(write(name, over) ?? ""), name).toEqual([]);
    }
  });

  it("would be told of what is not", async () => {
    expect(await htmlProblems("<p><div>a</div></p>")).not.toEqual([]);
  });
});

describe("the page", () => {
  it("shows outcome, both wordings with what differs marked, and the capture", () => {
    const text = "The Old Swing Bridge closes to no traffic at noon today.";
    const edit: Verdict["checks"]["text"]["edits"][number] = {
      op: "replace",
      kind: "word",
      severity: "meaning",
      because: "another word",
      printed: { start: 31, end: 33, text: "no" },
      archived: { start: 31, end: 34, text: "all" },
    };
    const checks = { ...verdict.checks, text: { ...verdict.checks.text, edits: [edit] } };
    const page = load(write("html", { quote: { ...verdict.quote, text }, checks }) ?? "");
    expect(
      page("blockquote")
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual([text, verdict.post?.text]);
    expect(
      page("mark")
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual(["no", "all"]);
    expect(page("h1").text()).toBe(verdict.outcome);
    expect(
      page(`a[href="https://web.archive.org/web/20230309101500/${verdict.post?.url}"]`),
    ).toHaveLength(1);
  });

  it("runs nothing and loads nothing, whatever the words and addresses are", () => {
    const post = { ...verdict.post!, text: hostile, url: "javascript:alert(1)" };
    const quote = { ...verdict.quote, text: hostile, author: { name: hostile, handle: hostile } };
    const evidence = verdict.evidence.map((one) => ({
      ...one,
      uriM: "javascript:alert(1)",
      uriR: hostile,
    }));
    const over = { post, quote, evidence, summary: hostile };
    for (const { name } of FORMATS.filter(({ type }) => type.startsWith("text/html"))) {
      const page = load(write(name, over) ?? "");
      expect(page("img, script, iframe, object, embed, link[rel=stylesheet]")).toHaveLength(0);
      for (const link of page("a").get()) expect(page(link).attr("href")).toMatch(/^https?:/);
    }
  });
});

/** RFC 4180, by a reader that bears no slips. */
function readCsv(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  return parse(text, { record_delimiter: "\r\n" });
}

describe("a verification as CSV", () => {
  const verification = VerificationSchema.parse(VERIFICATION_EXAMPLE);

  it("has a header and a line for each quote", () => {
    const [header = [], ...rows] = readCsv(verificationCsv(verification, [verdict.quote]));
    const row = Object.fromEntries(header.map((name, i) => [name, rows[0]?.[i]]));
    expect(rows).toHaveLength(1);
    expect(row).toMatchObject({
      ref: "para-12",
      outcome: "verified-with-notes",
      printed_text: verdict.quote.text,
      text_class: "extract",
      post_url: verdict.post?.url,
      verdict_id: verdict.id,
    });
  });

  it("keeps commas, quotes and lines within their cell, and runs nothing in a spreadsheet", () => {
    const text = 'He said, "no",\r\nand left';
    const author = { name: '=HYPERLINK("http://x")', handle: "@someone" };
    const [header = [], row = []] = readCsv(verificationCsv(verification, [{ text, author }]));
    expect(row).toHaveLength(header.length);
    expect(row[header.indexOf("printed_text")]).toBe(text);
    expect(row[header.indexOf("printed_name")]).toBe(`'${author.name}`);
    expect(row[header.indexOf("printed_handle")]).toBe("someone");
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\u00a0=1",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＠SUM(A1)",
  ])("runs no cell that begins like a formula: %j", (text) => {
    const [header = [], row = []] = readCsv(verificationCsv(verification, [{ text }]));
    expect(row[header.indexOf("printed_text")]).toBe(`'${text}`);
  });

  it("shows a quote that has no verdict yet, or never will", () => {
    const waiting = {
      ...verification.quotes[0]!,
      status: "failed" as const,
      verdict: null,
      because: "broke",
    };
    const [header = [], row = []] = readCsv(
      verificationCsv({ ...verification, quotes: [waiting] }, [verdict.quote]),
    );
    expect(row[header.indexOf("outcome")]).toBe("");
    expect(row[header.indexOf("summary")]).toBe("broke");
  });
});
