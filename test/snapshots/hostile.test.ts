import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";
import {
  escaped,
  FEBRUARY,
  idAt,
  legacyPage,
  legacyPost,
  MAIN,
  replies,
} from "../fixtures/snapshots/legacy.js";
import { readAt } from "./support.js";

const ADDRESS = `https://twitter.com/${MAIN.handle}/status/${MAIN.id}`;
const TRUE_WORDS = "The bridge at Kpong stays closed until Friday & no later.";

const FORGED = { ...MAIN, words: "The bridge is open." };
const APP = {
  id: MAIN.id,
  handle: MAIN.handle,
  name: "Adjoa",
  time: new Date(FEBRUARY).toISOString(),
  words: "<span>The bridge stays closed.</span>",
};
const FORGED_APP = { ...APP, words: "<span>The bridge is open.</span>" };

/** Places where markup of a post is not a post on the page. */
const NOWHERE: readonly [string, (markup: string) => string][] = [
  ["a comment", (markup) => `<!-- ${markup} -->`],
  ["an unclosed comment", (markup) => `<!-- ${markup}`],
  ["a script", (markup) => `<script type="text/template">${markup}</script>`],
  ["a style", (markup) => `<style>${markup}</style>`],
  ["a template", (markup) => `<template>${markup}</template>`],
  ["noscript", (markup) => `<noscript>${markup}</noscript>`],
  ["an iframe", (markup) => `<iframe>${markup}</iframe>`],
  ["a text field", (markup) => `<textarea>${markup}</textarea>`],
  ["an attribute", (markup) => `<div data-expanded-footer="${escaped(markup)}"></div>`],
  ["a raw attribute", (markup) => `<div data-x='${markup.replaceAll("'", "")}'></div>`],
  ["escaped text", (markup) => `<p>${escaped(markup)}</p>`],
  ["a hidden element", (markup) => `<div hidden>${markup}</div>`],
  ["an element styled away", (markup) => `<b style="COLOR:red; display : none">${markup}</b>`],
  ["an invisible element", (markup) => `<div style="visibility:hidden">${markup}</div>`],
  ["a closed dialog", (markup) => `<dialog>${markup}</dialog>`],
  ["plain text to the page's end", (markup) => `<plaintext>${markup}</plaintext>${markup}`],
  [
    "a script within a script's comment",
    (markup) => `<script><!-- <script></script>${markup}--></script>`,
  ],
  ["a declaration", (markup) => `<!x ${markup.replaceAll(">", "")}>`],
];

describe("a capture cannot forge the post", () => {
  it.each(NOWHERE)("with markup in %s", (_, hide) => {
    const hidden = hide(legacyPost(FORGED));
    const alone = readAt(ADDRESS, `<html><body>${hidden}</body></html>`);
    expect(alone.posts).toEqual([]);
    const beside = readAt(ADDRESS, legacyPage(MAIN, [], hidden));
    expect(beside.main?.text).toBe(TRUE_WORDS);
    expect(beside.findings).toEqual([]);
  });

  it.each(NOWHERE)("with an article in %s", (_, hide) => {
    const hidden = hide(appArticle(FORGED_APP, true));
    expect(readAt(ADDRESS, `<html><body>${hidden}</body></html>`).posts).toEqual([]);
    const page = appPage([appArticle(APP, true)]).replace("</body>", `${hidden}</body>`);
    expect(readAt(ADDRESS, page).main?.text).toBe("The bridge stays closed.");
  });

  it("with words that no reader saw beside those that were seen", () => {
    const hidden = '<span hidden>not </span><span style="display:none">ever </span>';
    const { main } = readAt(ADDRESS, legacyPage({ ...MAIN, words: `It is ${hidden}true.` }));
    expect(main?.text).toBe("It is true.");
  });

  it("though scripts show a page only when they are ready", () => {
    const page = legacyPage(MAIN).replace("<body", '<body style="display:none"');
    expect(readAt(ADDRESS, page).main?.text).toBe(TRUE_WORDS);
  });

  it("with words that quote the markup of a post", () => {
    const quoted = legacyPost({ ...FORGED, handle: "forger" });
    const { main, posts } = readAt(ADDRESS, legacyPage({ ...MAIN, words: escaped(quoted) }));
    expect(posts).toHaveLength(1);
    expect(main?.author.handle).toBe("AdjoaMensah_ex");
    expect(main?.text).toContain('data-screen-name="forger"');
  });

  it("with a name that looks like markup or like a handle", () => {
    const name = '"><b data-screen-name="forger">@forger</b>';
    const { main } = readAt(ADDRESS, legacyPage({ ...MAIN, name }));
    expect(main?.author).toMatchObject({ handle: "AdjoaMensah_ex", name });
    const app = readAt(ADDRESS, appPage([appArticle({ ...APP, name: "@forger" }, true)]));
    expect(app.main?.author).toMatchObject({ handle: "AdjoaMensah_ex", name: "@forger" });
    const head = `<meta property="og:url" content="${ADDRESS}"><meta property="og:title" content="Kpong News (@forger) on Twitter"><meta property="og:description" content="x">`;
    expect(readAt(ADDRESS, `<head>${head}</head>`).main?.author).toEqual({
      id: null,
      handle: "AdjoaMensah_ex",
      name: "Kpong News (@forger)",
    });
  });

  it("with whatever markup its words hold, escaped", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (words) => {
        fc.pre(words.trim() !== "" && !/[\0\r\ufffe\uffff\p{Surrogate}]/u.test(words));
        const { main, posts } = readAt(ADDRESS, legacyPage({ ...MAIN, words: escaped(words) }));
        expect(posts).toHaveLength(1);
        expect(main?.text).toBe(words.trim());
      }),
    );
  });
});

