import { describe, expect, it } from "vitest";
import { checkText } from "../../../src/matching/check.js";
import type { TranslationAids } from "../../../src/matching/translation/aids.js";
import { makePost } from "../support/post.js";

/** An invented post, and its words as they come back from another language. */
const SAID =
  "We will reopen the old harbour bridge before winter, and every fisherman in Velmora shall cross it freely.";
const BACK =
  "Before the winter we are going to open again the old bridge of the harbour, and all fishermen of Velmora will cross it in freedom.";

/** Would translate anything, if it were asked. */
const eager: TranslationAids = {
  dictionary: () => ({ english: (key) => [key], foreign: (key) => [key] }),
  machine: () => ({ text: BACK, engine: "test" }),
};

describe("a print in the language of the post", () => {
  it.each([
    ["tagged", "en", "en"],
    ["untagged", undefined, null],
    ["tagged by region", "en-GB", "en"],
  ])("is never a translation, %s", (_, lang, posted) => {
    const quote = { text: BACK, ...(lang && { lang }) };
    for (const aids of [undefined, eager]) {
      const result = checkText(quote, makePost(SAID, posted), aids);
      expect(result).toMatchObject({ result: "mismatch", class: "altered" });
      expect(result.translation).toBeUndefined();
    }
  });

  it("that was translated away and back is altered, and its words are shown", () => {
    const result = checkText({ text: BACK, lang: "en" }, makePost(SAID, "en"));
    const printed = result.edits.map((edit) => edit.printed.text).join(" ");
    const archived = result.edits.map((edit) => edit.archived.text).join(" ");
    expect(printed).toContain("freedom");
    expect(archived).toContain("freely");
  });

  it("in another alphabet's language is judged the same", () => {
    const said =
      "Мы откроем старый портовый мост до зимы, и каждый рыбак Вельморы пройдёт по нему.";
    const back =
      "До зимы мы снова откроем старый мост в порту, и все рыбаки Вельморы смогут по нему идти.";
    const result = checkText({ text: back, lang: "ru" }, makePost(said, "ru"), eager);
    expect(result.class).not.toBe("translated");
    expect(result.result).toBe("mismatch");
  });

  it("with the original words given beside it is altered all the same", () => {
    const quote = { text: BACK, originalText: SAID, lang: "en" };
    const result = checkText(quote, makePost(SAID, "en"), eager);
    expect(result).toMatchObject({ result: "mismatch", class: "altered" });
    expect(result.flags).toContain("original-text-same-language");
  });
});
