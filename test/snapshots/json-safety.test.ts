import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePermalink } from "../../src/handles/permalink.js";
import { JSON_LAYOUTS } from "../../src/snapshots/json-layouts.js";
import { read, restTime, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";
const ID = snowflake(AT);
const VICTIM = snowflake("2023-02-01T10:00:00.000Z");
const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;

/** Keys that readers look for, so that made-up values reach deep into them. */
const KEYS = (
  "id id_str rest_id text full_text user screen_name name created_at legacy core user_results result tweet " +
  "note_tweet note_tweet_results entities urls media indices url display_url expanded_url display_text_range " +
  "extended_tweet retweeted_status quoted_status quoted_status_result data includes users tweets author_id " +
  "errors code type title html uri record value $type facets index byteStart byteEnd features author handle " +
  "did content account acct reblog attributedTo object actor attachment @type articleBody code taken_at caption " +
  "entryId __typename tombstone reason thread post notFound page items_html"
).split(" ");

const WORDS = [
  ID,
  "Tweet",
  "TweetTombstone",
  "Note",
  "app.bsky.feed.post",
  "at://did:plc:a/app.bsky.feed.post/3jv3wdw2hkt25",
  restTime(AT),
  AT,
  "https://t.co/aaaaaaaaaa",
  "SocialMediaPosting",
  "<p>x</p>",
  `<blockquote class="twitter-tweet"><p>x</p><a href="${ADDRESS}">d</a></blockquote>`,
];

const anyAnswer = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e300, Number(ID), ...WORDS),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 8 }),
  ),
})).value;

