import { isIPv6 } from "node:net";
import type { Request, Response } from "express";
import { parseKey } from "../keys/key.js";
import type { Admission, KeyRecord, Usage } from "../keys/keyring.js";
import { holds, SCOPE_NAMES, type Scope } from "../keys/scopes.js";
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

const ANYBODY_HERE: Caller = { tenant: "default", key: null, scopes: SCOPE_NAMES };

const QUOTA_TYPE = "https://iana.org/assignments/http-problem-types#quota-exceeded";

/**
 * Lets a request in: counts it, tells how much is left (RateLimit fields, draft 11), finds out whose
 * it is. As long as no key was ever made, the machine itself needs none, and nobody else gets in.
 * Throws `Problem` 401, 403, 429.
 */
export async function admit(
  request: Request,
  response: Response,
  scope: Scope,
  { store, rateKey, rateAddress }: HttpParts,
): Promise<Caller> {
  const sent = credentials(request);
  const admission = await store.keyring.admit({
    key: sent === null ? null : parseKey(sent),
    address: addressOf(request.ip ?? ""),
    limits: { key: rateKey, address: rateAddress },
  });
  tellUsage(response, admission);
  refuseWhenUsedUp("address", admission.address);
  const caller = callerOf(admission, sent, request.socket.remoteAddress ?? "");
  refuseWhenUsedUp("key", admission.key);
  if (!holds(caller.scopes, scope)) {
    throw new Problem(403, { detail: `This API key is not allowed "${scope}".` });
  }
  return caller;
}

function callerOf({ isGuarded, record }: Admission, sent: string | null, from: string): Caller {
  if (!isGuarded) {
    if (LOOPBACK.test(from)) return ANYBODY_HERE;
    throw unauthorised(
      "No API key was made yet, so only this machine itself is answered: quotary keys create",
    );
  }
  if (sent === null) throw unauthorised("An API key is needed: Authorization: Bearer qtr_…");
  if (record === null) throw unauthorised("There is no such API key.");
  const because = whyNoMore(record, Date.now());
  if (because !== null) throw unauthorised(because);
  const { id: key, scopes, mode, tenant } = record;
  // A tenant's name holds no "~", so test data can be nobody's live data.
  return { key, scopes, tenant: mode === "test" ? `${tenant}~test` : tenant };
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

function refuseWhenUsedUp(policy: "key" | "address", usage: Usage | null): void {
  if (usage === null || usage.used <= usage.limit) return;
  throw new Problem(429, {
    type: QUOTA_TYPE,
    detail: `More than ${usage.limit} requests a minute from this ${policy === "key" ? "API key" : "address"}.`,
    violatedPolicies: [policy],
    headers: { "retry-after": String(Math.max(1, usage.resetSeconds)) },
  });
}
