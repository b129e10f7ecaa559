import type { Post } from "../../records/post.js";
import { restErrors } from "../json/api-errors.js";
import { type JsonLayout, jsonLayout, type Missing, readingOf } from "../json/reading.js";
import { readStatus } from "../json/rest-status.js";
import { findNodes, isObject, type JsonObject, nodeAt } from "../json/values.js";
import { isWithheld, WITHHELD } from "../json/withheld.js";

/**
 * A status: its id, its words, and an author. GraphQL's `legacy` objects have neither a `user` nor
 * a sender's name, embeds write ISO times, so neither is mistaken for one.
 */
function isStatus(value: JsonObject): boolean {
  const hasId = typeof value.id_str === "string" || Number.isSafeInteger(value.id);
  const hasText = typeof value.text === "string" || typeof value.full_text === "string";
  const hasAuthor = isObject(value.user) || typeof value.from_user === "string";
  return (
    hasId &&
    hasText &&
    hasAuthor &&
    typeof value.created_at === "string" &&
    !/^\d{4}-/.test(value.created_at)
  );
}

/**
 * REST API 1.0 and 1.1 and the streams: single statuses, lists, searches, wrapped ones, at any
 * place of the answer, an outer status before the ones it retweets and quotes.
 */
export const twitterApi11: JsonLayout = jsonLayout(
  {
    name: "twitter-api-1.1",
    era: "2006–2023",
    looksFor: "JSON objects with id_str, user and text or full_text; errors with a code",
  },
  (value, asked) => {
    const statuses = findNodes(value, isStatus);
    const missing: Missing[] = statuses.length === 0 ? restErrors(value) : [];
    const posts: Post[] = [];
    for (const status of statuses) {
      const post = readStatus(status, nodeAt(status, "user"));
      if (post === null) continue;
      if (isWithheld(status)) {
        missing.push({
          id: post.id,
          state: "withheld",
          because: WITHHELD,
        });
      } else posts.push(post);
    }
    return readingOf(posts, missing, asked);
  },
);
