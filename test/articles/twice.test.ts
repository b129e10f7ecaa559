import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";

const ID = "1623000000000000001";

function embed(words: string, lang = "en", id = ID): string {
  return `<blockquote class="twitter-tweet"><p lang="${lang}" dir="ltr">${words}</p>&mdash; Alma (@alma_nord) <a href="https://twitter.com/alma_nord/status/${id}">February 7, 2023</a></blockquote>`;
}

function quotesOf(...parts: string[]): string[] {
  const html = `<html lang="en"><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>${parts.join("<p>The council met on Tuesday to hear the engineers.</p>")}</article></body></html>`;
  return extractArticle({ html }).quotes.map(({ text }) => text);
}

describe("one post embedded twice in an article", () => {
  it("is one quote where the words are alike", () => {
    const once = embed('The bridge is closed. <a href="https://t.co/a">pic.twitter.com/a</a>');
    expect(quotesOf(once, embed("The bridge is closed."))).toHaveLength(1);
  });

  it("is two quotes where the words are not: either may be the wrong one", () => {
    const quotes = quotesOf(embed("The bridge is closed."), embed("The bridge is not closed."));
    expect(quotes).toEqual(["The bridge is closed.", "The bridge is not closed."]);
  });

  it("is one quote where one is a translation", () => {
    expect(
      quotesOf(embed("The bridge is closed."), embed("Le pont est fermé.", "fr")),
    ).toHaveLength(1);
  });
});

describe("a page that loads the next story below the first", () => {
  it("quotes what the story of its title does", () => {
    const next = `<article><h1>Another story</h1><p>Quite another story, told at length below the first one.</p>${embed("Of the next story.", "en", "1623000000000000999")}</article>`;
    const html = `<html><head><title>Bridge closed | Nord</title></head><body><article><h1>Bridge closed</h1><p>The council met.</p>${embed("The bridge is closed.")}</article>${next}</body></html>`;
    const { quotes, setAside } = extractArticle({ html });
    expect(quotes.map(({ text }) => text)).toEqual(["The bridge is closed."]);
    expect(setAside).toMatchObject([{ reason: "related-story" }]);
  });
});
