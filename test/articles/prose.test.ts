import { describe, expect, it } from "vitest";
import { readAttribution } from "../../src/articles/attribution.js";
import { extractArticle } from "../../src/articles/extract.js";
import { inProse, PROSE } from "./support.js";

describe("an attribution line", () => {
  const awa = { name: "Awa Diarra", handle: "awa_diarra", date: "February 6, 2023", url: null };

  it.each([
    "— Awa Diarra (@awa_diarra) February 6, 2023",
    "– Awa Diarra (@awa_diarra) February 6, 2023",
    "―Awa Diarra (@awa_diarra), February 6, 2023",
    "-- Awa Diarra (@awa_diarra) February 6, 2023",
    "- Awa Diarra (@awa_diarra) · February 6, 2023",
    "Awa Diarra (@awa_diarra) February 6, 2023",
    "Awa Diarra @awa_diarra · February 6, 2023",
    "— Awa Diarra [@awa_diarra] — February 6, 2023",
    "— Awa Diarra (＠awa_diarra) February 6, 2023",
    "— Awa Diarra (@awa_diarra) on Twitter, February 6, 2023",
    "— February 6, 2023, Awa Diarra (@awa_diarra)",
    "February 6, 2023 — Awa Diarra (@awa_diarra)",
    "— @awa_diarra (Awa Diarra), February 6, 2023",
  ])("is read from %s", (line) => {
    expect(readAttribution(line)).toEqual(awa);
  });

  it.each<[string, Partial<typeof awa>]>([
    ["— Awa Diarra (@awa_diarra) february6, 2023", { date: "february6, 2023" }],
    ["— Awa Diarra (@awa_diarra) February 6 , 2023", { date: "February 6 , 2023" }],
    [
      "— CANAL 24 Nord (@Canal24_n) 6 février 2023",
      { name: "CANAL 24 Nord", date: "6 février 2023" },
    ],
    ["— عوا ديارا (@awa_diarra) 6 فبراير 2023", { name: "عوا ديارا", date: "6 فبراير 2023" }],
    ["— 日刊ノルド (@nikkan_nord) 2023年2月6日", { name: "日刊ノルド", date: "2023年2月6日" }],
    ["— Ава Диарра (@awa_diarra) 6 февраля 2023 г.", { name: "Ава Диарра" }],
    ["— Awa (@not_her) Diarra (@awa_diarra) February 6, 2023", { handle: "awa_diarra" }],
    ["— Lena (@lena@social.example) March 3, 2024", { handle: "lena@social.example" }],
    ["— @awa_diarra", { name: null as never, handle: "awa_diarra", date: null as never }],
    ["— Awa Diarra", { name: "Awa Diarra", handle: null as never, date: null as never }],
    ["— Awa Diarra, mayor of Nord", { name: "Awa Diarra", handle: null as never }],
    [
      "— Awa Diarra, February 6, 2023",
      { name: "Awa Diarra", handle: null as never, date: "February 6, 2023" },
    ],
    [
      "— Awa Diarra (@awa_diarra) [February 6, 2023](https://twitter.com/awa_diarra/status/1622500000000000000)",
      {
        url: "https://twitter.com/awa_diarra/status/1622500000000000000" as never,
        date: "February 6, 2023",
      },
    ],
  ])("is read from %s", (line, expected) => {
    expect(readAttribution(line)).toMatchObject(expected);
  });

  it.each([
    "— Bonjour, dit-elle en entrant.",
    "The mayor (@awa_diarra) said that the bridge would open.",
    "— Awa Diarra (@awa_diarra) said that the bridge would open in the spring of next year.",
    "By Awa Diarra (@awa_diarra)",
    "- buy bread and milk",
    "Write to press@nord.example before February 6, 2023",
    "",
    "—",
  ])("is not seen in %s", (line) => {
    expect(readAttribution(line)).toBeNull();
  });
});

const LINE = "— Awa Diarra (@awa_diarra) February 6, 2023";

function textsOf(paragraphs: string[], separator = "\n\n"): string[] {
  return extractArticle({ text: paragraphs.join(separator) }).quotes.map(({ text }) => text);
}

