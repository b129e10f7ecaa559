import { describe, expect, it } from "vitest";
import { read, restTime, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";
const ID = snowflake(AT);
const USER = { id: 4411, id_str: "4411", name: "Orla Venn", screen_name: "orla_venn" };
const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;

function status(over: object = {}): object {
  return {
    created_at: restTime(AT),
    // As JSON writes it: past 2^53, rounded by every parser.
    id: Number(ID),
    id_str: ID,
    text: "The bridge is open again.",
    truncated: false,
    entities: { urls: [], user_mentions: [] },
    user: USER,
    lang: "en",
    ...over,
  };
}

describe("a status of the REST API", () => {
  it("gives every field, each with its place", () => {
    const { main, state, layout } = read(status(), { uriR: ADDRESS });
    expect({ state, layout }).toEqual({ state: "post", layout: "twitter-api-1.1" });
    expect(main).toMatchObject({
      platform: "twitter",
      id: ID,
      url: ADDRESS,
      author: { id: "4411", handle: "orla_venn", name: "Orla Venn" },
      createdAt: AT,
      createdAtSource: "page",
      text: "The bridge is open again.",
      lang: "en",
      truncated: null,
    });
    expect(main?.sources).toMatchObject({
      id: "/id_str",
      handle: "/user/screen_name",
      createdAt: "/created_at",
      text: "/text",
    });
  });

  it("takes the id from id_str, never from the rounded number", () => {
    expect(Number.isSafeInteger(Number(ID))).toBe(false);
    expect(read(status()).posts[0]?.id).toBe(ID);
    expect(read(status({ id_str: undefined })).posts).toEqual([]);
  });

  it("shows links as displayed, tells their targets, and leaves the post's pictures out", () => {
    const text = "🎈 Read https://t.co/aaaaaaaaaa now https://t.co/bbbbbbbbbb";
    const { posts } = read(
      status({
        full_text: text,
        text: undefined,
        display_text_range: [0, 34],
        entities: {
          urls: [
            {
              url: "https://t.co/aaaaaaaaaa",
              display_url: "example.org/bridge…",
              expanded_url: "https://example.org/bridge-is-open",
              indices: [7, 30],
            },
          ],
          media: [
            { url: "https://t.co/bbbbbbbbbb", display_url: "pic.twitter.com/b", indices: [35, 58] },
          ],
        },
        extended_entities: {
          media: [
            {
              url: "https://t.co/bbbbbbbbbb",
              type: "photo",
              media_url_https: "https://pbs.twimg.com/media/x.jpg",
              ext_alt_text: "The bridge at dawn",
            },
          ],
        },
      }),
    );
    expect(posts[0]?.text).toBe("🎈 Read example.org/bridge… now");
    expect(posts[0]?.links).toEqual([
      {
        shown: "example.org/bridge…",
        targets: ["https://example.org/bridge-is-open", "https://t.co/aaaaaaaaaa"],
      },
    ]);
    expect(posts[0]?.media).toEqual([
      { kind: "photo", url: "https://pbs.twimg.com/media/x.jpg", alt: "The bridge at dawn" },
    ]);
  });

  it.each([
    ["escapes are decoded once", "a &amp;lt; b &gt; c &amp; d", "a &lt; b > c & d"],
    ["a query's ampersand stays", "x?a=1&copy=2", "x?a=1&copy=2"],
    ["mentions before a reply stay", "@kofi_ade @ines_ro yes", "@kofi_ade @ines_ro yes"],
    ["line breaks and inner spaces stay", "one\n\n two  three", "one\n\n two  three"],
  ])("%s", (_, text, shown) => {
    expect(read(status({ text })).posts[0]?.text).toBe(shown);
  });

  it("prefers the stream's extended text over its cut one", () => {
    const { posts } = read(
      status({
        text: "A long story about the bri… https://t.co/cccccccccc",
        truncated: true,
        extended_tweet: { full_text: "A long story about the bridge, told whole.", entities: {} },
      }),
    );
    expect(posts[0]).toMatchObject({
      text: "A long story about the bridge, told whole.",
      truncated: null,
    });
    expect(posts[0]?.sources.text).toBe("/extended_tweet/full_text");
  });

  it("marks a cut text where it is cut and does not complete it", () => {
    const { posts } = read(
      status({
        text: "A long story about the bri… https://t.co/cccccccccc",
        truncated: true,
        entities: {
          urls: [
            {
              url: "https://t.co/cccccccccc",
              display_url: "twitter.com/i/web/status/1…",
              expanded_url: `https://twitter.com/i/web/status/${ID}`,
            },
          ],
        },
      }),
    );
    expect(posts[0]?.text).toBe("A long story about the bri…");
    expect(posts[0]?.truncated?.at).toBe("A long story about the bri".length);
  });

  it("keeps an ellipsis that the author wrote", () => {
    expect(read(status({ text: "And then…" })).posts[0]?.truncated).toBeNull();
  });
});

describe("posts inside posts", () => {
  const inner = {
    created_at: restTime("2023-02-05T08:00:00.000Z"),
    id_str: snowflake("2023-02-05T08:00:00.000Z"),
    full_text: "We reopen the bridge on Monday, says the council in its long statement.",
    entities: {},
    user: { id_str: "77", name: "Ines Rocha", screen_name: "ines_ro" },
  };

  it("a retweet names whose words they are, and the whole original is read too", () => {
    const { main, posts } = read(
      status({ full_text: "RT @ines_ro: We reopen the bridge on Mon…", retweeted_status: inner }),
      { uriR: ADDRESS },
    );
    expect(main?.retweeted).toEqual({
      id: inner.id_str,
      handle: "ines_ro",
      url: `https://twitter.com/ines_ro/status/${inner.id_str}`,
    });
    expect(main?.truncated?.at).toBe("RT @ines_ro: We reopen the bridge on Mon".length);
    expect(posts.map((post) => post.author.handle)).toEqual(["orla_venn", "ines_ro"]);
    expect(posts[1]?.text).toBe(inner.full_text);
  });

  it("a quote names the quoted post, and a reply the one it answers", () => {
    const { main, posts } = read(
      status({
        quoted_status_id_str: inner.id_str,
        quoted_status: inner,
        in_reply_to_status_id_str: "1622000000000000000",
        in_reply_to_screen_name: "kofi_ade",
      }),
      { uriR: ADDRESS },
    );
    expect(main?.quoted?.handle).toBe("ines_ro");
    expect(main?.replyTo).toEqual({
      id: "1622000000000000000",
      handle: "kofi_ade",
      url: "https://twitter.com/kofi_ade/status/1622000000000000000",
    });
    expect(posts).toHaveLength(2);
  });

  it("a post repeated in one answer is one post, the copy that is not cut", () => {
    const cut = {
      ...inner,
      full_text: undefined,
      text: "We reopen the bridge on …",
      truncated: true,
    };
    const { posts } = read([status({ quoted_status: cut }), inner]);
    expect(posts.filter((post) => post.id === inner.id_str)).toMatchObject([
      { text: inner.full_text, truncated: null },
    ]);
  });
});

describe("answers of several kinds", () => {
  it.each([
    ["a list", (one: object) => [one]],
    ["a search", (one: object) => ({ statuses: [one], search_metadata: { count: 1 } })],
    ["a lookup by id", (one: object) => ({ id: { [ID]: one } })],
    ["lines of a stream", (one: object) => `${JSON.stringify(one)}\n{"limit":{"track":1}}\n{"cut`],
    ["a callback's argument", (one: object) => `/**/twttr.receive(${JSON.stringify(one)});`],
  ])("%s", (_, wrap) => {
    expect(read(wrap(status())).posts.map((post) => post.id)).toEqual([ID]);
  });

  it("the search API to 2013 names its sender flat and escapes quotes", () => {
    const { posts } = read({
      results: [
        {
          id_str: snowflake("2012-02-17T21:00:00.000Z"),
          from_user: "orla_venn",
          from_user_name: "Orla Venn",
          from_user_id_str: "4411",
          text: "She said &quot;open&quot;",
          iso_language_code: "en",
          created_at: "Fri, 17 Feb 2012 21:00:00 +0000",
        },
      ],
    });
    expect(posts[0]).toMatchObject({
      text: 'She said "open"',
      author: { handle: "orla_venn", id: "4411" },
    });
  });

  it("the app's tables join authors by id", () => {
    const row = { ...status(), user: undefined, user_id_str: "4411" };
    const { posts, layout } = read({
      globalObjects: { tweets: { [ID]: row }, users: { "4411": USER } },
    });
    expect(layout).toBe("twitter-store");
    expect(posts[0]?.author).toEqual({ id: "4411", handle: "orla_venn", name: "Orla Venn" });
    expect(posts[0]?.sources.handle).toBe("/globalObjects/users/4411/screen_name");
  });

  it("an author without name or handle stays unknown", () => {
    expect(read(status({ user: { id_str: "4411" } })).posts[0]?.author).toEqual({
      id: "4411",
      handle: null,
      name: null,
    });
  });
});

describe("what an error says of the post", () => {
  it.each([
    [{ errors: [{ code: 144, message: "No status found with that ID." }] }, "deleted"],
    [{ errors: [{ code: 34, message: "…" }] }, "deleted"],
    [{ errors: [{ code: 63, message: "…" }] }, "suspended"],
    [{ errors: [{ code: 179, message: "…" }] }, "protected"],
    [{ errors: [{ code: 88, message: "Rate limit exceeded" }] }, "error-page"],
    [{ errors: [{ code: 64, message: "Your account is suspended" }] }, "error-page"],
    [{ errors: [{ code: 9999, message: "…" }] }, "error-page"],
    [{ error: "No status found with that ID.", request: "/1/statuses/show/1.json" }, "deleted"],
    [{ error: "Not authorized", request: "/1/statuses/show/1.json" }, "protected"],
    [{ errors: [{ code: 144 }], data: {} }, "deleted"],
  ])("%j is %s", (answer, state) => {
    expect(read(answer, { uriR: ADDRESS }).state).toBe(state);
  });

  it("an errors list beside a post or below it is not the post's", () => {
    const withErrors = status({ extra: { errors: [{ code: 144 }] } });
    expect(read(withErrors, { uriR: ADDRESS })).toMatchObject({ state: "post" });
  });

  it("a post withheld everywhere holds the platform's notice, not words", () => {
    const answer = read(status({ withheld_in_countries: ["XX"] }), { uriR: ADDRESS });
    expect(answer).toMatchObject({ state: "withheld", main: null, posts: [] });
  });
});
