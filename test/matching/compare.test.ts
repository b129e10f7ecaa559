import { describe, expect, it } from "vitest";
import { compareText } from "../../src/matching/compare.js";
import { PAIRS } from "./support/pairs.js";

const kinds = (printed: string, archived: string) =>
  compareText(printed, archived).edits.map(({ kind }) => kind);

describe("the class of a comparison", () => {
  it.each(PAIRS)("%s: %s | %s", (expected, printed, archived) => {
    expect(expected.split("|")).toContain(compareText(printed, archived).class);
  });
});

describe("what an edit is called", () => {
  it.each([
    ["negation-removed", "We will accept lies today", "We will not accept lies today"],
    ["negation-added", "They must not leave now", "They must leave now"],
    ["number-changed", "They must leave in 24 hours", "They must leave in 48 hours"],
    ["name-changed", "The army of Niger took control", "The army of Nigeria took control"],
    ["handle-changed", "Thank you @awa_k for this", "Thank you @moussa_k for this"],
    ["modal-changed", "The president may resign today", "The president must resign today"],
    ["conjunction-changed", "the army and the junta of Mali", "the army or the junta of Mali"],
    ["polarity-changed", "The strike was legal they say", "The strike was illegal they say"],
    ["question-changed", "The war is over.", "The war is over?"],
    ["unit-changed", "Prices rose 5% again", "Prices rose 5 again"],
    ["word-replaced", "A terrible decision by them", "A smart decision by them"],
    [
      "words-omitted",
      "The soldiers were punished today",
      "The soldiers who fled were punished today",
    ],
    ["words-added", "The brave soldiers were punished", "The soldiers were punished"],
    ["hashtag-sign-dropped", "our Mali government", "our #Mali government"],
    ["mention-sign-dropped", "thanks to UN_MINUSMA today", "thanks to @UN_MINUSMA today"],
    ["quote-marks", "they call it “democracy” here", 'they call it "democracy" here'],
    ["case", "we are proud of Bamako", "We are proud of Bamako"],
    ["accents", "le peuple a ete entendu hier", "le peuple a été entendu hier"],
    ["vocalisation", "السَّلام لنا جميعا", "السلام لنا جميعا"],
    ["number-format", "More than 400,000 people", "More than 400000 people"],
    ["number-in-words", "We met five ministers", "We met 5 ministers"],
    ["link-form", "Read hrw.org/news/20… now", "Read https://t.co/abc now"],
    ["emoji-dropped", "We are proud", "We are proud 🇲🇱"],
    ["reply-handles-dropped", "I agree with you", "@awa @moussa I agree with you"],
    ["repost-prefix-dropped", "I agree with you", "RT @awa: I agree with you"],
    ["thread-counter-dropped", "I agree with you", "I agree with you (2/3)"],
    ["elision", "We agree … and we go home", "We agree with all of you and we go home"],
    ["truncation", "We agree with all…", "We agree with all of you and go home"],
    ["cut-mid-word", "We agree with the represen…", "We agree with the representative of Mali"],
    ["bracketed-insertion", "They [the army] must leave", "They must leave"],
    ["bracketed-replacement", "We agree [the army] must leave", "We agree they must leave"],
    ["sic", "Thier lies [sic] will not pass", "Thier lies will not pass"],
    ["outer-quotes", "“We agree with you”", "We agree with you"],
    ["via-added", "We agree with you via @newsdesk", "We agree with you"],
    ["spelling-variant", "Our organization agrees", "Our organisation agrees"],
    ["typing-slip", "They harased us for years", "They harassed us for years"],
    ["article-added", "in the control of the town", "in control of the town"],
    ["contraction", "We do not agree with you", "We don't agree with you"],
    ["spacing", "We can not agree with you", "We cannot agree with you"],
    ["words-moved", "and go home. We agree with you now.", "We agree with you now. and go home."],
    ["context-cut-polarity", "it's a smart decision", "I don't think it's a smart decision"],
    ["question-cut", "the army will win this war", "Do you think the army will win this war?"],
    ["unit-cut", "costs 5", "costs 5 million"],
  ])("%s", (kind, printed, archived) => {
    expect(kinds(printed, archived)).toContain(kind);
  });
});

