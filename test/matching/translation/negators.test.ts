import { describe, expect, it } from "vitest";
import { looseFold } from "../../../src/matching/text/fold.js";
import { tokenise } from "../../../src/matching/text/tokens.js";
import { knowsNegators, negationsIn } from "../../../src/matching/translation/negators.js";
import { negationDiffers } from "../../../src/matching/translation/polarity.js";

const count = (sentence: string, lang: string, paired: readonly string[] = []) => {
  const folds = sentence.split(" ").map(looseFold);
  return negationsIn(folds, lang, (i) => paired.includes(folds[i] ?? ""));
};

describe("negations", () => {
  it.each([
    ["en", "the ferry does not sail"],
    ["fr", "le bac ne part pas"],
    ["es", "el barco no sale nunca"],
    ["pt", "a balsa não sai"],
    ["it", "il traghetto non parte mai"],
    ["de", "die fähre fährt heute nicht"],
    ["nl", "de pont vaart niet"],
    ["ru", "паром никогда не ходит"],
    ["uk", "пором не ходить"],
    ["pl", "prom nigdy nie płynie"],
    ["el", "το πλοίο δεν φεύγει ποτέ"],
    ["ar", "العبارة لن تبحر"],
    ["hi", "नाव नहीं चलेगी"],
    ["id", "kapal itu tidak berlayar"],
  ])("in %s count once, however many words say so", (lang, sentence) => {
    expect(count(sentence, lang).certain).toBe(1);
  });

  it.each([
    ["fr", "le bac ne part que le lundi"],
    ["en", "there is no doubt about the ferry"],
    ["en", "she is persona non grata here"],
    ["fr", "elle est persona non grata ici"],
    ["en", "the knot was tied and the note read"],
  ])("in %s are not seen in “%s”", (lang, sentence) => {
    expect(count(sentence, lang)).toEqual({ certain: 0, possible: 0 });
  });

  it("that only carry an earlier one on add none", () => {
    expect(count("no ferry and on the other side nor any bridge", "en").certain).toBe(1);
  });

  it("in the form of a word are possible ones, unless the other side has that word too", () => {
    expect(count("the plan is unacceptable", "en")).toEqual({ certain: 0, possible: 1 });
    expect(count("the plan is unacceptable", "en", ["unacceptable"]).possible).toBe(0);
  });

  it("are claimed only for languages whose negators are listed", () => {
    expect(knowsNegators("fr")).toBe(true);
    expect(knowsNegators("tr")).toBe(false);
    expect(knowsNegators(null)).toBe(false);
    expect(knowsNegators("constructor")).toBe(false);
  });
});

describe("negation on the two sides", () => {
  const side = (text: string, lang: string | null) => ({
    tokens: tokenise(text, lang ?? undefined),
    lang,
    paired: new Set<never>(),
  });
  const differs = (printed: string, posted: string, lang: string | null) =>
    negationDiffers(side(printed, "en"), side(posted, lang));

  it.each([
    ["The ferry sails.", "Le bac ne part pas.", "fr", true],
    ["The ferry does not sail.", "Le bac part.", "fr", true],
    ["The ferry does not sail.", "Le bac ne part pas.", "fr", false],
    ["It is impossible to sail.", "On ne peut pas partir.", "fr", false],
    ["We sail. We do not wait.", "On ne part pas. On attend.", "fr", true],
    ["The ferry sails.", "Паром не ходит.", "ru", true],
    ["The ferry sails.", "Feribot kalkmıyor.", "tr", null],
    ["The ferry sails.", "Le bac ne part pas.", null, null],
  ])("“%s” beside “%s” (%s): %s", (printed, posted, lang, expected) => {
    expect(differs(printed, posted, lang)).toBe(expected);
  });
});
