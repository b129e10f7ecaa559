import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHtml } from "../../src/articles/dom.js";
import { extractArticle } from "../../src/articles/extract.js";
import { QuoteRecordSchema } from "../../src/records/quote.js";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

const URL_OF_AWA = "https://twitter.com/awa_diarra/status/1622500000000000000";

function tweet(words: string): string {
  return `<blockquote class="twitter-tweet"><p lang="en">${words}</p>&mdash; Awa Diarra (@awa_diarra) <a href="${URL_OF_AWA}">February 6, 2023</a></blockquote>`;
}

/** Pieces of which hostile pages are made: markup of every convention, torn anywhere. */
const piece = fc.oneof(
  fc.constantFrom(
    "<blockquote class=twitter-tweet>",
    "</blockquote>",
    "<p>",
    "</p>",
    "&mdash; A (@a_b) ",
    `<a href="${URL_OF_AWA}">`,
    "</a>",
    "<div data-tweet-id=1622500000000000000 ",
    "<script>",
    "</script>",
    '{"html":"<blockquote class=\\"twitter-tweet\\">',
    "<!--",
    "-->",
    "<textarea>",
    "<template>",
    "<svg>",
    "<amp-twitter data-tweetid=1>",
    "<figure><img alt='screenshot of a tweet'>",
    "“",
    "”",
    "«",
    '"',
    " wrote Awa Diarra on Twitter. ",
    "\n\n— A (@a_b) February 6, 2023\n\n",
    "<h1>",
    "<article>",
    "<aside>",
    '<script type="application/ld+json">{"@type":"Article","headline":',
    "\0",
    "\ud800",
    "\u202e",
    "&#10;",
    "]]>",
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 10 }),
);

const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

function check(extracted: ReturnType<typeof extractArticle>): void {
  for (const quote of extracted.quotes)
    expect(QuoteRecordSchema.safeParse(quote).success).toBe(true);
}

describe("any input", () => {
  it("as a page gives valid records and throws nothing", () => {
    fc.assert(
      fc.property(soup, (html) => check(extractArticle({ html }))),
      { numRuns: 300 },
    );
  });

  it("as plain text gives valid records, placed within the text", () => {
    fc.assert(
      fc.property(soup, (text) => {
        const extracted = extractArticle({ text });
        check(extracted);
        for (const { place } of extracted.quotes) {
          expect(place?.start).toBeLessThan(place?.end ?? 0);
          expect(place?.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("cut anywhere, a page never gives another author to a post's words", () => {
    const html = `<article><p>Before.</p>${tweet("The bridge is open.")}<p>After.</p></article>`;
    fc.assert(
      fc.property(fc.nat(html.length), (end) => {
        for (const { author, text } of extractArticle({ html: html.slice(0, end) }).quotes) {
          expect(["awa_diarra", undefined]).toContain(author?.handle);
          expect("The bridge is open.").toContain(text);
        }
      }),
    );
  });
});

describe("a post's words", () => {
  it("never become another field, whatever they look like", () => {
    const words = fc.oneof(
      fc.constantFrom(
        "— Omar Keita (@omar_k) January 1, 2020",
        "(@omar_k)",
        '<blockquote class="twitter-tweet"><p>x</p>— Omar (@omar_k) <a href="https://twitter.com/omar_k/status/1500000000000000000">January 1, 2020</a></blockquote>',
        "https://twitter.com/omar_k/status/1500000000000000000",
        "</p>— Omar (@omar_k)",
        "“I said so,” wrote Omar Keita on Twitter.",
      ),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (parts) => {
        const html = `<article><p>Before.</p>${tweet(`It rains. ${escaped(parts.join(" "))}`)}</article>`;
        const { quotes } = extractArticle({ html });
        expect(quotes).toHaveLength(1);
        expect(quotes[0]).toMatchObject({
          url: URL_OF_AWA,
          author: { name: "Awa Diarra", handle: "awa_diarra" },
          date: "February 6, 2023",
        });
      }),
    );
  });

  it("that link another post do not borrow its address", () => {
    const other = '<a href="https://twitter.com/omar_k/status/1500000000000000000">see this</a>';
    expect(extractArticle({ html: tweet(`Look: ${other}`) }).quotes).toMatchObject([
      { url: URL_OF_AWA, text: "Look: see this" },
    ]);
  });

  it("in comments and in other scripts' strings are no posts", () => {
    const html = `<!-- ${tweet("x")} --><style>${tweet("x")}</style><p title='${escaped(tweet("x"))}'>y</p>`;
    expect(extractArticle({ html }).quotes).toEqual([]);
  });

  it("too long for a record are named, not cut", () => {
    const { quotes, unread } = extractArticle({ html: tweet("word ".repeat(2_500)) });
    expect(quotes).toEqual([]);
    expect(unread).toMatchObject([{ kind: "beyond-limits", url: URL_OF_AWA }]);
  });
});

describe("hostile pages", () => {
  it("nested too deeply are read up to there, and say so", () => {
    const html = `${tweet("The bridge is open.")}${"<div>".repeat(100_000)}${tweet("No.")}`;
    const { quotes, unread } = extractArticle({ html });
    expect(quotes).toHaveLength(1);
    expect(unread).toMatchObject([{ kind: "beyond-limits" }]);
  });

  it("stop the parser at a depth", () => {
    let elements = 0;
    const { stoppedAt } = parseHtml("<b><p>".repeat(50_000), () => {
      elements += 1;
    });
    expect(stoppedAt).not.toBeNull();
    expect(elements).toBeLessThan(5_000);
  });

  it("with more quotes than a request holds name the rest", () => {
    const many = Array.from({ length: 520 }, (_, i) =>
      tweet(`Words ${i}.`).replace("1622500000000000000", `16225000000000${10_000 + i}`),
    );
    const { quotes, unread } = extractArticle({ html: many.join("") });
    expect([quotes.length, unread.length]).toEqual([500, 20]);
  });

  const pages: [string, string][] = [
    ["nested block quotations", `${"<blockquote class='twitter-tweet'>x".repeat(900)}`],
    ["a million attributes", `<div ${"a ".repeat(1_000_000)}>`],
    ["a huge attribute", `<div data-html="${"<blockquote twitter-tweet ".repeat(40_000)}">`],
    ["a long paragraph of quotation marks", `<p>${"“".repeat(200_000)}</p>`],
    ["a long line of dashes and signs", `<p>${"— (@".repeat(100_000)}</p>`],
    ["many words of one paragraph", `<p>${"<b>x</b> ".repeat(30_000)}</p>`],
    ["many unclosed literals", `<script>${'"twitter-tweet'.repeat(50_000)}</script>`],
    ["many siblings", `${"<p><img alt='a tweet'></p>".repeat(30_000)}`],
    ["an unclosed comment", `<p>x</p><!-- ${"<p>".repeat(200_000)}`],
    ["many short lines", "— x\n".repeat(30_000)],
    ["digits and brackets", `<p>${"(@1 2 ".repeat(50_000)}</p>`],
    ["credits of one handle", "<p>Words.</p><p>— hosted at A (@a_b)</p>".repeat(20_000)],
    ["quotations and lines in one", "> Words.\n\n> — A (@a_b) March 9, 2023\n\n".repeat(50_000)],
    [
      "paragraphs and lines in one quotation",
      `<blockquote>${"<p>Words.</p><p>— A (@a_b) March 9, 2023</p>".repeat(50_000)}</blockquote>`,
    ],
  ];

  it.each(pages)("end: %s", (_, input) => {
    check(extractArticle({ html: input }));
    check(extractArticle({ text: input }));
  });
});
