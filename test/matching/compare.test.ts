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
    ["negation-removed", "We will spread rumours today", "We will not spread rumours today"],
    ["negation-added", "They must not sail now", "They must sail now"],
    ["number-changed", "They must sail in 12 hours", "They must sail in 36 hours"],
    ["name-changed", "The rowers of Austria came first", "The rowers of Australia came first"],
    ["handle-changed", "Cake from @lene_k for this", "Cake from @tore_k for this"],
    ["modal-changed", "The captain may retire today", "The captain must retire today"],
    [
      "conjunction-changed",
      "the crew and the owners of Velmora",
      "the crew or the owners of Velmora",
    ],
    ["polarity-changed", "The mooring was legal they say", "The mooring was illegal they say"],
    ["question-changed", "The race is over.", "The race is over?"],
    ["punctuation-form", "नाव वापस आ गई |", "नाव वापस आ गई ।"],
    ["unit-changed", "Fares rose 7% again", "Fares rose 7 again"],
    ["word-replaced", "A clumsy repair by them", "A clever repair by them"],
    [
      "words-omitted",
      "The divers were rewarded today",
      "The divers who waited were rewarded today",
    ],
    ["words-added", "The brave divers were rewarded", "The divers were rewarded"],
    ["hashtag-sign-dropped", "our Velmora harbour", "our #Velmora harbour"],
    ["mention-sign-dropped", "cheers to PORT_VELMORA today", "cheers to @PORT_VELMORA today"],
    ["quote-marks", "they call it “fresh” here", 'they call it "fresh" here'],
    ["case", "we sailed home from Velmora", "We sailed home from Velmora"],
    ["accents", "le phare a ete repeint hier", "le phare a été repeint hier"],
    ["vocalisation", "السَّفينة في الميناء", "السفينة في الميناء"],
    ["number-format", "Over 250,000 crates", "Over 250000 crates"],
    ["number-in-words", "We sold seven boats", "We sold 7 boats"],
    ["link-form", "Read example.org/logs/20… now", "Read https://t.co/k9v now"],
    ["emoji-dropped", "We are home", "We are home 🇮🇸"],
    ["reply-handles-dropped", "That suits me well", "@lene @tore That suits me well"],
    ["repost-prefix-dropped", "That suits me well", "RT @lene: That suits me well"],
    ["thread-counter-dropped", "That suits me well", "That suits me well (2/3)"],
    ["elision", "We sailed … and we rowed back", "We sailed with all of them and we rowed back"],
    ["truncation", "We sailed with all…", "We sailed with all of them and rowed back"],
    [
      "cut-mid-word",
      "We sailed with the lightho…",
      "We sailed with the lighthousekeeper of Velmora",
    ],
    ["bracketed-insertion", "They [the divers] must wait", "They must wait"],
    ["bracketed-replacement", "We hear [the divers] must wait", "We hear they must wait"],
    ["bracketed-words-added", "The [corrupt] pilot said no", "The pilot said no"],
    ["bracketed-words-added", "The pilot [a liar] said no", "The pilot said no"],
    ["bracketed-word", "We must pay for [the tax]", "We must pay for the poor"],
    ["bracketed-word", "We must protect [the tax]", "We must protect the poor"],
    ["bracketed-word", "We must protect the [rich]", "We must protect the poor"],
    ["bracketed-word", "[The liars] said no to all of us", "The council said no to all of us"],
    ["bracketed-replacement", "We must protect [the divers]", "We must protect them"],
    ["bracketed-insertion", "We must protect them [the divers]", "We must protect them all now"],
    ["question-changed", "Will you see it... And more", "Will you see it?.. And more"],
    ["sic", "Thier rumours [sic] will not last", "Thier rumours will not last"],
    ["outer-quotes", "“This suits us well”", "This suits us well"],
    ["via-added", "This suits us well via @newsdesk", "This suits us well"],
    ["spelling-variant", "They recognized the boat", "They recognised the boat"],
    ["typing-slip", "They embarassed us all summer", "They embarrassed us all summer"],
    ["article-added", "in the charge of the pilot", "in charge of the pilot"],
    ["contraction", "We do not sail at night", "We don't sail at night"],
    ["spacing", "We can not sail at night", "We cannot sail at night"],
    ["words-moved", "and row home. We wait for you now.", "We wait for you now. and row home."],
    ["context-cut-polarity", "it's a clever repair", "I don't think it's a clever repair"],
    ["question-cut", "her crew will win this race", "Do you think her crew will win this race?"],
    ["unit-cut", "costs 9", "costs 9 million"],
  ])("%s", (kind, printed, archived) => {
    expect(kinds(printed, archived)).toContain(kind);
  });
});

