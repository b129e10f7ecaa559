import { describe, expect, it } from "vitest";
import { type AppPost, appArticle, appPage, quotedBox } from "../fixtures/snapshots/app.js";
import { FEBRUARY, idAt } from "../fixtures/snapshots/legacy.js";
import { codesOf, readAt } from "./support.js";

const MAIN: AppPost = {
  id: idAt(FEBRUARY, 7n),
  handle: "Ifeoma_Writes",
  name: "Ifeoma Writes",
  time: "2017-02-05T02:04:10.000Z",
  words: "<span>No bus before noon.</span>",
};
const REPLY: AppPost = {
  id: idAt(FEBRUARY + 60_000, 8n),
  handle: "Kojo_reads",
  name: "Kojo",
  time: "2017-02-05T02:05:10.000Z",
  words: "<span>Thanks!</span>",
};
const ADDRESS = `https://x.com/${MAIN.handle}/status/${MAIN.id}`;

function read(main: AppPost, others: readonly AppPost[] = [], head = "") {
  const articles = [appArticle(main, true), ...others.map((other) => appArticle(other))];
  return readAt(ADDRESS, appPage(articles, head));
}

describe("the rendered app page", () => {
  it.each(["User-Name", "User-Names"] as const)("gives every field, with %s", (userBlock) => {
    const { state, layout, main, posts, findings } = read({ ...MAIN, userBlock }, [REPLY]);
    expect({ state, layout, findings }).toEqual({
      state: "post",
      layout: "twitter-app",
      findings: [],
    });
    expect(main).toMatchObject({
      id: MAIN.id,
      author: { handle: "Ifeoma_Writes", name: "Ifeoma Writes", id: null },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "page",
      text: "No bus before noon.",
      lang: "en",
    });
    expect(posts.map((post) => post.text)).toEqual(["No bus before noon.", "Thanks!"]);
  });

  it("gives no main where the app shows a neighbour in its place", () => {
    const snapshot = readAt(ADDRESS, appPage([appArticle(REPLY, true)]));
    expect(snapshot.main).toBeNull();
    expect(codesOf(snapshot)).toEqual(["page.id-missing"]);
    expect(snapshot.posts.map((post) => post.id)).toEqual([REPLY.id]);
  });

  it("reads emoji in names and words as characters, and links whole", () => {
    const emoji = (alt: string) =>
      `<img alt="${alt}" draggable="false" src="https://abs-0.twimg.com/emoji/v2/svg/1f1ec-1f1ed.svg">`;
    const words = `<span>Go ${""}</span>${emoji("🇬🇭")}<span>\n\n</span><a dir="ltr" href="https://t.co/AbC" role="link"><span aria-hidden="true">https://</span>example.org/a<span aria-hidden="true">/long/way</span></a>`;
    const { main } = read({ ...MAIN, name: `Ifeoma ${emoji("🇬🇭")}`, words });
    expect(main?.author.name).toBe("Ifeoma 🇬🇭");
    expect(main?.text).toBe("Go 🇬🇭\n\nhttps://example.org/a/long/way");
    expect(main?.links).toEqual([
      { shown: "https://example.org/a/long/way", targets: ["https://t.co/AbC"] },
    ]);
  });

  it("keeps a quoted post apart, with or without an id of its own", () => {
    const quoted = { ...REPLY, id: idAt(FEBRUARY - 60_000), time: "2017-02-05T02:03:10.000Z" };
    const bare = read({ ...MAIN, after: quotedBox(quoted) });
    expect(bare.main?.text).toBe("No bus before noon.");
    expect(bare.main?.createdAt).toBe("2017-02-05T02:04:10.000Z");
    expect(bare.main?.quoted).toEqual({ id: null, handle: "Kojo_reads", url: null });
    expect(bare.posts[1]).toMatchObject({
      id: null,
      url: null,
      author: { handle: "Kojo_reads" },
      createdAt: "2017-02-05T02:03:10.000Z",
      createdAtSource: "page",
    });
    const pictured = read({ ...MAIN, after: quotedBox(quoted, true) });
    expect(pictured.main?.quoted).toMatchObject({ id: quoted.id, handle: "Kojo_reads" });
    expect(pictured.posts[1]).toMatchObject({
      id: quoted.id,
      text: "<span>Thanks!</span>".slice(6, 13),
    });
  });

  it("does not take a quoted post's words for those of a post without any", () => {
    const { main } = read({ ...MAIN, words: null, after: quotedBox(REPLY, true) });
    expect(main).toMatchObject({ text: "", lang: null, author: { handle: "Ifeoma_Writes" } });
  });

  it("marks a long post that is folded", () => {
    const after =
      '<button data-testid="tweet-text-show-more-link" type="button">Voir plus</button>';
    expect(read({ ...MAIN, after }).main?.truncated).toMatchObject({ at: 19 });
  });

  it("reads the first app (2019–2020): no names for its parts, no time on the main post", () => {
    const article = `<article role="article"><div><div data-testid="tweet"><a href="/${MAIN.handle}" role="link"><div dir="auto"><span><span>Ifeoma Writes</span></span></div><div dir="ltr"><span>@${MAIN.handle}</span></div></a></div><div lang="en" dir="auto"><span>No bus before noon.</span></div><div><a href="/${MAIN.handle}/status/${MAIN.id}" role="link"><span>2:04 AM · 5 févr. 2017</span></a></div></div></article>`;
    expect(readAt(ADDRESS, appPage([article])).main).toMatchObject({
      author: { handle: "Ifeoma_Writes", name: "Ifeoma Writes" },
      createdAtSource: "snowflake",
      text: "No bus before noon.",
    });
  });

  it("reads the pages rendered by the server in 2022, with what their microdata adds", () => {
    const { handle, id } = MAIN;
    const article = `<div itemProp="hasPart" itemscope="" itemType="https://schema.org/SocialMediaPosting"><meta content="${id}" itemProp="identifier"/><meta content="2017-02-05T02:04:10.000Z" itemProp="datePublished"/><meta content="https://twitter.com/${handle}/status/${id}" itemProp="url"/><div itemProp="author" itemscope="" itemType="https://schema.org/Person"><meta content="815" itemProp="identifier"/><meta content="${handle}" itemProp="additionalName"/><meta content="@CNN" itemProp="givenName"/></div><article role="article" data-testid="tweet"><a href="/${handle}" role="link"><img alt="" src="a.jpg"/></a><div><a href="/${handle}" role="link"><div dir="auto"><span><span>@CNN</span></span></div></a><a href="/${handle}" role="link" tabindex="-1"><div dir="ltr"><span>@${handle}</span></div></a></div><div itemProp="articleBody"><div lang="en" dir="auto" data-testid="tweetText"><span>No bus before noon.</span></div></div><div dir="auto"><a href="/${handle}/status/${id}" role="link"><span>9:25</span></a></div></article></div>`;
    const { layout, main, findings } = readAt(ADDRESS, appPage([article]));
    expect({ layout, findings }).toEqual({ layout: "twitter-app", findings: [] });
    expect(main).toMatchObject({
      author: { id: "815", handle: "Ifeoma_Writes", name: "@CNN" },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "page",
      text: "No bus before noon.",
    });
  });

  it("believes neither the app nor the head where they disagree about the words", () => {
    const head = `<meta property="og:url" content="${ADDRESS}"><meta property="og:title" content="Ifeoma Writes (@Ifeoma_Writes) on X"><meta property="og:description" content="Every bus runs.">`;
    const snapshot = read(MAIN, [REPLY], head);
    expect(snapshot.main).toBeNull();
    expect(snapshot.state).toBe("unreadable");
    expect(codesOf(snapshot)).toEqual(["page.layouts-disagree"]);
    expect(snapshot.posts.map((post) => post.id)).toEqual([REPLY.id]);
  });

  it("lets the head show links raw, and words cut", () => {
    const head = `<meta property="og:url" content="${ADDRESS}"><meta property="og:title" content="Ifeoma Writes on X"><meta property="og:description" content="“No bus before… https://t.co/AbC”">`;
    expect(codesOf(read(MAIN, [], head.replace(" https://t.co/AbC", "")))).toEqual([]);
    const whole = head.replace("before… ", "before noon. ");
    expect(codesOf(read(MAIN, [], whole))).toEqual([]);
  });
});