describe("the words above an attribution line", () => {
  it("are the paragraph above", () => {
    expect(textsOf(["The town waited.", "The bridge is open!", LINE, "Cars came."])).toEqual([
      "The bridge is open!",
    ]);
  });

  it("begin after the paragraph that introduces them", () => {
    expect(
      textsOf(["As she wrote on Twitter:", "The bridge is open!", "Come and see.", LINE]),
    ).toEqual(["The bridge is open!\n\nCome and see."]);
  });

  it("may hold a colon of their own", () => {
    expect(textsOf(["Awa Diarra tweeted:", "Open from today:", "The bridge.", LINE])).toEqual([
      "Open from today:\n\nThe bridge.",
    ]);
  });

  it("begin with the mark that the last of them closes, marks left out", () => {
    expect(textsOf(["The town waited.", "“The bridge is open!", "Come and see.”", LINE])).toEqual([
      "The bridge is open!\n\nCome and see.",
    ]);
  });

  it("stand on the same line, where line breaks were lost", () => {
    expect(textsOf([`The bridge is open – at last! pic.twitter.com/b ${LINE}`])).toEqual([
      "The bridge is open – at last! pic.twitter.com/b",
    ]);
  });

  it("are found where single line breaks part the paragraphs", () => {
    expect(textsOf(["The town waited.", "The bridge is open!", LINE, "Cars came."], "\n")).toEqual([
      "The bridge is open!",
    ]);
  });

  it("are found in a quotation of mail or Markdown", () => {
    const text = `The town waited.\n\n> The bridge is open!\n> Come.\n\n${LINE}`;
    expect(extractArticle({ text }).quotes).toMatchObject([{ text: "The bridge is open!\nCome." }]);
  });

  it("never hold another post's words", () => {
    expect(textsOf(["First:", "One.", LINE, "Two.", LINE])).toEqual(["One.", "Two."]);
  });

  it("are placed by offsets", () => {
    const text = `The town waited.\r\n\r\n  “The bridge is open!”\r\n\r\n${LINE}\r\n`;
    const [quote] = extractArticle({ text }).quotes;
    expect(text.slice(quote?.place?.start, quote?.place?.end)).toBe("The bridge is open!");
  });

  it("are read from a page's paragraphs and block quotations", () => {
    const html = `<p>She wrote:</p><blockquote><p>The bridge is open!</p><p>Come.</p><footer>${LINE}</footer></blockquote><p>Cars came.</p>`;
    expect(extractArticle({ html }).quotes).toMatchObject([
      { text: "The bridge is open!\n\nCome.", author: { handle: "awa_diarra" } },
    ]);
  });

  it("are no dialogue or list of dashes", () => {
    expect(textsOf(["They spoke.", "— Awa", "— Lena", "— Omar", "They left."])).toEqual([]);
  });
});

