import type { Request, Response } from "express";
import type { z } from "zod";
import type { Scope } from "../keys/scopes.js";
import type { Remark } from "../records/verification.js";
import type { Caller } from "./admission.js";
import type { HttpParts } from "./parts.js";

/** Headers that answers carry, by the name they have in `src/http/openapi/headers.ts`. */
type AnswerHeader = "location" | "retry-after" | "etag";

/** One way in which a call may end well. */
export interface Answer {
  describes: string;
  /** Of the JSON body; left out where there is none. */
  schema?: z.ZodType;
  /** Media type of that body where it is not `application/json`. */
  type?: string;
  /** Further media types the same may be had in; their bodies are text. */
  alsoAs?: readonly string[];
  headers?: readonly AnswerHeader[];
  example?: unknown;
}

/** A part of the path. What does not fit `pattern` cannot exist, and is answered 404. */
interface PathParameter {
  describes: string;
  pattern: RegExp;
  example: string;
}

/** A request that was let in and read. */
export interface Call<Query = unknown, Body = unknown> {
  request: Request;
  response: Response;
  caller: Caller;
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** Fields of the body that are not known, and not used. */
  warnings: Remark[];
}

/** What the routes work with. */
export interface RouteParts extends HttpParts {
  /** All of them, for the description of the API. */
  routes: readonly Route[];
}

type OutputOf<T> = T extends z.ZodType ? z.output<T> : undefined;

interface RouteOf<Query extends z.ZodObject | undefined, Body extends z.ZodType | undefined> {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** As in OpenAPI: `/v1/verdicts/{id}`. Earlier routes go first where two fit. */
  path: string;
  /** Name of the operation: what clients made from the description call it. */
  operation: string;
  /** The group it is described in, one of `src/http/openapi/tags.ts`. */
  tag: string;
  summary: string;
  details?: string;
  /** What a key must be allowed; null: anybody may call it, and it is not counted. */
  scope: Scope | null;
  params?: Readonly<Record<string, PathParameter>>;
  /** Parameters of the address: others are refused. Left out, whatever is there is passed over. */
  query?: Query;
  /** Headers of the request that it heeds. */
  heeds?: readonly ("idempotency-key" | "if-none-match" | "last-event-id")[];
  /** JSON. Left out where the call takes none. */
  body?: Body;
  bodyExample?: unknown;
  answers: Readonly<Record<number, Answer>>;
  /** Problems besides those that follow from the rest: 401, 403, 429, 503 from a scope, 400, 413, 415, 422 from a body. */
  problems?: readonly number[];
  handle(call: Call<OutputOf<Query>, OutputOf<Body>>, parts: RouteParts): Promise<void> | void;
}

/** One call of the API: how it is reached, what it takes, what it answers, and who may. */
export type Route = RouteOf<z.ZodObject | undefined, z.ZodType | undefined>;

/** Checks a route where it is written: its handler sees query and body as their schemas say. */
export function route<
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(one: RouteOf<Query, Body>): Route {
  return one as unknown as Route;
}
