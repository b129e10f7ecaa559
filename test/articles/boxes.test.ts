import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import { escaped } from "../fixtures/snapshots/legacy.js";
import { PROSE } from "./support.js";

const POST = "https://twitter.com/orla_venn/status/1622525366423228416";

function extract(embed: string) {
  const html = `<html><body><article><h1>The bridge</h1><p>${PROSE.en}</p>${embed}<p>${PROSE.en}</p></article></body></html>`;
  return extractArticle({ html });
}

function substack(data: object) {
  return `<div class="twitter-embed" data-attrs="${escaped(JSON.stringify(data))}" data-component-name="Twitter2ToDOM"></div>`;
}

describe("Substack's boxes", () => {
  const data = {
    url: `${POST}?s=20`,
    full_text:
      'The bridge is open &amp; safe.\nMore: <a class="tweet-url" href="https://example.org/a">example.org/a</a>',
    username: "orla_venn",
    name: "Orla Venn",
    date: "2023-02-06T09:14:03.000Z",
    photos: [],
  };

  it("hold the post as JSON in an attribute", () => {
    expect(extract(substack(data)).quotes).toMatchObject([
      {
        url: POST,
        author: { name: "Orla Venn", handle: "orla_venn" },
        date: "2023-02-06T09:14:03.000Z",
        text: "The bridge is open & safe.\nMore: example.org/a",
      },
    ]);
  });

  it("without words, or of something else, are no quotes", () => {
    expect(extract(substack({ ...data, full_text: "" }))).toMatchObject({
      quotes: [],
      unread: [{ kind: "embed-without-text", url: POST }],
    });
    expect(extract(substack({ ...data, url: "https://example.org/1" })).quotes).toEqual([]);
    expect(extract(substack([data])).quotes).toEqual([]);
    expect(extract('<div data-attrs="{&quot;full_text&quot;:"></div>').quotes).toEqual([]);
  });
});

describe("boxes that hold the address alone", () => {
  it.each([
    ["a service's card", `<a class="embedly-card" href="${POST}">Orla Venn on Twitter</a>`],
    ["another's", `<div><a href="${POST}" data-iframely-url="https://cdn.example/i?x"></a></div>`],
    [
      "an editor's element",
      `<drupal-url data-embed-button="twitter" data-embed-url="${POST}"></drupal-url>`,
    ],
  ])("%s", (_, embed) => {
    expect(extract(embed).unread).toMatchObject([{ kind: "embed-without-text", url: POST }]);
  });

  it("a video in the frame that sets no cookies", () => {
    const frame = '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>';
    expect(extract(frame).unread).toMatchObject([{ kind: "video" }]);
  });

  it("an ordinary link is none", () => {
    expect(extract(`<p>See <a href="${POST}">what she said</a> about it.</p>`).unread).toEqual([]);
  });
});
