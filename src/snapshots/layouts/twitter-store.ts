import { type JsonLayout, jsonLayout, readingOf } from "../json/reading.js";
import { readStatus } from "../json/rest-status.js";
import {
  bare,
  findNodes,
  idAt,
  isObject,
  type JsonObject,
  type Node,
  nodeAt,
} from "../json/values.js";

/** Tables of tweets and users by id: `globalObjects` of answers, `entities` of the app's own state. */
function isStore(value: JsonObject): boolean {
  return isObject(value.tweets) && isObject(value.users);
}

function tableOf(store: Node, name: string): Node | null {
  return nodeAt(store, `${name}/entities`, name);
}

/** The table's rows that are tweets, newest answers' order being the ids' order. */
function rowsOf(table: Node): Node[] {
  return Object.entries(table.value).flatMap(([key, row]) =>
    /^\d{1,20}$/.test(key) && isObject(row) ? [{ value: row, at: `${table.at}/${key}` }] : [],
  );
}

/** Answers of `api/2/…json` (2019–2022) and the state inside the app's page (`__INITIAL_STATE__`). */
export const twitterStore: JsonLayout = jsonLayout(
  {
    name: "twitter-store",
    era: "2019–",
    looksFor: "JSON tables `tweets` and `users` by id, side by side",
  },
  (value, asked) => {
    const posts = findNodes(value, isStore).flatMap((store) => {
      const [tweets, users] = [tableOf(store, "tweets"), tableOf(store, "users")];
      if (!tweets || !users) return [];
      return rowsOf(tweets).flatMap((row) => {
        const author = bare(idAt(row, "user_id_str", "user"));
        const user = author === null ? null : nodeAt(users, author);
        return readStatus(row, user) ?? [];
      });
    });
    return readingOf(posts, [], asked);
  },
);
