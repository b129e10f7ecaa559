import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { PROSE } from "./support.js";

const BEFORE = `<p>${PROSE.en}</p>`;

function quotesOf(paragraph: string) {
  return extractArticle({ html: `${BEFORE}<p>${paragraph}</p>${BEFORE}` }).quotes;
}

describe("an attribution line below a break in the words' own paragraph", () => {
  it.each([
    ["No toll, ever.<br>— Awa Diarra (@awa_d) February 7 , 2023", "No toll, ever."],
    ["No toll.<br>\nNo gate.<br>\n— Awa Diarra (@awa_d) February 7, 2023", "No toll.\nNo gate."],
    ["“No toll, ever.”<br>— Awa Diarra, February 7, 2023", "No toll, ever."],
  ])("names who said them: %s", (paragraph, text) => {
    expect(quotesOf(paragraph)).toMatchObject([{ text, author: { name: "Awa Diarra" } }]);
  });

  it("needs marks around the words where it prints no handle", () => {
    expect(quotesOf("No toll, ever.<br>— Awa Diarra, February 7, 2023")).toEqual([]);
  });
});

describe("words and attribution in one line", () => {
  it("are not taken for a name below somebody else's words", () => {
    const line = "No toll, said nobody. — Awa Diarra (@awa_d) March 1, 2023";
    expect(quotesOf(line)).toMatchObject([
      { text: "No toll, said nobody.", author: { name: "Awa Diarra", handle: "awa_d" } },
    ]);
  });
});

describe("a bare handle in an attribution line", () => {
  it.each(["Awa Diarra, quoting @omar_k", "Awa Diarra (via @omar_k)", "Awa Diarra via @omar_k"])(
    "is somebody else's behind a word that leads to it: %s",
    (author) => {
      expect(quotesOf(`“No toll, ever.” — ${author}, February 7, 2023`)).toEqual([]);
    },
  );

  it.each(["Awa Diarra @awa_d", "awa diarra @awa_d", "Awa Diarra · @awa_d"])(
    "is the author's behind the name: %s",
    (author) => {
      expect(quotesOf(`“No toll, ever.” — ${author}, February 7, 2023`)).toMatchObject([
        { author: { handle: "awa_d" } },
      ]);
    },
  );
});

describe("quotation marks around the whole", () => {
  it("are no part of the words, the stop behind them included", () => {
    const text = `${PROSE.es}\n\n«El puente es de todos».\n\n— Awa Diarra (@awa_d) 3 de mayo de 2023`;
    expect(extractArticle({ text }).quotes).toMatchObject([{ text: "El puente es de todos" }]);
  });
});

describe("a Markdown block quotation", () => {
  it("may hold its attribution line", () => {
    const text = `${PROSE.en}\n\n> No toll, ever.\n>\n> No gate.\n>\n> — Awa Diarra (@awa_d) [March 1, 2023](https://twitter.com/awa_d/status/1630900000000000000)\n\n${PROSE.en}`;
    expect(extractArticle({ text }).quotes).toMatchObject([
      { text: "No toll, ever.\n\nNo gate.", author: { handle: "awa_d" }, date: "March 1, 2023" },
    ]);
  });
});