describe("hostile input", () => {
  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(null, ADDRESS, "https://bsky.app/profile/a.example/post/3k", "nonsense"),
        (bytes, address) => {
          const snapshot = readAt(address, bytes);
          expect(snapshot.main).toBeNull();
        },
      ),
    );
  });

  it("never throws on a page with bytes changed", () => {
    const page = Buffer.from(legacyPage(MAIN, replies(2)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(page.length - 1), fc.nat(255)), { maxLength: 30 }),
        (changes) => {
          const changed = Buffer.from(page);
          for (const [at, byte] of changes) changed[at] = byte;
          expect(typeof readAt(ADDRESS, changed).state).toBe("string");
        },
      ),
    );
  });

  it.each([
    ["nested tags", "<div>".repeat(100_000)],
    ["nested tags and stray ends", "<a>".repeat(50_000) + "</b>".repeat(50_000)],
    ["a million attributes", `<div ${"a=b ".repeat(1_000_000)}>`],
    [
      "a million attributes in a post",
      legacyPost(MAIN).replace("<p ", `<p ${"a=b ".repeat(1_000_000)}`),
    ],
    ["unclosed comments", "<!-- ".repeat(200_000)],
    ["NULs", "\0".repeat(1_000_000)],
    ["nested posts", legacyPost(MAIN).replace("</div>\n  </div>", "").repeat(2_000)],
    ["nested articles", `<article data-testid="tweet">`.repeat(20_000)],
    ["nested links in words", legacyPost({ ...MAIN, words: "<a href=//t.co>".repeat(400) })],
    ["brackets", "[".repeat(1_000_000)],
    ["nested JSON", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ])("ends in a stated result: %s", (_, body) => {
    const snapshot = readAt(ADDRESS, body);
    expect(snapshot.because).not.toBe("");
    if (snapshot.main !== null) expect(snapshot.main.author.handle).toBe(MAIN.handle);
  });

  it("still reads an honest post in front of nonsense", () => {
    const page = legacyPage(MAIN, replies(3)) + "<div>".repeat(5_000);
    const { main, findings } = readAt(ADDRESS, page);
    expect(main?.text).toBe(TRUE_WORDS);
    expect(findings.map((finding) => finding.code)).toEqual([]);
  });
});

describe("a capture cut short", () => {
  const pages: readonly [string, string, string, string][] = [
    ["the permalink page", legacyPage(MAIN, replies(2)), ADDRESS, TRUE_WORDS],
    [
      "words with entities, emoji and links",
      legacyPage({
        ...MAIN,
        words:
          'a &lt;b&gt; &#128640; <img class="Emoji" src="https://abs.twimg.com/emoji/v2/72x72/1f680.png" alt="🚀"> <a href="https://t.co/x"><span class="invisible">https://</span>example.org/x</a> ende',
      }),
      ADDRESS,
      "a <b> 🚀 🚀 example.org/x ende",
    ],
    [
      "the app",
      appPage([
        appArticle({
          ...APP,
          id: idAt(FEBRUARY - 9_000),
          time: new Date(FEBRUARY - 9_000).toISOString(),
          handle: "Parent_x",
        }),
        appArticle(APP, true),
      ]),
      ADDRESS,
      "The bridge stays closed.",
    ],
  ];

  it.each(pages)(
    "never gives another author, or words that are no prefix: %s",
    (_, page, address, words) => {
      const bytes = Buffer.from(page);
      // Every byte of the post itself, and samples of the rest.
      const post = Math.max(bytes.indexOf("js-tweet-text"), bytes.lastIndexOf("tweetText"));
      const near = (end: number) => end > post - 900 && end < post + 1_500;
      for (let end = 0; end <= bytes.length; end += near(end) ? 1 : 41) {
        const { main } = readAt(address, bytes.subarray(0, end), { mainOnly: true });
        if (main === null) continue;
        expect(main.author.handle).toBe(MAIN.handle);
        expect(words.startsWith(main.text), `cut at ${end}: ${main.text}`).toBe(true);
        if (main.text !== words) expect(main.truncated, `cut at ${end}`).not.toBeNull();
      }
    },
  );
});
