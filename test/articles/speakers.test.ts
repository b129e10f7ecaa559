import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { inProse, PROSE } from "./support.js";

describe("words said elsewhere", () => {
  it.each([
    "“We will open the bridge this year,” Awa Diarra told reporters, hours after Omar Keita tweeted a photo.",
    "Awa Diarra told the paper “we will open the bridge this year”, and Omar Keita wrote on Twitter that he agreed.",
    "Awa Diarra told the paper “we will open the bridge this year”, and wrote on Twitter that she would come.",
    "“We will open the bridge this year,” Awa Diarra said on Twitter’s earnings call.",
  ])("are no post: %s", (sentence) => {
    expect(inProse("en", sentence).quotes).toEqual([]);
  });

  it.each([
    "“We will open the bridge this year,” Awa Diarra said in a tweet on Monday.",
    "In a post on X, Awa Diarra said “we will open the bridge this year”.",
    "Awa Diarra reacted, writing on Twitter: “We will open the bridge this year.”",
    "“We will open the bridge this year,” wrote Awa Diarra, who lives in Nord, on Twitter.",
  ])("are a post where its own verb says so: %s", (sentence) => {
    expect(inProse("en", sentence).quotes).toMatchObject([{ author: { name: "Awa Diarra" } }]);
  });

  it("in a speech set off as a block quotation are no post either", () => {
    const html = `<p>${PROSE.en}</p><p>At the opening, Awa Diarra said:</p><blockquote><p>We will not give up this bridge and our town.</p></blockquote>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });

  it("in a review with a name below are none", () => {
    const html = `<p>${PROSE.en}</p><blockquote><p>A smart and moving book about a bridge.</p><p>— Awa Diarra, The Norville Times</p></blockquote>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });

  it.each([
    ["a list of people", `${PROSE.en}\n\n- Awa Diarra (@awa_d)\n- Omar Keita (@omar_k)`],
    ["a credit", `${PROSE.en}\n\n— Photo: Awa Diarra (@awa_d)`],
  ])("above %s are none", (_, text) => {
    expect(extractArticle({ text }).quotes).toEqual([]);
  });
});

describe("a quotation among others", () => {
  it("holds others in the same marks", () => {
    const sentence = 'Awa Diarra wrote on Twitter: "We will open this "bridge" for our town."';
    const curly = "Awa Diarra wrote on Twitter: “We will open this “bridge” for our town.”";
    expect(inProse("en", sentence).quotes).toMatchObject([
      { text: 'We will open this "bridge" for our town.' },
    ]);
    expect(inProse("en", curly).quotes).toMatchObject([
      { text: "We will open this “bridge” for our town." },
    ]);
  });

  it("goes on behind the speaker's name", () => {
    const said =
      "“We will never give up,” Awa Diarra (@awa_d) tweeted. “This bridge is for us all.”";
    expect(
      inProse("en", `${said} Nobody came. “This is somebody else again.”`).quotes,
    ).toMatchObject([
      { text: "We will never give up,", author: { handle: "awa_d" } },
      { text: "This bridge is for us all.", author: { handle: "awa_d" } },
    ]);
  });
});
