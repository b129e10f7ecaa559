import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";

function tweet(id: string, text = `Words of ${id}.`, lang = "en"): string {
  return `<blockquote class="twitter-tweet"><p lang="${lang}">${text}</p>&mdash; Awa Diarra (@awa_diarra) <a href="https://twitter.com/awa_diarra/status/${id}">February 6, 2023</a></blockquote>`;
}

const ONE = "1622500000000000001";
const TWO = "1622500000000000002";
const PROSE = "<p>The town had waited for the bridge for many years, and it was opened.</p>".repeat(
  6,
);

function idsOf(html: string): string[] {
  return extractArticle({ html }).quotes.map(({ url }) => url?.split("/").pop() ?? "");
}

describe("what an article says of itself", () => {
  const linked = (data: object) =>
    `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const story = {
    "@type": "NewsArticle",
    headline: "Bridge opens",
    datePublished: "2023-02-20T10:00:00+01:00",
    publisher: { "@type": "Organization", name: "The Nord Courier" },
    inLanguage: "en",
    url: "https://nord.example/bridge",
  };
  const read = {
    url: "https://nord.example/bridge",
    title: "Bridge opens",
    publisher: "The Nord Courier",
    publishedAt: "2023-02-20T10:00:00+01:00",
    lang: "en",
  };

  it.each([
    ["JSON-LD", linked(story)],
    ["a JSON-LD list", linked([{ "@type": "BreadcrumbList" }, story])],
    ["a JSON-LD graph", linked({ "@graph": [{ "@type": "WebSite", name: "x" }, story] })],
    [
      "a JSON-LD graph whose story refers to its publisher",
      linked({
        "@graph": [
          { "@type": "WebSite", name: "x" },
          { "@type": "Organization", "@id": "https://nord.example/#us", name: "The Nord Courier" },
          { ...story, publisher: { "@id": "https://nord.example/#us" } },
        ],
      }),
    ],
    [
      "JSON-LD set off as character data",
      linked(story).replace(">{", ">\n//<![CDATA[\n{").replace("}<", "}\n//]]>\n<"),
    ],
    [
      "JSON-LD with escapes of HTML, and names in the page's head",
      `${linked({ ...story, headline: "Bridge&#32;opens", publisher: null })}<meta name="Publisher" content="The Nord&nbsp;Courier">`,
    ],
    [
      "microdata on any element",
      `<html lang="en"><link rel="canonical" href="/bridge"><meta name="apple-mobile-web-app-title" content="The Nord Courier"><h1>Bridge opens</h1><time>a minute ago</time><abbr itemprop="datePublished" title="2023-02-20T10:00:00+01:00">20 Feb</abbr>`,
    ],
    ["JSON-LD with raw line breaks", linked(story).replace("Bridge opens", "Bridge\n opens")],
    [
      "Open Graph",
      `<html lang="en"><meta property="og:title" content="Bridge opens"><meta property="og:site_name" content="The Nord Courier"><meta property="og:url" content="https://nord.example/bridge"><meta property="article:published_time" content="2023-02-20T10:00:00+01:00">`,
    ],
    [
      "its markup",
      `<html lang="en"><link rel="canonical" href="/bridge"><meta name="application-name" content="The Nord Courier"><h1>Bridge <em>opens</em></h1><time datetime="2023-01-01"></time><time itemprop="datePublished" datetime="2023-02-20T10:00:00+01:00">x</time>`,
    ],
  ])("is read from %s", (_, html) => {
    expect(extractArticle({ html }, { url: "https://nord.example/found" }).article).toEqual(read);
  });

  it("is the caller's word where the page is silent", () => {
    const { article } = extractArticle(
      { html: "<p>x</p>" },
      { url: "https://nord.example/a", lang: "fr" },
    );
    expect(article).toEqual({ url: "https://nord.example/a", lang: "fr" });
  });

  it("takes no address but a web address", () => {
    const html = `<link rel="canonical" href="javascript:alert(1)">`;
    expect(extractArticle({ html }).article.url).toBeUndefined();
  });
});

describe("the same post twice", () => {
  it.each([
    ["in print view", `${tweet(ONE)}<div class="print">${tweet(ONE)}</div>`],
    ["in an AMP twin", `<amp-twitter data-tweetid="${ONE}"></amp-twitter>${tweet(ONE)}`],
    [
      "in a script's copy",
      `${tweet(ONE)}<script type="application/json">${JSON.stringify({ h: tweet(ONE) })}</script>`,
    ],
    ["under another host", `${tweet(ONE)}${tweet(ONE).replace("twitter.com", "x.com")}`],
    ["as a link of its own", `${tweet(ONE)}<p>https://twitter.com/awa_diarra/status/${ONE}</p>`],
  ])("is one quote: %s", (_, body) => {
    const { quotes, unread } = extractArticle({ html: `<article>${PROSE}${body}</article>` });
    expect(quotes).toHaveLength(1);
    expect(quotes[0]?.text).toBe(`Words of ${ONE}.`);
    expect(unread).toEqual([]);
  });
});

