import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { verificationCsv } from "../../src/formats/csv.js";
import { FORMATS } from "../../src/formats/formats.js";
import { VERDICT_EXAMPLE, VERIFICATION_EXAMPLE } from "../../src/http/openapi/examples.js";
import { OUTCOMES, type Verdict, VerdictSchema } from "../../src/records/verdict.js";
import { VerificationSchema } from "../../src/records/verification.js";

const verdict = VerdictSchema.parse(VERDICT_EXAMPLE);
const address = `https://quotary.example/v1/verdicts/${verdict.id}`;
const article = { url: "https://news.example/bridge" };

function write(name: string, over: Partial<Verdict> = {}, url = article.url): string | null {
  const format = FORMATS.find((one) => one.name === name);
  return format?.write({ ...verdict, ...over }, { address, article: { url } }) ?? null;
}

const nothingFound: Partial<Verdict> = { post: null, evidence: [], outcome: "unverifiable" };
const hostile = "<img src=x onerror=alert(1)>\"' & javascript:alert(1)";

/** The model of TR/annotation-model, as far as it is used here: closed, so that nothing is invented. */
const motivation = { enum: ["assessing", "classifying", "describing", "commenting", "linking"] };
const iri = { type: "string", pattern: "^https?://[!-~]+$" };
const ANNOTATION = {
  type: "object",
  required: ["@context", "id", "type", "target"],
  additionalProperties: false,
  properties: {
    "@context": { const: "http://www.w3.org/ns/anno.jsonld" },
    id: iri,
    canonical: iri,
    type: { const: "Annotation" },
    motivation,
    created: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT.*Z$" },
    generator: {
      type: "object",
      required: ["id", "type"],
      properties: { id: iri, type: { const: "Software" }, name: { type: "string" } },
    },
    body: {
      type: "array",
      items: {
        type: "object",
        required: ["type", "value"],
        additionalProperties: false,
        properties: {
          type: { const: "TextualBody" },
          value: { type: "string" },
          format: { type: "string" },
          purpose: motivation,
        },
      },
    },
    target: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["source"],
        additionalProperties: false,
        properties: {
          source: iri,
          selector: {
            type: "object",
            required: ["type", "exact"],
            additionalProperties: false,
            properties: {
              type: { const: "TextQuoteSelector" },
              exact: { type: "string" },
              prefix: { type: "string" },
              suffix: { type: "string" },
            },
          },
          state: {
            type: "object",
            required: ["type", "sourceDate"],
            additionalProperties: false,
            properties: {
              type: { const: "TimeState" },
              sourceDate: { type: "string", pattern: "Z$" },
              cached: iri,
            },
          },
        },
      },
    },
  },
};

/** Properties that schema.org has for each type; `required` are those of the ClaimReview guide. */
const SCHEMA_ORG: Record<string, { required: string[]; known: string[] }> = {
  ClaimReview: {
    required: ["claimReviewed", "reviewRating", "url", "itemReviewed", "author", "datePublished"],
    known: ["@context", "@id", "reviewAspect", "reviewBody"],
  },
  Rating: { required: ["alternateName"], known: ["reviewAspect", "ratingExplanation"] },
  Claim: { required: ["author"], known: ["appearance", "firstAppearance"] },
  Person: { required: ["name"], known: [] },
  Organization: { required: ["name"], known: ["url"] },
  Article: { required: ["url"], known: [] },
  SocialMediaPosting: { required: ["text"], known: ["url", "datePublished", "archivedAt"] },
};

function expectSchemaOrg(thing: Record<string, unknown>): void {
  const { required, known } = SCHEMA_ORG[String(thing["@type"])]!;
  expect(Object.keys(thing)).toEqual(expect.arrayContaining(required));
  expect([...required, ...known, "@type"]).toEqual(expect.arrayContaining(Object.keys(thing)));
  for (const part of Object.values(thing)) {
    const nested = typeof part === "object" && part !== null && "@type" in part;
    if (nested) expectSchemaOrg(part as Record<string, unknown>);
  }
}

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

describe("a Web Annotation", () => {
  const ajv = new Ajv2020({ strict: false });
  const validate = ajv.compile(ANNOTATION);

  it.each([
    ["of a post that was found", {}],
    ["of one that was not", nothingFound],
    [
      "of captures in a file",
      { evidence: verdict.evidence.map((one) => ({ ...one, uriM: "a.wacz#1" })) },
    ],
  ])("%s fits the model", (_, over) => {
    validate(JSON.parse(write("web-annotation", over) ?? "null"));
    expect(ajv.errorsText(validate.errors)).toBe("No errors");
  });

  it("writes addresses as linked data reads them, however they were sent", () => {
    const annotation = JSON.parse(
      write("web-annotation", {}, "https://news.example/the bridge/brücke") ?? "null",
    );
    validate(annotation);
    expect(ajv.errorsText(validate.errors)).toBe("No errors");
    expect(annotation.target[0].source).toBe("https://news.example/the%20bridge/br%C3%BCcke");
  });

  it("points at the words in the article and in the capture, at its time", () => {
    const { target } = JSON.parse(write("web-annotation") ?? "null");
    expect(target).toEqual([
      { source: article.url, selector: { type: "TextQuoteSelector", exact: verdict.quote.text } },
      expect.objectContaining({
        source: verdict.post?.url,
        selector: verdict.evidence[0]?.quoteSelector,
        state: expect.objectContaining({ sourceDate: "2023-03-09T10:15:00Z" }),
      }),
    ]);
  });
});

describe("a ClaimReview", () => {
  it.each(OUTCOMES)(
    "of %s has what the guide asks for, and only what schema.org knows",
    (outcome) => {
      const review = JSON.parse(write("claimreview", { outcome }) ?? "null");
      expectSchemaOrg(review);
      expect(review["@context"]).toBe("https://schema.org");
    },
  );

  it("names no place in a file as where the post is archived", () => {
    const evidence = verdict.evidence.map((one) => ({ ...one, uriM: "captures.warc.gz#120" }));
    const review = JSON.parse(write("claimreview", { evidence }) ?? "null");
    expect(review.itemReviewed.firstAppearance).not.toHaveProperty("archivedAt");
  });

  it("rates the quote as archived, and never the truth of the statement", () => {
    for (const outcome of OUTCOMES) {
      const { reviewRating } = JSON.parse(write("claimreview", { outcome }) ?? "null");
      expect(reviewRating.alternateName).toMatch(/quote/i);
      expect(reviewRating.alternateName).not.toMatch(/true|false|fake|correct/i);
      expect(reviewRating).not.toHaveProperty("ratingValue");
      expect(reviewRating.reviewAspect).toMatch(/not whether the statement is true/i);
    }
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

/** RFC 4180. */
function readCsv(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
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
