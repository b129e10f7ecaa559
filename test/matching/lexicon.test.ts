import { describe, expect, it } from "vitest";
import { LEXICA, PHRASE_LISTS, WORD_LISTS } from "../../src/matching/lexicon/index.js";
import { looseFold } from "../../src/matching/text/fold.js";

describe("the word lists", () => {
  it("cover twenty languages and more, each once", () => {
    const langs = LEXICA.map(({ lang }) => lang);
    expect(new Set(langs).size).toBe(langs.length);
    expect(langs.length).toBeGreaterThanOrEqual(20);
  });

  it("have numbers in words for ten languages and more, from zero on without a gap", () => {
    const counted = LEXICA.filter(({ numbers }) => (numbers ?? "").split(" ").length > 10);
    expect(counted.length).toBeGreaterThanOrEqual(10);
  });

  describe.each(LEXICA.map((lexicon) => [lexicon.lang, lexicon] as const))("%s", (_, lexicon) => {
    it.each(["negations", "quantifiers", "modals", "stances", "conditions", "limits"] as const)(
      "has %s",
      (name) => {
        expect(lexicon[name].split(" ").length).toBeGreaterThanOrEqual(3);
      },
    );

    it.each(PHRASE_LISTS)("has %s", (name) => {
      expect(lexicon[name].split(", ").length).toBeGreaterThanOrEqual(5);
    });

    it.each(WORD_LISTS)("names no word of %s twice, and none that folds to nothing", (name) => {
      const words = (lexicon[name] ?? "").split(" ").filter(Boolean);
      expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
      expect(words.map(looseFold)).not.toContain("");
    });

    it.each(PHRASE_LISTS)("names no entry of %s twice", (name) => {
      const entries = lexicon[name].split(", ");
      expect(entries.filter((entry, i) => entries.indexOf(entry) !== i)).toEqual([]);
    });

    it("is written in composed, plain form", () => {
      for (const name of [...WORD_LISTS, ...PHRASE_LISTS]) {
        const list = lexicon[name] ?? "";
        expect(list).toBe(list.normalize("NFC"));
        expect(list).toBe(list.toLowerCase());
        expect(list).not.toMatch(/ {2}|^ | $/);
      }
    });

    it("tells accents apart in groups that fold alike", () => {
      for (const group of (lexicon.accentsMatter ?? "").split("|").filter(Boolean)) {
        const folds = new Set(group.split(" ").map(looseFold));
        expect(folds.size, group).toBe(1);
        expect(group.split(" ").length).toBeGreaterThan(1);
      }
    });
  });
});
