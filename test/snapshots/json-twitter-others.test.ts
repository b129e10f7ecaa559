import { describe, expect, it } from "vitest";
import { read, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";
const ID = snowflake(AT);
const OTHER = snowflake("2023-02-05T08:00:00.000Z");
const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;
const CUT = "A long story about the bri…";

describe("API v2 answers", () => {
  const data = {
    id: ID,
    text: "Ouvert &amp; sûr https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb",
    author_id: "4411",
    created_at: AT,
    lang: "fr",
    edit_history_tweet_ids: [ID],
    attachments: { media_keys: ["3_1"] },
    referenced_tweets: [{ type: "replied_to", id: OTHER }],
    in_reply_to_user_id: "77",
    entities: {
      urls: [
        {
          start: 21,
          end: 44,
          url: "https://t.co/aaaaaaaaaa",
          display_url: "example.org/pont",
          expanded_url: "https://example.org/pont",
          unwound_url: "https://example.org/pont-ouvert",
        },
        {
          start: 45,
          end: 68,
          url: "https://t.co/bbbbbbbbbb",
          display_url: "pic.twitter.com/bbbb",
          expanded_url: `${ADDRESS}/photo/1`,
          media_key: "3_1",
        },
      ],
    },
  };
  const includes = {
    users: [
      { id: "4411", username: "orla_venn", name: "Orla Venn" },
      { id: "77", username: "ines_ro", name: "Ines Rocha" },
    ],
    media: [
      {
        media_key: "3_1",
        type: "photo",
        url: "https://pbs.twimg.com/media/x.jpg",
        alt_text: "Le pont",
      },
    ],
  };

  it("join authors, references and pictures", () => {
    const { main, layout } = read({ data, includes }, { uriR: ADDRESS });
    expect(layout).toBe("twitter-api-2");
    expect(main).toMatchObject({
      text: "Ouvert & sûr example.org/pont",
      author: { id: "4411", handle: "orla_venn", name: "Orla Venn" },
      createdAt: AT,
      createdAtSource: "page",
      lang: "fr",
      replyTo: { id: OTHER, handle: "ines_ro" },
      media: [{ kind: "photo", alt: "Le pont" }],
      edits: [ID],
    });
    expect(main?.links[0]?.targets).toEqual([
      "https://example.org/pont-ouvert",
      "https://example.org/pont",
      "https://t.co/aaaaaaaaaa",
    ]);
  });

  it("without includes the handle is unknown, and the time is the id's", () => {
    const bare = { data: { id: ID, text: "Ouvert.", author_id: "4411" } };
    expect(read(bare, { uriR: ADDRESS }).main).toMatchObject({
      author: { id: "4411", handle: null, name: null },
      createdAt: AT,
      createdAtSource: "snowflake",
    });
  });

  it("read lists, lines and flat exports", () => {
    const flat = { ...data, author: includes.users[0] };
    for (const body of [
      { data: [data], includes },
      `${JSON.stringify({ data, includes })}\n`,
      `${JSON.stringify(flat)}\n${JSON.stringify(flat)}\n`,
    ]) {
      expect(read(body).posts.map((post) => post.author.handle)).toEqual(["orla_venn"]);
    }
  });

  it("a long post's words stand in its note", () => {
    const { posts } = read({
      data: { ...data, text: CUT, note_tweet: { text: "Told whole." } },
      includes,
    });
    expect(posts[0]).toMatchObject({ text: "Told whole.", truncated: null });
  });

  it.each([
    ["https://api.twitter.com/2/problems/resource-not-found", "deleted"],
    ["https://api.twitter.com/2/problems/not-authorized-for-resource", "protected"],
    ["about:blank", "error-page"],
  ])("the problem %s is %s", (type, state) => {
    const problem = { type, title: "…", detail: "…", resource_id: ID };
    expect(read({ errors: [problem] }, { uriR: ADDRESS }).state).toBe(state);
  });

  it("an edited post ends on the link to itself and is whole all the same", () => {
    const link = {
      start: 7,
      end: 30,
      url: "https://t.co/cccccccccc",
      display_url: "twitter.com/i/web/status/1…",
      expanded_url: `https://twitter.com/i/web/status/${ID}`,
    };
    const edited = {
      id: ID,
      author_id: "4411",
      text: "Open :) https://t.co/cccccccccc",
      edit_history_tweet_ids: [OTHER, ID],
      entities: { urls: [link] },
    };
    expect(read({ data: edited, includes }).posts[0]).toMatchObject({
      text: "Open :)",
      truncated: null,
      edits: [OTHER, ID],
    });
  });

  it("the platform's notice on a withheld post is not the author's words", () => {
    const notice =
      "@orla_venn's account has been withheld in Utopia in response to a legal demand. Learn more.";
    const withheld = { copyright: false, country_codes: ["UT"], scope: "user" };
    const answer = read({ data: { ...data, text: notice, withheld }, includes }, { uriR: ADDRESS });
    expect(answer).toMatchObject({ state: "withheld", main: null, posts: [] });
    // Asked for from elsewhere, a post withheld in one country keeps its words; and anybody may
    // write such a sentence.
    const elsewhere = { copyright: false, country_codes: ["UT"] };
    expect(read({ data: { ...data, withheld: elsewhere }, includes }).posts).toHaveLength(1);
    expect(read({ data: { ...data, text: notice }, includes }).posts[0]?.text).toBe(notice);
  });

  it("an answer of another kind is none of ours", () => {
    expect(read({ data: { id: "12", text: "A row of something" } }).posts).toEqual([]);
  });
});

describe("what embeds are drawn from", () => {
  it("tweet-result: the post, the one it answers, the one it quotes", () => {
    const user = { id_str: "4411", screen_name: "orla_venn", name: "Orla Venn" };
    const quoted = {
      id_str: OTHER,
      text: "On Monday.",
      created_at: "2023-02-05T08:00:00.000Z",
      display_text_range: [0, 10],
      user: { ...user, screen_name: "ines_ro" },
    };
    const { main, posts, layout } = read(
      {
        __typename: "Tweet",
        id_str: ID,
        text: "Open! https://t.co/bbbbbbbbbb",
        display_text_range: [0, 5],
        created_at: AT,
        lang: "en",
        user,
        entities: {
          urls: [],
          media: [{ url: "https://t.co/bbbbbbbbbb", display_url: "pic.twitter.com/b" }],
        },
        quoted_tweet: quoted,
      },
      { uriR: ADDRESS },
    );
    expect(layout).toBe("twitter-syndication");
    expect(main).toMatchObject({ text: "Open!", createdAt: AT, author: { handle: "orla_venn" } });
    expect(main?.quoted).toMatchObject({ id: OTHER, handle: "ines_ro" });
    expect(posts.map((post) => post.id)).toEqual([ID, OTHER]);
  });

  it("tweet-result without the post says only that it is not shown", () => {
    expect(read({ __typename: "TweetTombstone" }, { uriR: ADDRESS }).state).toBe("withheld");
  });

  const html =
    `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Open again &amp; safe.<br>See ` +
    `<a href="https://twitter.com/ines_ro/status/${OTHER}">the plan</a> ` +
    `<a href="https://t.co/bbbbbbbbbb">pic.twitter.com/bbbbbbbbbb</a></p>&mdash; Orla (Venn) (@orla_venn) ` +
    `<a href="${ADDRESS}?ref_src=twsrc%5Etfw">February 6, 2023</a></blockquote>\n<script async></script>`;

  it("oEmbed: words, account and id from the markup, the time from the id", () => {
    const { main, layout } = read(
      {
        url: ADDRESS,
        author_name: "Orla (Venn)",
        author_url: "https://twitter.com/orla_venn",
        html,
        provider_name: "Twitter",
      },
      { uriR: ADDRESS },
    );
    expect(layout).toBe("twitter-oembed");
    expect(main).toMatchObject({
      id: ID,
      text: "Open again & safe.\nSee the plan",
      author: { handle: "orla_venn", name: "Orla (Venn)" },
      lang: "en",
      createdAt: AT,
      createdAtSource: "snowflake",
    });
  });

  it("embeds by id, as widgets asked for them", () => {
    expect(read({ [ID]: html }).posts.map((post) => post.id)).toEqual([ID]);
  });
});
