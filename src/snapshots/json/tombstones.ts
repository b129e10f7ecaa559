import { reasonOf } from "../states/words.js";
import type { State } from "../types.js";
import type { Missing } from "./reading.js";
import { findNodes, type Node, wordAt } from "./values.js";

const TYPES = new Set<unknown>(["TweetTombstone", "TweetUnavailable"]);

/** `reason` of a `TweetUnavailable`: the app's own words, the same in every interface language. */
const REASONS: ReadonlyMap<string, State> = new Map([
  ["suspended", "suspended"],
  ["usersuspended", "suspended"],
  ["authorsuspended", "suspended"],
  ["protected", "protected"],
  ["deactivated", "deleted"],
  ["userdeactivated", "deleted"],
  ["deleted", "deleted"],
  ["notfound", "deleted"],
  ["nsfwloggedout", "login-wall"],
  ["nsfwviewerhasnostatedage", "login-wall"],
  ["nsfwviewerisunderage", "login-wall"],
]);

/**
 * A tombstone's sentence comes in the interface language; its help link does not. Where neither is
 * understood, "withheld" says no more than that the platform does not show the post.
 */
const HELP_LINKS: readonly (readonly [RegExp, State])[] = [
  [/public-and-protected/i, "protected"],
  [/sensitive-media|age-|nsfw/i, "login-wall"],
];

/** Steps into another post than the entry's own. */
const OTHER_POST = /\/(?:quoted_status_result|quotedRefResult|retweeted_status_result)(?:\/|$)/;

function stateOf(node: Node): [State, string] {
  const reason = wordAt(node, "reason")?.value ?? "";
  const known = REASONS.get(reason.replace(/[^A-Za-z]/g, "").toLowerCase());
  if (known) return [known, `the post is unavailable, reason "${reason.slice(0, 60)}"`];
  const words = wordAt(node, "tombstone/text/text", "tombstone/richText/text")?.value ?? "";
  const link = wordAt(node, "tombstone/text/entities/0/ref/url")?.value ?? "";
  const linked = HELP_LINKS.find(([pattern]) => pattern.test(link));
  const said = words === "" ? "" : `: ${words.slice(0, 160)}`;
  return [
    linked?.[1] ?? reasonOf(words) ?? "withheld",
    `the platform shows a notice in the post's place${said}`,
  ];
}

/** Pointer of the nearest enclosing object that `places` knows; null when there is none. */
function enclosing(at: string, places: ReadonlyMap<string, string>): string | null {
  let end = at.lastIndexOf("/");
  while (end > 0) {
    const outer = at.slice(0, end);
    if (places.has(outer)) return outer;
    end = at.lastIndexOf("/", end - 1);
  }
  return null;
}

/**
 * Posts that an answer replaces by a notice, with the id of the timeline entry they stand in. A
 * notice in a quoted post's place says nothing about the post that quotes it.
 */
export function tombstones(value: unknown): Missing[] {
  const notices = findNodes(value, (object) => TYPES.has(object.__typename));
  if (notices.length === 0) return [];
  const entries = findNodes(value, (object) => typeof object.entryId === "string");
  const places = new Map(entries.map((entry) => [entry.at, String(entry.value.entryId)]));
  return notices.flatMap((notice) => {
    const entry = enclosing(notice.at, places);
    if (OTHER_POST.test(notice.at.slice(entry?.length ?? 0))) return [];
    const id = /tweet-(\d{1,25})$/.exec(places.get(entry ?? "") ?? "")?.[1] ?? null;
    const [state, because] = stateOf(notice);
    return [{ id, state, because }];
  });
}
