import { describe, expect, it } from "vitest";
import { fixture, read, tid } from "./json-support.js";

const BSKY = "https://bsky.app/profile/orla.example.org/post/3lhgvtdfxqs2a";

describe("Bluesky's page", () => {
  it("is read from the summary its server writes", () => {
    const { main, layout } = read(fixture("platforms/bluesky-page.html"), { uriR: BSKY });
    expect(layout).toBe("bluesky-app");
    expect(main).toMatchObject({
      platform: "bluesky",
      id: "3lhgvtdfxqs2a",
      url: BSKY,
      author: { id: "did:plc:orlavenn", handle: "orla.example.org", name: "Orla (Venn)" },
      createdAt: "2025-02-06T09:14:03.120Z",
      createdAtSource: "page",
      text: "The bridge is open again.\nIt's safe & sound.",
    });
    expect(main?.media).toHaveLength(1);
  });

  it("without its summary is read from its head", () => {
    const page = new TextDecoder().decode(fixture("platforms/bluesky-page.html"));
    const head = page.replace(/<noscript>[\s\S]*<\/noscript>/, "");
    expect(read(head, { uriR: BSKY }).main).toMatchObject({
      author: { handle: "orla.example.org", name: "Orla (Venn)" },
      text: "The bridge is open again.\nIt's safe & sound.",
    });
  });

  it("whose post did not load holds none", () => {
    const shell = `<html><head><title>Bluesky</title><link rel="canonical" href="${BSKY}"><meta property="og:description" content="Social media as it should be."></head><body><div id="root"></div></body></html>`;
    expect(read(shell, { uriR: BSKY }).posts).toEqual([]);
  });
});

describe("Bluesky's answers", () => {
  const QUOTED = tid("2025-02-06T09:10:00.000Z");
  const view = {
    uri: "at://did:plc:orlavenn/app.bsky.feed.post/3lhgvtdfxqs2a",
    cid: "bafy",
    author: { did: "did:plc:orlavenn", handle: "orla.example.org", displayName: "Orla Venn" },
    record: {
      $type: "app.bsky.feed.post",
      createdAt: "2025-02-06T09:14:03.120Z",
      langs: ["en"],
      // 🌉 is four bytes, two UTF-16 units and one character.
      text: "🌉 Open: example.org/br… @ines.example.org",
      facets: [
        {
          index: { byteStart: 11, byteEnd: 28 },
          features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://example.org/bridge" }],
        },
        { index: { byteStart: 29, byteEnd: 46 }, features: [{ did: "did:plc:ines" }] },
      ],
      embed: {
        $type: "app.bsky.embed.recordWithMedia",
        record: { record: { uri: `at://did:plc:ines/app.bsky.feed.post/${QUOTED}` } },
        media: { images: [{ alt: "The bridge at dawn" }] },
      },
      reply: { parent: { uri: "at://did:plc:kofi/app.bsky.feed.post/3lhgv3333333a" } },
    },
    embed: {
      $type: "app.bsky.embed.recordWithMedia#view",
      media: { images: [{ alt: "The bridge at dawn", fullsize: "https://cdn.example/x.jpg" }] },
      record: {
        record: {
          uri: `at://did:plc:ines/app.bsky.feed.post/${QUOTED}`,
          author: { did: "did:plc:ines", handle: "ines.example.org" },
          value: {
            $type: "app.bsky.feed.post",
            text: "On Monday.",
            createdAt: "2025-02-06T09:10:00.000Z",
          },
        },
      },
    },
  };

  it.each([
    [
      "a thread",
      { thread: { $type: "app.bsky.feed.defs#threadViewPost", post: view, replies: [] } },
    ],
    ["a list of posts", { posts: [view] }],
    ["a feed", { feed: [{ post: view }], cursor: "x" }],
  ])("%s", (_, answer) => {
    const { main, posts, layout } = read(answer, { uriR: BSKY });
    expect(layout).toBe("bluesky-api");
    expect(main).toMatchObject({
      id: "3lhgvtdfxqs2a",
      author: { id: "did:plc:orlavenn", handle: "orla.example.org", name: "Orla Venn" },
      text: "🌉 Open: example.org/br… @ines.example.org",
      lang: "en",
      links: [{ shown: "example.org/br…", targets: ["https://example.org/bridge"] }],
      media: [{ kind: "photo", url: "https://cdn.example/x.jpg", alt: "The bridge at dawn" }],
      quoted: { id: QUOTED, handle: "ines.example.org" },
      replyTo: { id: "3lhgv3333333a", handle: null },
    });
    expect(posts.map((post) => post.text)).toContain("On Monday.");
  });

  it("a record of another repository is no post of the account's", () => {
    const foreign = { ...view, author: { ...view.author, did: "did:plc:kofi" } };
    expect(read({ thread: { post: foreign } }, { uriR: BSKY }).main).toBeNull();
  });

  it("a repository's record names the account, not the handle", () => {
    const record = { uri: view.uri, cid: "bafy", value: view.record };
    expect(read(record, { uriR: BSKY }).main?.author).toEqual({
      id: "did:plc:orlavenn",
      handle: null,
      name: null,
    });
    const bare = read(view.record, { uriR: view.uri });
    expect(bare.main).toMatchObject({ id: "3lhgvtdfxqs2a", author: { id: "did:plc:orlavenn" } });
  });

  it.each([
    [{ error: "NotFound", message: "Post not found: at://…" }, "deleted"],
    [{ error: "AccountTakedown", message: "…" }, "suspended"],
    [{ error: "RateLimitExceeded", message: "…" }, "error-page"],
    [
      { thread: { $type: "app.bsky.feed.defs#notFoundPost", uri: view.uri, notFound: true } },
      "deleted",
    ],
    [
      { thread: { $type: "app.bsky.feed.defs#blockedPost", uri: view.uri, blocked: true } },
      "withheld",
    ],
  ])("%j", (answer, state) => {
    expect(read(answer, { uriR: BSKY })).toMatchObject({ state, main: null });
  });

  it("a deleted parent leaves the post standing", () => {
    const parent = { uri: "at://did:plc:kofi/app.bsky.feed.post/3lhgv3333333a", notFound: true };
    expect(read({ thread: { post: view, parent } }, { uriR: BSKY }).state).toBe("post");
  });
});
