import { describe, expect, it } from "vitest";
import { read, restTime, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";
const ID = snowflake(AT);
const OTHER = snowflake("2023-02-05T08:00:00.000Z");
const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;
const CUT = "A long story about the bri…";

interface TweetParts {
  id?: string;
  text?: string;
  user?: object;
  legacy?: object;
  more?: object;
}

function tweet({
  id = ID,
  text = "The bridge is open again.",
  user,
  legacy,
  more,
}: TweetParts = {}) {
  return {
    __typename: "Tweet",
    rest_id: id,
    core: {
      user_results: {
        result: user ?? {
          __typename: "User",
          rest_id: "4411",
          legacy: { screen_name: "orla_venn", name: "Orla Venn" },
        },
      },
    },
    legacy: {
      id_str: id,
      full_text: text,
      created_at: restTime(id === ID ? AT : "2023-02-05T08:00:00.000Z"),
      lang: "en",
      entities: {},
      ...legacy,
    },
    ...more,
  };
}

function entry(result: object, id = ID) {
  return {
    entryId: `tweet-${id}`,
    content: { itemContent: { itemType: "TimelineTweet", tweet_results: { result } } },
  };
}

function conversation(...entries: object[]) {
  return {
    data: {
      threaded_conversation_with_injections_v2: {
        instructions: [{ type: "TimelineAddEntries", entries }],
      },
    },
  };
}

describe("GraphQL answers", () => {
  it("read a tweet, with the pointer of every field", () => {
    const { main, layout } = read(conversation(entry(tweet())), { uriR: ADDRESS });
    expect(layout).toBe("twitter-graphql");
    expect(main).toMatchObject({
      id: ID,
      author: { id: "4411", handle: "orla_venn", name: "Orla Venn" },
      createdAt: AT,
      text: "The bridge is open again.",
    });
    expect(main?.sources.text).toMatch(/\/entries\/0\/.*\/legacy\/full_text$/);
  });

  it.each([
    ["legacy", { rest_id: "4411", legacy: { screen_name: "orla_venn", name: "Orla Venn" } }],
    [
      "core, since 2025",
      { rest_id: "4411", core: { screen_name: "orla_venn", name: "Orla Venn" }, legacy: {} },
    ],
  ])("find the user's name in %s", (_, user) => {
    expect(read(tweet({ user })).posts[0]?.author).toEqual({
      id: "4411",
      handle: "orla_venn",
      name: "Orla Venn",
    });
  });

  it("a user that did not load leaves handle and name unknown", () => {
    const author = read(tweet({ user: {}, legacy: { user_id_str: "4411" } })).posts[0]?.author;
    expect(author).toEqual({ id: "4411", handle: null, name: null });
  });

  it.each([
    ["x.com/i/api/graphql/abc/TweetDetail", { focalTweetId: ID }],
    ["api.twitter.com/graphql/abc/TweetResultByRestId", { tweetId: ID }],
  ])("are asked for at %s", (path, variables) => {
    const uriR = `https://${path}?variables=${encodeURIComponent(JSON.stringify(variables))}`;
    expect(read(conversation(entry(tweet())), { uriR }).main?.id).toBe(ID);
  });

  it("see through the wrapper of restricted posts", () => {
    const inner = { ...tweet(), __typename: undefined };
    const wrapped = {
      __typename: "TweetWithVisibilityResults",
      tweet: inner,
      limitedActionResults: {},
    };
    expect(read(conversation(entry(wrapped)), { uriR: ADDRESS }).main?.text).toBe(
      "The bridge is open again.",
    );
  });

  it("take a long post's words from its note, unescaped as they come", () => {
    const whole =
      "A long story about the bridge, 1st & 2nd part, told whole: https://t.co/cccccccccc";
    const note_tweet = {
      note_tweet_results: {
        result: {
          text: whole,
          entity_set: {
            urls: [
              {
                url: "https://t.co/cccccccccc",
                display_url: "example.org/b…",
                expanded_url: "https://example.org/bridge",
              },
            ],
          },
        },
      },
    };
    const { posts } = read(tweet({ text: CUT, more: { note_tweet } }));
    expect(posts[0]).toMatchObject({
      text: "A long story about the bridge, 1st & 2nd part, told whole: example.org/b…",
      truncated: null,
    });
  });

  it("mark a long post whose note is missing as cut", () => {
    const { posts } = read(tweet({ text: CUT, more: { note_tweet: { is_expandable: true } } }));
    expect(posts[0]?.truncated?.at).toBe(CUT.length - 1);
  });

  it("keep the edit history of the first version's control", () => {
    const edit_control = { edit_control_initial: { edit_tweet_ids: [OTHER, ID] } };
    expect(read(tweet({ more: { edit_control } })).posts[0]?.edits).toEqual([OTHER, ID]);
  });

  it("read retweeted and quoted posts as their authors' own", () => {
    const inner = tweet({
      id: OTHER,
      text: "We reopen the bridge on Monday.",
      user: { rest_id: "77", core: { screen_name: "ines_ro", name: "Ines Rocha" } },
    });
    const { main, posts } = read(
      conversation(
        entry(
          tweet({
            text: "RT @ines_ro: We reopen…",
            legacy: { retweeted_status_result: { result: inner } },
          }),
        ),
      ),
      { uriR: ADDRESS },
    );
    expect(main?.retweeted).toMatchObject({ id: OTHER, handle: "ines_ro" });
    expect(posts.map((post) => [post.author.handle, post.text])).toEqual([
      ["orla_venn", "RT @ines_ro: We reopen…"],
      ["ines_ro", "We reopen the bridge on Monday."],
    ]);
    const quoting = read(tweet({ more: { quoted_status_result: { result: inner } } }));
    expect(quoting.posts[0]?.quoted).toMatchObject({ id: OTHER, handle: "ines_ro" });
  });

  it.each([
    [{ __typename: "TweetUnavailable", reason: "Suspended" }, "suspended"],
    [{ __typename: "TweetUnavailable", reason: "Protected" }, "protected"],
    [{ __typename: "TweetUnavailable", reason: "NsfwLoggedOut" }, "login-wall"],
    [
      {
        __typename: "TweetTombstone",
        tombstone: { text: { text: "Ce post a été supprimé par son auteur." } },
      },
      "deleted",
    ],
    [
      {
        __typename: "TweetTombstone",
        tombstone: { text: { text: "This Post is from a suspended account." } },
      },
      "suspended",
    ],
    [{ __typename: "TweetTombstone", tombstone: { text: { text: "Bu gönderi …" } } }, "withheld"],
    [{ __typename: "TweetTombstone" }, "withheld"],
  ])("%j in the post's place is %s", (notice, state) => {
    const alone = read({ data: { tweetResult: { result: notice } } }, { uriR: ADDRESS });
    expect(alone).toMatchObject({ state, main: null });
    const reply = entry(tweet({ id: OTHER }), OTHER);
    const among = read(conversation(entry(notice), reply), { uriR: ADDRESS });
    expect(among).toMatchObject({ state, main: null });
    expect(among.posts.map((post) => post.id)).toEqual([OTHER]);
  });

  it("a notice in a quoted post's place leaves the quoting post standing", () => {
    const quoting = tweet({
      more: { quoted_status_result: { result: { __typename: "TweetTombstone" } } },
      legacy: { quoted_status_id_str: OTHER },
    });
    const { state, main } = read(conversation(entry(quoting)), { uriR: ADDRESS });
    expect(state).toBe("post");
    expect(main?.quoted?.id).toBe(OTHER);
  });

  it("an answer that misses the asked post is no evidence, whatever else it holds", () => {
    const answer = read(conversation(entry(tweet({ id: OTHER }), OTHER)), { uriR: ADDRESS });
    expect(answer.main).toBeNull();
    expect(answer.findings.map((finding) => finding.code)).toContain("page.id-missing");
  });
});
