import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looseFold } from "../../../src/matching/text/fold.js";
import { glossaryOf } from "../../../src/matching/translation/glossary.js";
import { oppositesOf } from "../../../src/matching/translation/opposites.js";
import { skeleton, soundsLike } from "../../../src/matching/translation/transliterate.js";
import { wordKey } from "../../../src/matching/translation/word-key.js";
import { anyText } from "../../support/any-text.js";

const key = (word: string) => wordKey(looseFold(word));

describe("opposites", () => {
  it.each([
    ["supports", "opposes"],
    ["welcome", "condemned"],
    ["won", "lost"],
    ["freed", "jailed"],
    ["rising", "falls"],
  ])("%s and %s, either way", (one, other) => {
    expect(oppositesOf(key(one)).has(key(other))).toBe(true);
    expect(oppositesOf(key(other)).has(key(one))).toBe(true);
  });

  it("are never words of one side, or words that are not listed", () => {
    expect(oppositesOf(key("supports")).has(key("defends"))).toBe(false);
    expect(oppositesOf(key("lighthouse")).size).toBe(0);
    expect(oppositesOf("constructor").size).toBe(0);
  });
});

describe("names in two scripts", () => {
  const alike = (a: string, b: string, isName = true) =>
    soundsLike(skeleton(looseFold(a)), skeleton(looseFold(b)), isName);

  it.each([
    ["Velmora", "فلمورا"],
    ["Tabrizan", "تبريزان"],
    ["Donetkov", "Донетков"],
    ["Korvalis", "Κορβαλις"],
    ["Belgari", "Μπελγκαρι"],
    ["Madanpur", "मदनपुर"],
    ["Samarin", "السمارين"],
  ])("%s sounds like %s", (latin, other) => {
    expect(alike(latin, other)).toBe(1);
  });

  it.each([
    ["Velmora", "тебризан"],
    ["Ana", "анна"],
    ["Korvalis", "Донетков"],
  ])("%s does not sound like %s, or is too short to say", (latin, other) => {
    expect(alike(latin, other)).toBe(0);
  });

  it("may have an ending more, where they are names", () => {
    expect(alike("Velmoria", "фелмор")).toBeGreaterThan(0.6);
    expect(alike("Valmorinsk", "велморин", false)).toBe(0);
  });

  it("are read in any text", () => {
    fc.assert(
      fc.property(anyText(200), (text) => /^[BFTDSKLMNR]*$/.test(skeleton(looseFold(text)))),
    );
  });
});

describe("the glossary", () => {
  const shares = (a: string, from: string, b: string, to: string) =>
    [...glossaryOf(key(a), from)].some((concept) => glossaryOf(key(b), to).has(concept));

  it.each([
    ["courts", "en", "tribunaux", "fr"],
    ["prison", "en", "cárcel", "es"],
    ["soldiers", "en", "солдаты", "ru"],
    ["government", "en", "الحكومة", "ar"],
    ["school", "en", "स्कूल", "hi"],
    ["peace", "en", "ειρήνη", "el"],
    ["brücke", "de", "ponte", "it"],
  ])("knows %s (%s) as %s (%s)", (a, from, b, to) => {
    expect(shares(a, from, b, to)).toBe(true);
  });

  it("keeps other words and other languages apart", () => {
    expect(shares("peace", "en", "guerre", "fr")).toBe(false);
    expect(glossaryOf(key("pain"), "en").size).toBe(0);
    expect(glossaryOf(key("pain"), "fr").size).toBe(1);
    expect(glossaryOf(key("constructor"), "en").size).toBe(0);
  });
});
