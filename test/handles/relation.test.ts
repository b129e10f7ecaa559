import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseHandle } from "../../src/handles/handle.js";
import { type HandleRelation, relateHandles } from "../../src/handles/relation.js";

const RELATIONS: readonly (readonly [a: string, b: string, expected: HandleRelation])[] = [
  ["@lena_example", "lena_example", "exact"],
  ["\u200eLena\u200f", "Lena", "exact"],
  ["ＬＥＮＡ", "LENA", "exact"],
  ["(@Lena):", "lena", "same_case_insensitive"],
  ["lena_news", "lenanews", "lookalike_underscore"],
  ["lena__news_", "Lena_News", "lookalike_underscore"],
  ["len8news", "lenbnews", "lookalike_skeleton"],
  ["vvorldnews", "worldnews", "lookalike_skeleton"],
  ["Ne5t_1e", "nestle", "lookalike_skeleton"],
  ["lеna_news", "lena_news", "lookalike_homoglyph"],
  ["lena_nеw5", "lenanews", "lookalike_homoglyph"],
  ["léna", "lena", "lookalike_homoglyph"],
  ["νews", "vews", "lookalike_homoglyph"],
  ["\u202eaneL", "Lena", "lookalike_homoglyph"],
  ["\u202eLena", "Lena", "lookalike_homoglyph"],
  ["lenanews", "lennanews", "typo_distance_1"],
  ["lenanews", "elnanews", "typo_distance_1"],
  ["lenanewsdesk", "lenanwesdexk", "typo_distance_1"],
  ["lenanews", "lemamews", "different"],
  ["lenanews", "lenanews_tv", "affix_variant"],
  ["lenanews", "TheRealLenaNews2", "affix_variant"],
  ["lenanews", "DailyLenaNews", "different"],
  ["lenanews", "RealLenaNews2024", "affix_variant"],
  ["lenanews", "timesofx", "different"],
  ["lena news", "lena news", "different"],
  ["", "", "different"],
  ["_", "__", "lookalike_underscore"],
];

describe("two handles", () => {
  it.each(RELATIONS)("%j and %j are %s, either way round", (a, b, expected) => {
    expect(relateHandles(a, b)).toBe(expected);
    expect(relateHandles(b, a)).toBe(expected);
  });

  it("of any kind are compared without an error, the same either way round", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a-c0o1l_]{0,12}$/));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(relateHandles(a, b)).toBe(relateHandles(b, a));
      }),
    );
  });

  it("are one account only when they are equal but for case", () => {
    const handle = fc.stringMatching(/^[A-Za-z0-9_]{1,15}$/);
    fc.assert(
      fc.property(handle, handle, (a, b) => {
        const same = ["exact", "same_case_insensitive"].includes(relateHandles(a, b));
        expect(same).toBe(a.toLowerCase() === b.toLowerCase());
      }),
    );
  });
});

describe("a normalised handle", () => {
  it.each([
    ["@Lena_Example", "Lena_Example"],
    ["＠UN", "UN"],
    ["@ UN", "UN"],
    ["“@lena”,", "lena"],
    ["lena@social.example", "lena@social.example"],
    ["did:plc:abc", "did:plc:abc"],
    ["lena.bsky.social", "lena.bsky.social"],
    ["le\u00adna", "lena"],
  ])("of %j is %j", (raw, expected) => {
    expect(normaliseHandle(raw)).toBe(expected);
  });

  it.each(["", "@", "Lena Example", "lena/status", "a".repeat(400), "💥"])(
    "is none for %j",
    (raw) => {
      expect(normaliseHandle(raw)).toBeNull();
    },
  );
});