describe("spans", () => {
  it("point at the words in both texts as they were given", () => {
    const printed = "&quot;We 👨‍👩‍👧 will&nbsp;accept lies&quot;";
    const archived = "\u200eWe 👨‍👩‍👧 will not accept lies";
    const edit = compareText(printed, archived).edits.find(
      ({ kind }) => kind === "negation-removed",
    );
    expect(edit?.archived).toEqual({
      start: archived.indexOf("not"),
      end: archived.indexOf("not") + 3,
      text: "not",
    });
    expect(edit?.printed.text).toBe("");
    expect(printed.slice(0, edit?.printed.start)).toBe("&quot;We 👨‍👩‍👧 will");
  });

  it("cover whole clusters: a base with its marks, an entity", () => {
    const edit = compareText("le cafe\u0301s &eacute;t&eacute;", "le café été").edits[0];
    expect(edit?.printed.text).toBe("cafe\u0301s");
    expect(edit?.archived.text).toBe("café");
  });

  it("give the stretch of the post that is quoted", () => {
    const archived = "First this. The army must leave now. Then that.";
    const { archivedSpan } = compareText("The army must leave now.", archived);
    expect(archived.slice(archivedSpan?.start, archivedSpan?.end)).toBe("The army must leave now.");
  });
});

describe("an archived copy that breaks off", () => {
  const archived =
    "A smart decision by our #Mali Government! Especially because the UN fai… https://t.co/xyz";

  it("leaves what lies beyond it unverified, and says so", () => {
    const result = compareText(
      "A smart decision by our #Mali Government! Especially because the UN failed us for ten years.",
      archived,
    );
    expect(result.class).toBe("truncated");
    expect(result.flags).toEqual(expect.arrayContaining(["capture-truncated", "rest-unverified"]));
    expect(result.edits.at(-1)?.printed.text).toBe("failed us for ten years.");
  });

  it("does not excuse a change before it", () => {
    expect(
      compareText(
        "A terrible decision by our #Mali Government! Especially because the UN failed us.",
        archived,
      ).class,
    ).toBe("altered");
  });

  it("does not pass for a continuation that cannot be one", () => {
    expect(
      compareText(
        "A smart decision by our #Mali Government! Especially because the UN left us.",
        archived,
      ).class,
    ).toBe("altered");
  });

  it("cannot tell when most of the quote lies beyond it", () => {
    const result = compareText(
      "We agree that all of this must end today in Bamako and Gao",
      "We agree that… https://t.co/a1",
    );
    expect(result.result).toBe("unknown");
  });

  it("is known from the capture where the text does not show it", () => {
    const result = compareText("We agree with all of you today", "We agree with all", {
      cutAt: 17,
    });
    expect(result.class).toBe("truncated");
  });
});

describe("links", () => {
  const links = [
    {
      shown: "hrw.org/news/20…",
      targets: ["https://t.co/abc", "https://www.hrw.org/news/2022/04/05/mali"],
    },
  ];

  it.each(["https://t.co/abc", "https://www.hrw.org/news/2022/04/05/mali", "hrw.org/news/20…"])(
    "%s is the link the capture shows",
    (printed) => {
      const result = compareText(`Read ${printed} now`, "Read hrw.org/news/20… now", { links });
      expect(result.result).toBe("match");
    },
  );

  it("another address than the capture's is another link", () => {
    const result = compareText("Read https://example.org/other now", "Read https://t.co/abc now", {
      links,
    });
    expect(result.edits.map(({ kind }) => kind)).toContain("link-changed");
    expect(result.class).toBe("altered");
  });
});

describe("numbers", () => {
  it("are grouped as the language groups them", () => {
    expect(
      compareText("Son 1.500 personas aquí", "Son 1500 personas aquí", { lang: "es" }).class,
    ).toBe("normalised");
    expect(
      compareText("It is 1.500 people here", "It is 1500 people here", { lang: "en" }).class,
    ).toBe("altered");
  });

  it("are the same in any digits", () => {
    expect(compareText("في عام ٢٠٢٣ انتصرنا", "في عام 2023 انتصرنا").class).toBe("normalised");
    expect(compareText("在２０２３年我们赢了", "在2023年我们赢了").class).toBe("normalised");
  });
});

describe("nothing to compare", () => {
  it.each([
    ["\u200b", "We agree"],
    ["We agree", ""],
    ["", ""],
  ])("%j against %j is unknown", (printed, archived) => {
    expect(compareText(printed, archived)).toMatchObject({ result: "unknown", class: null });
  });
});

describe("the score", () => {
  it("prefers the post that explains the quote better", () => {
    const quote = "The army must leave within 48 hours";
    const score = (post: string) => compareText(quote, post).score;
    const posts = [
      "The army must leave within 48 hours",
      "The army must leave within 48 hours. We will not accept lies.",
      "The army must leave within 24 hours",
      "The army may stay as long as it likes",
      "Completely other words about rice and fuel",
    ].map(score);
    expect(posts).toEqual([...posts].sort((a, b) => b - a));
    expect(new Set(posts).size).toBe(posts.length);
  });
});