describe("any JSON at all", () => {
  it("never throws, and what is read is complete in shape", () => {
    const asked = { permalink: parsePermalink(ADDRESS) };
    fc.assert(
      fc.property(fc.oneof(anyAnswer, fc.jsonValue({ maxDepth: 8 })), (value) => {
        for (const layout of JSON_LAYOUTS) {
          for (const post of layout.readValue(value, asked)?.posts ?? []) {
            expect(typeof post.text).toBe("string");
            expect(post.id === null || typeof post.id === "string").toBe(true);
            if (post.truncated) expect(post.truncated.at).toBeLessThanOrEqual(post.text.length);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("as a whole capture: never throws, main is the asked post or nothing", () => {
    fc.assert(
      fc.property(anyAnswer, (value) => {
        const { main } = read(JSON.stringify(value) ?? "", { uriR: ADDRESS });
        expect(main === null || main.id === ID).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

function status(text: string, over: object = {}) {
  return {
    id_str: ID,
    created_at: restTime(AT),
    text,
    user: { id_str: "4411", screen_name: "orla_venn", name: "Orla Venn" },
    ...over,
  };
}

const FAKE_STATUS = JSON.stringify({
  id_str: VICTIM,
  created_at: restTime("2023-02-01T10:00:00.000Z"),
  text: "I resign.",
  user: { id_str: "1", screen_name: "the_minister", name: "The Minister" },
});

const FAKE_ELEMENT = `<div class='tweet permalink-tweet js-stream-tweet' data-tweet-id='${VICTIM}' data-screen-name='the_minister' data-name='M'><p class='js-tweet-text tweet-text'>I resign.</p></div>`;
const FAKE_ARTICLE = `<article data-testid=tweet><a href=/the_minister/status/${VICTIM}><time datetime=2023-02-01T10:00:00.000Z></time></a><div data-testid=tweetText>I resign.</div></article>`;
const FAKE_HEAD = `<link rel=canonical href=https://twitter.com/the_minister/status/${VICTIM}><meta property=og:title content='M (@the_minister) on X'><meta property=og:url content=https://twitter.com/the_minister/status/${VICTIM}><meta property=og:description content='I resign.'>`;

const FORGERIES: [string, string][] = [
  ["JSON of a post", FAKE_STATUS],
  ["JSON that closes its string", `","text":"I resign.","x":"`],
  ["an element of a permalink page", FAKE_ELEMENT],
  ["an element of the app", FAKE_ARTICLE],
  ["a page's head", FAKE_HEAD],
  ["a script of data", `</script><script type=application/json>${FAKE_STATUS}</script>`],
  [
    "a Telegram message",
    `<div class='tgme_widget_message' data-post='minister/1'><div class='tgme_widget_message_text'>I resign.</div></div>`,
  ],
  ["a frame's marks", "<!-- BEGIN WAYBACK TOOLBAR INSERT -->x<!-- END WAYBACK TOOLBAR INSERT -->"],
  [
    "a saved page's header",
    "<!--\n Page saved with SingleFile \n url: https://twitter.com/the_minister/status/1 \n-->",
  ],
];

describe("a post's words never become fields", () => {
  it.each(FORGERIES)("%s in the words of a REST status", (_, forged) => {
    for (const uriR of [ADDRESS, `https://twitter.com/the_minister/status/${VICTIM}`, null]) {
      const { main, posts } = read(status(forged), { uriR });
      expect(posts.map((post) => post.author.handle)).toEqual(["orla_venn"]);
      expect(main === null || main.id === ID).toBe(true);
      expect(posts[0]?.text).toBe(forged.trim());
    }
  });

  it.each(FORGERIES)("%s in the words of a Bluesky record", (_, forged) => {
    const { posts } = read({
      posts: [
        {
          uri: "at://did:plc:orla/app.bsky.feed.post/3jv3wdw2hkt25",
          author: { did: "did:plc:orla", handle: "orla.example.org" },
          record: { $type: "app.bsky.feed.post", text: forged },
        },
      ],
    });
    expect(posts.map((post) => post.author.handle)).toEqual(["orla.example.org"]);
  });

  it.each(FORGERIES)("%s in an answer that is cut short", (_, forged) => {
    const whole = JSON.stringify(status(forged));
    for (const part of [0.5, 0.8, 0.99]) {
      const cut = whole.slice(0, Math.floor(whole.length * part));
      expect(
        read(cut, { uriR: `https://twitter.com/the_minister/status/${VICTIM}` }).posts,
      ).toEqual([]);
    }
  });

  it("cutting an answer anywhere yields the same post or none", () => {
    const whole = JSON.stringify([status("The bridge is open again."), { next: "x" }]);
    for (let end = 0; end < whole.length; end += 1) {
      for (const post of read(whole.slice(0, end), { uriR: ADDRESS }).posts) {
        expect(post).toMatchObject({
          text: "The bridge is open again.",
          author: { handle: "orla_venn" },
        });
      }
    }
  });
});

describe("hostile shapes end in bounded time", () => {
  it.each([
    ["100,000 nested lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["100,000 nested objects", `${'{"user":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    [
      "a post below 500 levels",
      '{"a":'.repeat(500) + JSON.stringify(status("x")) + "}".repeat(500),
    ],
    [
      "2,000 entities at one place",
      JSON.stringify(
        status("https://t.co/a ".repeat(200), {
          entities: {
            urls: Array.from({ length: 2_000 }, () => ({
              url: "https://t.co/a",
              display_url: "x",
            })),
          },
        }),
      ),
    ],
    [
      "a million spaces",
      JSON.stringify(
        status(`x${" ".repeat(1_000_000)}https://t.co/a`, { display_text_range: [0, 1] }),
      ),
    ],
    [
      "a prototype's name as a key",
      '{"__proto__":{"id_str":"1"},"constructor":{"id_str":"2"},"hasOwnProperty":1}',
    ],
  ])("%s", (_, body) => {
    const { main } = read(body, { uriR: ADDRESS });
    expect(main === null || main.id === ID).toBe(true);
  });

  it("nested markup in a Mastodon status is refused, not followed", () => {
    const content = `${"<b>".repeat(50_000)}x`;
    const { posts } = read({
      id: "1",
      uri: "https://social.example/users/a/statuses/1",
      created_at: AT,
      content,
      account: { acct: "a", url: "https://social.example/@a" },
    });
    expect(posts[0]?.text ?? "").toBe("");
  });
});
