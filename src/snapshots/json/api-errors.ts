import type { State } from "../types.js";
import type { Missing } from "./reading.js";
import { bare, get, idAt, isObject, type Node, nodesAt, wordAt } from "./values.js";

/** Error codes of Twitter's APIs 1.1 and GraphQL (developer documentation, "Response codes"). */
const CODES: ReadonlyMap<number, readonly [State, string]> = new Map([
  [17, ["deleted", "no user matches"]],
  [34, ["deleted", "the page does not exist"]],
  [50, ["deleted", "the user was not found"]],
  [63, ["suspended", "the user has been suspended"]],
  [144, ["deleted", "no status found with that id"]],
  [179, ["protected", "not authorised to see this status"]],
  [421, ["deleted", "the post is no longer available"]],
  [422, ["withheld", "the post was removed for breaking the platform's rules"]],
  [32, ["error-page", "the request was not authenticated"]],
  [64, ["error-page", "the asking account is suspended"]],
  [88, ["error-page", "rate limit exceeded"]],
  [89, ["error-page", "the token was invalid or expired"]],
  [130, ["error-page", "over capacity"]],
  [131, ["error-page", "internal error"]],
  [136, ["error-page", "the asking account is blocked"]],
  [215, ["error-page", "bad authentication data"]],
  [239, ["error-page", "bad guest token"]],
  [326, ["error-page", "the asking account is locked"]],
]);

/** `type` of an API v2 problem, by the last part of its address. */
const PROBLEMS: ReadonlyMap<string, readonly [State, string]> = new Map([
  ["resource-not-found", ["deleted", "the post was not found"]],
  ["not-authorized-for-resource", ["protected", "not authorised to see the post"]],
  ["resource-unavailable", ["withheld", "the post is unavailable"]],
  ["usage-capped", ["error-page", "usage cap exceeded"]],
  ["client-forbidden", ["error-page", "the client is forbidden"]],
  ["rate-limit-exceeded", ["error-page", "rate limit exceeded"]],
]);

/** `error` of API 1.0 (to 2013), which had no codes and one language. */
const OLD_ERRORS: readonly (readonly [RegExp, State, string])[] = [
  [/^(?:No status found with that ID|Not found)/i, "deleted", "no status found"],
  [/suspended/i, "suspended", "the user has been suspended"],
  [/^(?:Not authorized|Sorry, you are not authorized)/i, "protected", "not authorised to see this"],
];

type Known = readonly [State, string];

const UNKNOWN: Known = ["error-page", "an error of unknown kind"];

function coded(error: Node): Missing {
  const code = get(error, "code");
  const [state, words] = (typeof code === "number" && CODES.get(code)) || UNKNOWN;
  return { id: null, state, because: `the answer is error ${String(code)}: ${words}` };
}

function rootOf(value: unknown): Node | null {
  return isObject(value) ? { value, at: "" } : null;
}

/**
 * What the errors of a REST or GraphQL answer say of the post asked for. Only the answer's own list
 * at its root counts: an `errors` key elsewhere belongs to something else.
 */
export function restErrors(value: unknown): Missing[] {
  const root = rootOf(value);
  if (root === null) return [];
  const listed = nodesAt(root, "errors").filter((error) => typeof error.value.code === "number");
  if (listed.length > 0) return listed.map(coded);
  const old = wordAt(root, "error")?.value;
  if (old === undefined || typeof root.value.request !== "string") return [];
  const [, state, words] = OLD_ERRORS.find(([pattern]) => pattern.test(old)) ?? [null, ...UNKNOWN];
  return [{ id: null, state, because: `the answer is an error: ${words}` }];
}

/** What the problems of an API v2 answer say, each of the post it names. */
export function problems(value: unknown): Missing[] {
  const root = rootOf(value);
  if (root === null) return [];
  const listed = nodesAt(root, "errors");
  return (listed.length > 0 ? listed : [root]).flatMap((problem) => {
    const type = wordAt(problem, "type")?.value ?? "";
    if (!/\/problems\/|^about:blank$/.test(type) || !wordAt(problem, "title")) return [];
    // A missing user or medium of an answer is not the post.
    const about = wordAt(problem, "resource_type")?.value ?? "tweet";
    if (about !== "tweet") return [];
    const [state, words] = PROBLEMS.get(type.split("/").at(-1) ?? "") ?? UNKNOWN;
    const id = bare(idAt(problem, "resource_id", "value"));
    return [{ id, state, because: `the answer is a problem: ${words}` }];
  });
}