describe("spans", () => {
  it("point at the words in both texts as they were given", () => {
    const printed = "&quot;We 👨‍👩‍👧 will&nbsp;spread rumours&quot;";
    const archived = "\u200eWe 👨‍👩‍👧 will not spread rumours";
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
    const archived = "First this. The barge must sail now. Then that.";
    const { archivedSpan } = compareText("The barge must sail now.", archived);
    expect(archived.slice(archivedSpan?.start, archivedSpan?.end)).toBe("The barge must sail now.");
  });
});

describe("an archived copy that breaks off", () => {
  const archived =
    "A clever repair by our #Velmora shipyard! Mostly because the crane sto… https://t.co/k9v";

  it("leaves what lies beyond it unverified, and says so", () => {
    const result = compareText(
      "A clever repair by our #Velmora shipyard! Mostly because the crane stood idle for three winters.",
      archived,
    );
    expect(result.class).toBe("truncated");
    expect(result.flags).toEqual(expect.arrayContaining(["capture-truncated", "rest-unverified"]));
    expect(result.edits.at(-1)?.printed.text).toBe("stood idle for three winters.");
  });

  it("does not excuse a change before it", () => {
    expect(
      compareText(
        "A clumsy repair by our #Velmora shipyard! Mostly because the crane stood idle.",
        archived,
      ).class,
    ).toBe("altered");
  });

  it("does not pass for a continuation that cannot be one", () => {
    expect(
      compareText(
        "A clever repair by our #Velmora shipyard! Mostly because the crane fell over.",
        archived,
      ).class,
    ).toBe("altered");
  });

  it("cannot tell when most of the quote lies beyond it", () => {
    const result = compareText(
      "We hear that all of them must row today to Velmora and Skarholm",
      "We hear that… https://t.co/k9",
    );
    expect(result.result).toBe("unknown");
  });

  it("is known from the capture where the text does not show it", () => {
    const result = compareText("We sailed with all of them today", "We sailed with all", {
      cutAt: 18,
    });
    expect(result.class).toBe("truncated");
  });
});

describe("links", () => {
  const links = [
    {
      shown: "example.org/logs/20…",
      targets: ["https://t.co/k9v", "https://www.example.org/logs/2021/11/02/velmora"],
    },
  ];

  it.each([
    "https://t.co/k9v",
    "https://www.example.org/logs/2021/11/02/velmora",
    "example.org/logs/20…",
  ])("%s is the link the capture shows", (printed) => {
    const result = compareText(`Read ${printed} now`, "Read example.org/logs/20… now", { links });
    expect(result.result).toBe("match");
  });

  it("another address than the capture's is another link", () => {
    const result = compareText("Read https://example.net/other now", "Read https://t.co/k9v now", {
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
    ["\u200b", "It rains"],
    ["It rains", ""],
    ["", ""],
  ])("%j against %j is unknown", (printed, archived) => {
    expect(compareText(printed, archived)).toMatchObject({ result: "unknown", class: null });
  });
});

describe("the score", () => {
  it("prefers the post that explains the quote better", () => {
    const quote = "The barge must sail within 36 hours";
    const score = (post: string) => compareText(quote, post).score;
    const posts = [
      "The barge must sail within 36 hours",
      "The barge must sail within 36 hours. We will not spread rumours.",
      "The barge must sail within 12 hours",
      "The barge may stay as long as it likes",
      "Wholly other words about soup and bread",
    ].map(score);
    expect(posts).toEqual([...posts].sort((a, b) => b - a));
    expect(new Set(posts).size).toBe(posts.length);
  });
});
