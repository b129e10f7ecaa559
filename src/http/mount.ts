import { type Request, type Response, Router } from "express";
import { parseDocument } from "../records/parse.js";
import { admit, type Caller } from "./admission.js";
import { parseJson, receiveJson } from "./body.js";
import { otherMethods } from "./error-handler.js";
import { invalidRequest, Problem } from "./problem.js";
import { readQuery } from "./query.js";
import type { Call, Route, RouteParts } from "./route.js";
import { beforeStep, endLarge } from "./turns.js";

/** For routes that anybody may call: nothing in them belongs to anybody. */
const NOBODY: Caller = { tenant: "", key: null, scopes: [] };

/** Express's router for a table of routes; other methods of their paths are answered 405. */
export function mount(routes: readonly Route[], parts: RouteParts): Router {
  const router = Router();
  for (const path of new Set(routes.map((one) => one.path))) {
    const group = routes.filter((one) => one.path === path);
    const place = router.route(path.replace(/\{(\w+)\}/g, ":$1"));
    for (const route of group) place[route.method](...steps(route, parts));
    place.all(otherMethods(...group.flatMap(({ method }) => methods(method))));
  }
  return router;
}

function methods(method: Route["method"]): string[] {
  return method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()];
}

/** In this order: who asks, before any byte of a body is read; then the body; then the rest. */
function steps(route: Route, parts: RouteParts) {
  const { scope } = route;
  const letIn = async (request: Request, response: Response, next: () => void) => {
    response.locals.route = route.path;
    const note = (caller: Caller) => {
      if (route.method !== "get") noteWrite(route, request, response, caller, parts);
    };
    const caller = scope === null ? NOBODY : await admit(request, response, scope, parts, note);
    response.locals.caller = caller;
    // What belongs to somebody, secrets among it, is for nobody on the way to keep.
    if (scope !== null) response.set("cache-control", "no-store");
    next();
  };
  const handle = async (request: Request, response: Response) => {
    const { tenant } = response.locals.caller as Caller;
    try {
      // A line for each tenant: nobody waits behind all that another sends.
      const line = `${route.path} ${tenant}`;
      if (route.body) request.body = await parseJson(request, response, line);
      await beforeStep(response);
      await route.handle(readCall(route, request, response), parts);
    } finally {
      endLarge(response);
    }
  };
  return [letIn, ...(route.body ? receiveJson : []), handle];
}

/** Ids are shorter; what else stands in their place comes from anybody. */
const LONGEST_ABOUT = 100;

/** Notes a write once it is answered, a refused one too; one that cannot be noted is told in the log. */
function noteWrite(
  route: Route,
  request: Request,
  response: Response,
  { tenant, key }: Caller,
  { store, log }: RouteParts,
): void {
  // Read now: the router takes them away again when a request ends with a problem.
  const named = Object.values(request.params).at(-1);
  response.once("finish", () => {
    const made = response.get("location")?.split("/").at(-1);
    const about = named ?? made;
    const entry = {
      action: `${request.method} ${route.path}`,
      about: about === undefined ? null : String(about).slice(0, LONGEST_ABOUT),
      key,
      address: request.ip ?? null,
      requestId: String(request.id),
      status: response.statusCode,
    };
    store.audit
      .add(tenant, entry)
      .catch((error: unknown) => log.warn({ err: error, entry }, "write was not noted"));
  });
}

function readCall(route: Route, request: Request, response: Response): Call<never, never> {
  const params = readParams(route, request);
  const query = route.query && readQuery(route.query, request.query);
  const parsed = route.body && parseDocument(route.body, request.body);
  if (parsed && !parsed.ok) throw invalidRequest(parsed.errors);
  return {
    request,
    response,
    caller: response.locals.caller as Caller,
    params,
    query: query as never,
    body: parsed?.value as never,
    warnings: parsed?.warnings ?? [],
  };
}

function readParams({ params = {} }: Route, request: Request): Record<string, string> {
  const read = Object.entries(params).map(([name, { pattern, describes }]) => {
    const value = String(request.params[name]);
    if (!pattern.test(value)) {
      throw new Problem(404, { detail: `This is not the ${describes}: ${value.slice(0, 100)}` });
    }
    return [name, value];
  });
  return Object.fromEntries(read);
}
