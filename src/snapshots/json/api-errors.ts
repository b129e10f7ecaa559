import type { State } from "../types.js";
import type { Missing } from "./reading.js";
import { get, idAt, isObject, type Node, nodesAt, stringAt } from "./values.js";

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

function readError(error: Node): Missing {
  const code = get(error, "code");
  const problem = stringAt(error, "type")?.value.split("/").at(-1) ?? "";
  const known = (typeof code === "number" ? CODES.get(code) : undefined) ?? PROBLEMS.get(problem);
  const [state, words] = known ?? (["error-page", "an error of unknown kind"] as const);
  const label = typeof code === "number" ? `error ${code}` : "an error";
  return {
    id: idAt(error, "resource_id", "value")?.value ?? null,
    state,
    because: `the answer is ${label}: ${words}`,
  };
}

/**
 * What the `errors` list of an answer says of the post asked for. Only the answer's own list counts,
 * at its root: an `errors` key elsewhere belongs to something else.
 */
export function apiErrors(value: unknown): Missing[] {
  if (!isObject(value)) return [];
  return nodesAt({ value, at: "" }, "errors").map(readError);
}
