import { idTime } from "../../src/dates/id-time.js";
import type { InventedPost } from "./posts.js";
import { type Answer, type StandIn, startStandIn } from "./stand-in.js";

/** A post as an embed of it is drawn from. */
export function embedAnswer(post: InventedPost) {
  return {
    __typename: "Tweet",
    id_str: post.id,
    text: post.text,
    created_at: new Date(post.at).toISOString(),
    display_text_range: [0, [...post.text].length],
    entities: { hashtags: [], urls: [], user_mentions: [], symbols: [] },
    user: { id_str: post.userId, name: post.name, screen_name: post.handle },
  };
}

/** A status of a Mastodon server at this origin, and its address there. */
export function mastodonStatus(origin: string, text: string, id = "109816000000000001") {
  const url = `${origin}/@ada/${id}`;
  const account = { id: "7", username: "ada", acct: "ada", url: `${origin}/@ada` };
  return {
    url,
    handle: `ada@${new URL(origin).hostname}`,
    status: {
      id,
      uri: `${origin}/users/ada/statuses/${id}`,
      url,
      created_at: new Date(idTime("mastodon", id)?.ms ?? 0).toISOString(),
      language: "en",
      spoiler_text: "",
      in_reply_to_id: null,
      account: { ...account, display_name: "Ada Example" },
      content: `<p>${text}</p>`,
      media_attachments: [],
    },
  };
}

export const json = (value: unknown, over: Answer = {}): Answer => ({
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(value),
  ...over,
});

/** A Mastodon server with one post; `source` is what `QUOTARY_LIVE` names it by. */
export async function startMastodon(text: string) {
  const standIn: StandIn = await startStandIn();
  const { url, handle, status } = mastodonStatus(standIn.origin, text);
  standIn.on(({ pathname }) =>
    pathname === `/api/v1/statuses/${status.id}` ? json(status) : null,
  );
  const source = `mastodon+${standIn.origin}/api/v1/statuses/{id}`;
  return { standIn, source, quote: { url, author: { handle }, text } };
}