describe("other stories' embeds", () => {
  const main = `<article><h1>Bridge opens</h1>${PROSE}${tweet(ONE)}</article>`;

  it.each([
    ["a related-stories box", `<div class="related-stories">${tweet(TWO)}</div>`],
    ["a box named by id", `<section id="mostRead">${tweet(TWO)}</section>`],
    ["a side column", `<aside>${tweet(TWO)}</aside>`],
    ["a marked side column", `<div role="complementary">${tweet(TWO)}</div>`],
    ["the next story", `<article><h2>Other</h2>${tweet(TWO)}</article>`],
    ["the page's footer", `<footer>${tweet(TWO)}</footer>`],
    ["readers' comments", `<ol class="comment-list"><li>${tweet(TWO)}</li></ol>`],
  ])("are not this article's: %s", (_, box) => {
    const { quotes, setAside } = extractArticle({ html: `<body>${main}${box}</body>` });
    expect(quotes.map(({ url }) => url)).toEqual([`https://twitter.com/awa_diarra/status/${ONE}`]);
    expect(setAside).toMatchObject([{ url: `https://twitter.com/awa_diarra/status/${TWO}` }]);
  });

  it.each([
    ["an aside of the story", `<article><h1>B</h1>${PROSE}<aside>${tweet(TWO)}</aside></article>`],
    [
      "a body with a sidebar's name",
      `<body class="has-sidebar right-sidebar"><article><h1>B</h1>${PROSE}${tweet(TWO)}</article></body>`,
    ],
    [
      "a wrapper that holds the story",
      `<div class="content-sidebar"><div class="l-sidebar-fixed related">${PROSE}${tweet(TWO)}</div></div>`,
    ],
    [
      "articles of a live page",
      `<main><article>${PROSE}${tweet(ONE)}</article><article>${PROSE}${tweet(TWO)}</article></main>`,
    ],
  ])("are told from %s", (_, html) => {
    expect(idsOf(html)).toContain(TWO);
  });

  it("count where the story holds them too", () => {
    expect(idsOf(`<aside>${tweet(ONE)}</aside>${main}`)).toEqual([ONE]);
  });
});

describe("original and translation side by side", () => {
  const original = tweet(ONE, "Le pont de Norville est enfin ouvert.", "fr");
  const translation = "The bridge is open at last, and it is the pride of Norville.";
  const pair = {
    text: translation,
    originalText: "Le pont de Norville est enfin ouvert.",
    author: { handle: "awa_diarra" },
    date: "February 6, 2023",
  };

  it.each([
    [
      "translation below, marked",
      `${original}<blockquote class="translation"><p>${translation}</p></blockquote>`,
    ],
    [
      "translation above, marked",
      `<blockquote class="translation"><p>${translation}</p></blockquote>${original}`,
    ],
    [
      "in a marked box",
      `<div class="quote-pair">${original}<div class="translated-text"><p>${translation}</p></div></div>`,
    ],
    ["told by its language", `${original}<blockquote><p>${translation}</p></blockquote>`],
    ["marks of quotation around it", `${original}<blockquote><p>“${translation}”</p></blockquote>`],
  ])("is one record: %s", (_, body) => {
    const html = `<html lang="en"><article>${PROSE}${body}${PROSE}</article></html>`;
    expect(extractArticle({ html }).quotes).toMatchObject([pair]);
  });

  it("is told from a marked original below a translated post", () => {
    const html = `<html lang="en"><article>${PROSE}${tweet(ONE, translation)}<blockquote class="original" lang="fr"><p>Le pont de Norville est enfin ouvert.</p></blockquote></article></html>`;
    expect(extractArticle({ html }).quotes).toMatchObject([pair]);
  });

  it.each([
    [
      "names and numbers that the post does not hold",
      "The court fined the mayor 5 million on 3 May.",
    ],
    ["nothing that the post holds", "The mayor must go to prison, said the court of the town."],
    [
      "far more words",
      `The bridge of Norville is open. ${"And then the mayor spoke at length. ".repeat(9)}`,
    ],
  ])("is not made of a quotation with %s", (_, other) => {
    const body = `${original}<blockquote><p>${other}</p></blockquote>`;
    const html = `<html lang="en"><article>${PROSE}${body}${PROSE}</article></html>`;
    expect(extractArticle({ html }).quotes).toMatchObject([
      { text: "Le pont de Norville est enfin ouvert." },
    ]);
    expect(extractArticle({ html }).quotes[0]).not.toHaveProperty("originalText");
  });

  it("is not made of a paragraph, another post or a quotation in the post's own language", () => {
    const html = `<html lang="en"><article>${PROSE}${original}<p>${translation}</p>${tweet(TWO)}<blockquote><p>${translation}</p></blockquote></article></html>`;
    expect(extractArticle({ html }).quotes.map(({ originalText }) => originalText)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("a block quotation and its translation", () => {
  it("are one record, as publishers of translations print them", () => {
    const html = `<html lang="de"><article><p>Die Stadt hatte seit Jahren auf die Brücke gewartet, und sie wurde von der Bürgermeisterin im Tal eröffnet.</p><p>Die Bürgermeisterin Awa Diarra schrieb auf Twitter:</p><blockquote><p>Le pont est enfin ouvert, et il est à nous tous.</p></blockquote><blockquote class="translation"><p>Die Brücke ist endlich offen, und sie gehört uns allen.</p></blockquote></article></html>`;
    expect(extractArticle({ html }).quotes).toMatchObject([
      {
        text: "Die Brücke ist endlich offen, und sie gehört uns allen.",
        originalText: "Le pont est enfin ouvert, et il est à nous tous.",
        author: { name: "Awa Diarra" },
        attribution: "inferred",
      },
    ]);
  });
});
