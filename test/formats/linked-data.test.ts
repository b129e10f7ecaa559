import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { OUTCOMES } from "../../src/records/verdict.js";
import { address, article, nothingFound, verdict, write } from "./support.js";
import { Vocabulary } from "./vocabulary.js";

const require = createRequire(import.meta.url);

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

const oa = new Vocabulary(require.resolve("@vocabulary/oa/oa.nq"), "http://www.w3.org/ns/oa#");

/** Names of the vocabulary for keys that the context names otherwise; of other vocabularies: null. */
const OA_NAMES: Record<string, string | null> = {
  ...{ body: "hasBody", target: "hasTarget", source: "hasSource", selector: "hasSelector" },
  ...{ state: "hasState", cached: "cachedSource", motivation: "motivatedBy" },
  ...{ purpose: "hasPurpose", created: null, generator: null, format: null, value: null },
};

/** What has no type, because the model says which it is. */
const UNTYPED = "SpecificResource";

function expectOa({ type = UNTYPED, ...thing }: Record<string, unknown>): void {
  expect(oa.isClass(String(type)), String(type)).toBe(true);
  for (const [key, value] of Object.entries(thing)) {
    const property = Object.hasOwn(OA_NAMES, key) ? OA_NAMES[key] : key;
    if (key === "@context" || key === "id" || property == null) continue;
    expect(oa.isProperty(property), key).toBe(true);
    const domain = oa.domainOf(property);
    expect(oa.kindsOf(String(type)), key).toEqual(expect.arrayContaining(domain));
    if (key === "motivation" || key === "purpose") {
      expect(oa.isOne(String(value), "Motivation"), String(value)).toBe(true);
    }
    for (const part of [value].flat()) if (isThing(part)) expectOa(part);
  }
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

const schemaOrg = new Vocabulary(
  require.resolve("@vocabulary/schema/schema.nq"),
  "http://schema.org/",
);

/** Properties that the ClaimReview guide asks for. */
const REQUIRED: Record<string, string[]> = {
  ClaimReview: [
    ...["claimReviewed", "reviewRating", "url"],
    ...["itemReviewed", "author", "datePublished"],
  ],
  Rating: ["alternateName"],
  Claim: ["author"],
};

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/;
/** How text is written that is to be one of the data types. */
const DATA_TYPES: Record<string, (text: string) => boolean> = {
  Text: () => true,
  URL: (text) => /^https?:/.test(text) && URL.canParse(text),
  Date: (text) => DATE.test(text),
  DateTime: (text) => DATE.test(text),
};

function expectSchemaOrg({ "@type": type, ...thing }: Record<string, unknown>): void {
  const kinds = schemaOrg.kindsOf(String(type));
  expect(schemaOrg.isClass(String(type)), String(type)).toBe(true);
  expect(Object.keys(thing)).toEqual(expect.arrayContaining(REQUIRED[String(type)] ?? []));
  for (const [key, value] of Object.entries(thing)) {
    if (key.startsWith("@")) continue;
    const place = `${type}.${key}`;
    expect(schemaOrg.isProperty(key), place).toBe(true);
    expect(schemaOrg.supersedes(key), place).toEqual([]);
    expect(
      schemaOrg.domainOf(key).filter((one) => kinds.includes(one)),
      place,
    ).not.toEqual([]);
    for (const part of [value].flat()) {
      const fits = (range: string) =>
        isThing(part)
          ? schemaOrg.kindsOf(String(part["@type"])).includes(range)
          : (DATA_TYPES[range]?.(String(part)) ?? false);
      expect(schemaOrg.rangeOf(key).filter(fits), `${place}: ${part}`).not.toEqual([]);
      if (isThing(part)) expectSchemaOrg(part);
    }
  }
}

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
  ])("%s fits the model, and the vocabulary as published", (_, over) => {
    const annotation = JSON.parse(write("web-annotation", over) ?? "null");
    validate(annotation);
    expect(ajv.errorsText(validate.errors)).toBe("No errors");
    const { generator: _software, ...rest } = annotation;
    expectOa(rest);
  });

  it("is made by the service, which is another thing than the verdict", () => {
    const { generator, canonical } = JSON.parse(write("web-annotation") ?? "null");
    expect(generator.id).toBe("https://quotary.example/");
    expect(canonical).toBe(address);
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
    "of %s has what the guide asks for, and only what schema.org as published knows there",
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
