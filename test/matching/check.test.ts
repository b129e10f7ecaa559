import { describe, expect, it } from "vitest";
import { checkText } from "../../src/matching/check.js";
import { makePost } from "./support/post.js";

const FRENCH =
  "Une excellente nouvelle pour le port de #Velmora ! Henrik Sotal n'a plus la clé du phare de notre île. Il doit téléphoner sans attendre.";
const ENGLISH =
  "Wonderful tidings for the port of #Velmora! Henrik Sotal no longer has the key to the lighthouse of our island. He must telephone without waiting.";

describe("a quote with the original words", () => {
  it("that is given does not excuse a print in the post's own language", () => {
    const posted = "We will not close the bridge before winter, the mayor said today.";
    const text = posted.replace("will not", "will");
    const result = checkText({ text, originalText: posted, lang: "en" }, makePost(posted, "en"));
    expect(result).toMatchObject({ class: "altered", result: "mismatch" });
    const other = "Bananas and the war were the only things that anybody here had ever seen.";
    const unrelated = checkText({ text: other, originalText: posted }, makePost(posted, "en"));
    expect(unrelated).toMatchObject({ class: "unrelated", result: "mismatch" });
  });

  it("that is given does not hide a negation that only the translation has", () => {
    const text = "We will not close the bridge before winter, the mayor said today.";
    const posted = "Nous fermerons le pont avant l'hiver, a dit le maire aujourd'hui.";
    const result = checkText({ text, originalText: posted, lang: "en" }, makePost(posted, "fr"));
    expect(result).toMatchObject({ class: "translated", result: "mismatch" });
    expect(result.flags).toContain("negation-parity-differs");
  });

  it("is a translation when they are the post's", () => {
    const result = checkText({ text: ENGLISH, originalText: FRENCH }, makePost(FRENCH, "fr"));
    expect(result).toMatchObject({ result: "note", class: "translated", edits: [] });
    expect(result.flags).toContain("original-text-compared");
  });

  it("keeps the edits of the original", () => {
    const originalText = FRENCH.replace("#Velmora", "Velmora");
    const result = checkText({ text: ENGLISH, originalText }, makePost(FRENCH, "fr"));
    expect(result.class).toBe("translated");
    expect(result.edits.map(({ kind }) => kind)).toEqual(["hashtag-sign-dropped"]);
    const edit = result.edits[0];
    expect(originalText.slice(edit?.printed.start, edit?.printed.end)).toBe("Velmora");
  });

  it("is altered when they are not", () => {
    const originalText = FRENCH.replace("n'a plus la", "a la");
    const result = checkText({ text: ENGLISH, originalText }, makePost(FRENCH, "fr"));
    expect(result).toMatchObject({ result: "mismatch", class: "altered" });
  });

  it("is flagged when the translation negates and the original does not", () => {
    const originalText =
      "La directrice du musée maritime a invité Ferrand ce soir à Velmora pour un concert.";
    const text =
      "The director of the maritime museum did not invite Ferrand tonight in Velmora for a concert.";
    const result = checkText({ text, originalText }, makePost(originalText, "fr"));
    expect(result.class).toBe("translated");
    expect(result.flags).toContain("negation-parity-differs");
  });
});

describe("a quote in another language, without the original words", () => {
  it("can be plausible, which never says that the meaning is the same", () => {
    const result = checkText({ text: ENGLISH }, makePost(FRENCH, "fr"));
    expect(result).toMatchObject({ result: "note", class: "translated" });
    expect(result.flags).toContain("translation-plausible");
    expect(result.because).toContain("whether it says the same was not judged");
    expect(result.because).toContain("tidings");
  });

  it("is flagged when negation or numbers differ", () => {
    const text = ENGLISH.replace("no longer has", "still has").replace(
      "without",
      "after 36 hours of",
    );
    const result = checkText({ text }, makePost(FRENCH, "fr"));
    expect(result.flags).toEqual(
      expect.arrayContaining(["negation-parity-differs", "numbers-disagree"]),
    );
  });

  it("cannot be told where the languages share no letters", () => {
    const result = checkText(
      { text: "Open the library doors tomorrow, reading is not a luxury" },
      makePost("افتحوا أبواب المكتبة غدا، القراءة ليست ترفا", "ar"),
    );
    expect(result).toMatchObject({ result: "unknown", class: "translated" });
    expect(result.flags).toContain("translation-not-checkable");
  });

  it("cannot be told from a few words", () => {
    const result = checkText(
      { text: "Long live summer!", lang: "en" },
      makePost("Vive l'été !", "fr"),
    );
    expect(result).toMatchObject({ result: "unknown", class: "translated" });
  });

  it("is unrelated where related languages share nothing that a translation keeps", () => {
    const result = checkText(
      { text: "The ferry to the islands was late 4 times this week, says the ticket clerk." },
      makePost(
        "Merci à la capitaine @BrunaKeldi7 pour la réponse franche. La curiosité n'est pas punissable.",
        "fr",
      ),
    );
    expect(result).toMatchObject({ result: "mismatch", class: "unrelated" });
  });
});

describe("language tags", () => {
  it("never outweigh words that are simply there", () => {
    const result = checkText({ text: FRENCH, lang: "en" }, makePost(FRENCH, "fr"));
    expect(result.class).toBe("verbatim");
  });

  it("never turn an altered quote into a translation", () => {
    const text = FRENCH.replace("n'a plus la", "a la");
    expect(checkText({ text, lang: "en" }, makePost(FRENCH, "fr")).class).toBe("altered");
  });

  it("that name no language count for nothing", () => {
    const result = checkText(
      { text: "Wholly other words about soup and bread here" },
      makePost("The divers cleared the wreck off the eastern quay", "und"),
    );
    expect(result.class).toBe("unrelated");
  });
});

describe("a post that the capture cuts", () => {
  it("is compared up to the cut", () => {
    const post = {
      ...makePost("The barge must sail within 36 hours and", "en"),
      truncated: { at: 39, because: "cut" },
    };
    const result = checkText(
      { text: "The barge must sail within 36 hours and never come back" },
      post,
    );
    expect(result.class).toBe("truncated");
    expect(result.flags).toContain("rest-unverified");
  });
});