describe("a quotation in running text", () => {
  it.each([
    [
      "en",
      "“The bridge is open at last,” wrote Awa Diarra on Twitter.",
      "The bridge is open at last,",
    ],
    [
      "en",
      "“The bridge is open at last,” Awa Diarra tweeted on Monday.",
      "The bridge is open at last,",
    ],
    [
      "en",
      "Awa Diarra, the mayor of Nord, wrote on X: “The bridge is open at last.”",
      "The bridge is open at last.",
    ],
    [
      "en",
      'In a tweet, Mayor Awa Diarra said "the bridge is open at last".',
      "the bridge is open at last",
    ],
    [
      "fr",
      "« Le pont est enfin ouvert », a écrit Awa Diarra sur Twitter.",
      "Le pont est enfin ouvert",
    ],
    [
      "fr",
      "Sur X, la maire Awa Diarra a déclaré : « Le pont est enfin ouvert. »",
      "Le pont est enfin ouvert.",
    ],
    [
      "es",
      "«El puente está por fin abierto», escribió Awa Diarra en Twitter.",
      "El puente está por fin abierto",
    ],
    [
      "es",
      "“El puente está por fin abierto”, tuiteó la alcaldesa Awa Diarra.",
      "El puente está por fin abierto",
    ],
    [
      "de",
      "„Die Brücke ist endlich offen“, schrieb Bürgermeisterin Awa Diarra auf Twitter.",
      "Die Brücke ist endlich offen",
    ],
    [
      "de",
      "Auf X schrieb Awa Diarra: „Die Brücke ist endlich offen.“",
      "Die Brücke ist endlich offen.",
    ],
    [
      "pt",
      "“A ponte está finalmente aberta”, escreveu Awa Diarra no Twitter.",
      "A ponte está finalmente aberta",
    ],
    [
      "pt",
      "A prefeita Awa Diarra tuitou: “A ponte está finalmente aberta.”",
      "A ponte está finalmente aberta.",
    ],
    [
      "ar",
      "وكتبت عوا ديارا على تويتر: «لقد تم افتتاح الجسر أخيرا بعد سنوات».",
      "لقد تم افتتاح الجسر أخيرا بعد سنوات",
    ],
    [
      "ar",
      "«لقد تم افتتاح الجسر أخيرا بعد سنوات»، غردت عوا ديارا.",
      "لقد تم افتتاح الجسر أخيرا بعد سنوات",
    ],
  ])("is found in %s: %s", (lang, sentence, words) => {
    const { text, quotes } = inProse(lang, sentence);
    expect(quotes).toMatchObject([
      {
        text: words,
        author: { name: lang === "ar" ? "عوا ديارا" : "Awa Diarra" },
        attribution: "inferred",
        place: { sentence, convention: "running-text" },
      },
    ]);
    const [quote] = quotes;
    expect(text.slice(quote?.place?.start, quote?.place?.end)).toBe(words);
  });

  it("brings the handle and the date that the sentence prints", () => {
    const sentence =
      "“The bridge is open at last,” Awa Diarra (@awa_diarra) tweeted on February 6, 2023.";
    expect(inProse("en", sentence).quotes).toMatchObject([
      { author: { name: "Awa Diarra", handle: "awa_diarra" }, date: "February 6, 2023" },
    ]);
  });

  it("brings the permalink that the sentence links", () => {
    const url = "https://twitter.com/awa_diarra/status/1622500000000000000";
    const html = `<p>${PROSE.en}</p><p>“The bridge is open at last,” Awa Diarra <a href="${url}?s=20">said</a>.</p>`;
    expect(extractArticle({ html }).quotes).toMatchObject([
      { url, author: { name: "Awa Diarra" }, attribution: "inferred" },
    ]);
  });

  it.each([
    ["said, not posted", "“The bridge is open at last,” said Awa Diarra."],
    ["a newspaper's name", "“The bridge is open at last,” Awa Diarra told The Washington Post."],
    ["nobody named", "“The bridge is open at last,” somebody wrote on Twitter."],
    [
      "a platform no record can hold",
      "“The bridge is open at last,” wrote Awa Diarra on LinkedIn.",
    ],
    ["words held up", "Awa Diarra wrote about the “so-called bridge” on Twitter."],
    ["no quotation", "Awa Diarra wrote on Twitter that the bridge was open at last."],
    ["a crossing named X", "“The bridge is open at last,” said Awa Diarra near Malcolm X Avenue."],
  ])("is not seen where there is %s", (_, sentence) => {
    expect(inProse("en", sentence).quotes).toEqual([]);
  });

  it("repeats no embed", () => {
    const html = `<p>${PROSE.en}</p><p>“The bridge is open at last,” tweeted Awa Diarra.</p><blockquote class="twitter-tweet"><p>The bridge is open at last, come and see!</p>— Awa Diarra (@awa_diarra) <a href="https://twitter.com/awa_diarra/status/1622500000000000000">February 6, 2023</a></blockquote>`;
    const { quotes, setAside } = extractArticle({ html });
    expect(quotes).toHaveLength(1);
    expect(setAside).toMatchObject([{ reason: "duplicate" }]);
  });
});

describe("a block quotation without attribution line", () => {
  const words =
    "I regret that the bridge opened so late. I ask all of you to come and see it with me.";

  it("is told in plain text by its voice", () => {
    const intro = "Mayor Awa Diarra deplores the delay, and urges the town to come.";
    const other = "The bridge is late.\n\n— Omar Keita (@omar_k) February 5, 2023";
    const { quotes } = inProse("en", `${intro}\n\n${words}\n\nOthers laughed.\n\n${other}`);
    expect(quotes.filter(({ attribution }) => attribution === "inferred")).toMatchObject([
      {
        text: words,
        author: { name: "Awa Diarra" },
        attribution: "inferred",
        place: { sentence: intro, convention: "block-quotation" },
      },
    ]);
  });

  it("is told in a page by its markup", () => {
    const html = `<p>${PROSE.en}</p><p>The mayor, Awa Diarra, said on Twitter:</p><blockquote><p>The bridge opened late this year.</p><p>Do come.</p></blockquote><p>${PROSE.en}</p>`;
    expect(extractArticle({ html }).quotes).toMatchObject([
      { text: "The bridge opened late this year.\n\nDo come.", author: { name: "Awa Diarra" } },
    ]);
  });

  it.each([
    [
      "the article speaks in the first person",
      `I walked there. I saw it.\n\nMy bag was heavy.\n\nI met Omar.\n\nAwa Diarra said hello to me.\n\n${words}`,
    ],
    ["the article has nothing to do with posts", `Awa Diarra deplores the delay.\n\n${words}`],
    ["nobody is named", `The mayor deplores the delay.\n\n${words}`],
    ["nobody speaks", `Awa Diarra was born in Nord in 1970.\n\n${words}`],
    ["it is a heading's text", `Awa Diarra said much.\n\nWhat I said about the bridge of my town`],
  ])("is not seen where %s", (_, text) => {
    expect(inProse("en", text).quotes).toEqual([]);
  });
});
