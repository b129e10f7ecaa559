import { isIPv6 } from "node:net";
import type { Request, Response } from "express";
import { parseKey } from "../keys/key.js";
import type { Admission, KeyRecord, Usage } from "../keys/keyring.js";
import { DEFAULT_TENANT, holds, SCOPE_NAMES, type Scope } from "../keys/scopes.js";
import type { HttpParts } from "./parts.js";
import { Problem } from "./problem.js";

/** Who a request comes from. */
export interface Caller {
  /** Whose data it sees and makes. */
  tenant: string;
  /** Id of the API key; null where none is needed. */
  key: string | null;
  scopes: readonly Scope[];
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * `Host` as who sits at this machine has it. A name without a dot is one of this machine or its network:
 * strangers' pages have names that the public DNS knows, and those have one.
 */
const LOOPBACK_HOST = /^([\w-]+|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(:\d+)?$/;

/** What a proxy says of whom it passes on. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

const ANYBODY_HERE: Caller = { tenant: DEFAULT_TENANT, key: null, scopes: SCOPE_NAMES };

/**
 * Lets a request in: counts it, tells how much is left (RateLimit fields, draft 11), finds out whose
 * it is. As long as no key was ever made, the machine itself needs none, and nobody else gets in.
 * Throws `Problem` 401, 403, 429.
 *
 * @param onKnown told who it is, also where what the key may do, or that it may nothing any more, is
 * then a reason to refuse it; not of requests beyond a limit, of which there is no end
 */
export async function admit(
  request: Request,
  response: Response,
  scope: Scope,
  { store, rateKey, rateAddress }: HttpParts,
  onKnown: (caller: Caller) => void = () => {},
): Promise<Caller> {
  const sent = credentials(request);
  const admission = await store.keyring.admit({
    key: sent === null ? null : parseKey(sent),
    address: addressOf(request.ip ?? ""),
    limits: { key: rateKey, address: rateAddress },
  });
  tellUsage(response, admission);
  refuseWhenUsedUp("address", admission.address);
  const caller = callerOf(admission, sent, request);
  if (!isUsedUp(admission.key)) onKnown(caller);
  const because = admission.record && whyNoMore(admission.record, Date.now());
  if (because !== null) throw unauthorised(because);
  refuseWhenUsedUp("key", admission.key);
  if (!holds(caller.scopes, scope)) {
    throw new Problem(403, { detail: `This API key is not allowed "${scope}".` });
  }
  return caller;
}

/**
 * For what goes on for a while after it was let in: throws `Problem` 401 once its key was revoked or
 * has expired.
 */
export async function mustStillBeIn({ key }: Caller, { store }: HttpParts): Promise<void> {
  const record = key === null ? null : await store.keyring.look(key);
  const because = record && whyNoMore(record, Date.now());
  if (because !== null) throw unauthorised(because);
}

/** Throws `Problem` 401 where nobody's key was sent. */
function callerOf({ isGuarded, record }: Admission, sent: string | null, request: Request): Caller {
  if (!isGuarded) {
    if (isFromHere(request)) return ANYBODY_HERE;
    throw unauthorised(
      "No API key was made yet, so only this machine itself is answered, and by its own name (localhost): quotary keys create",
    );
  }
  if (sent === null) throw unauthorised("An API key is needed: Authorization: Bearer qtr_…");
  if (record === null) {
    throw unauthorised(
      parseKey(sent) === null
        ? "This is no API key: they begin with qtr_live_ or qtr_test_, and its form or checksum is wrong."
        : "There is no such API key.",
    );
  }
  const { id: key, scopes, mode, tenant } = record;
  // A tenant's name holds no "~", so test data can be nobody's live data.
  return { key, scopes, tenant: mode === "test" ? `${tenant}~test` : tenant };
}

/**
 * Whether a request comes from this machine itself. Its connection alone does not say: a proxy here
 * passes on what comes from elsewhere, and a page from elsewhere, whose name was made to lead to
 * this machine (DNS rebinding), is let in by the browser, but under its own name.
 */
function isFromHere(request: Request): boolean {
  const host = request.get("host");
  return (
    LOOPBACK.test(request.socket.remoteAddress ?? "") &&
    (host === undefined || LOOPBACK_HOST.test(host)) &&
    PASSED_ON.every((name) => request.get(name) === undefined)
  );
}

/**
 * For what shows single things of all tenants' work: only who runs the service sees it, by an
 * `admin` key of the tenant that keys belong to unless told otherwise. Throws `Problem` 403.
 */
export function mustRunService({ tenant }: Caller): void {
  if (tenant === DEFAULT_TENANT) return;
  throw new Problem(403, {
    detail: `This shows the work of all tenants, so it takes an admin key of the tenant "${DEFAULT_TENANT}".`,
  });
}

function whyNoMore({ revokedAt, expiresAt }: KeyRecord, now: number): string | null {
  if (revokedAt !== null) return "This API key was revoked.";
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return "This API key has expired.";
  return null;
}

function unauthorised(detail: string): Problem {
  return new Problem(401, { detail, headers: { "www-authenticate": 'Bearer realm="quotary"' } });
}

/** The key of `Authorization`: `Bearer`, or the password of `Basic` (what browsers can send). */
function credentials(request: Request): string | null {
  const header = request.get("authorization");
  if (header === undefined) return null;
  const [scheme = "", value = ""] = header.trim().split(/ +/, 2);
  if (scheme.toLowerCase() !== "basic") return value;
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

/** Addresses of one IPv6 network (64 bits) count as one: whoever has one has them all. */
function addressOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith("::ffff:")) return ip;
  return new URL(`http://[${ip.split("%")[0]}]`).hostname
    .slice(1, -1)
    .split(":")
    .slice(0, 4)
    .join(":");
}

function tellUsage(response: Response, { key, address }: Admission): void {
  const all = Object.entries({ key, address }).flatMap(([name, usage]) =>
    usage === null ? [] : [{ name, ...usage, left: Math.max(0, usage.limit - usage.used) }],
  );
  if (all.length === 0) return;
  response.set({
    "ratelimit-policy": all.map(({ name, limit }) => `"${name}";q=${limit};w=60`).join(", "),
    ratelimit: all
      .map(({ name, left, resetSeconds }) => `"${name}";r=${left};t=${resetSeconds}`)
      .join(", "),
  });
}

function isUsedUp(usage: Usage | null): usage is Usage {
  return usage !== null && usage.used > usage.limit;
}

function refuseWhenUsedUp(policy: "key" | "address", usage: Usage | null): void {
  if (!isUsedUp(usage)) return;
  throw new Problem(429, {
    detail: `More than ${usage.limit} requests a minute from this ${policy === "key" ? "API key" : "address"}.`,
    violatedPolicies: [policy],
    headers: { "retry-after": String(Math.max(1, usage.resetSeconds)) },
  });
}
