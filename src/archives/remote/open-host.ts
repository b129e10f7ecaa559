import { ENGINE } from "../../engine/version.js";
import { createGate, createMemoryBook } from "../../manners/gate.js";
import { createGuardedClient } from "../../net/guarded-client.js";
import { BadWhereError } from "../errors.js";
import { knownAt } from "../known.js";
import type { ArchiveSettings } from "../settings.js";
import { RemoteHost } from "./host.js";
import { limitsOf } from "./limits.js";

/** For all archives opened without a gate of their own: however often, each is asked in turn. */
const processGate = createGate(createMemoryBook());

/**
 * Takes a WHERE of the form `kind+http(s)://host…` apart and makes its host ready; null when it is
 * of another kind. Naming a host as WHERE is the operator's own act, so this host may be internal.
 */
export function openRemote(
  kind: string,
  where: string,
  name: string | null,
  settings: ArchiveSettings,
): RemoteHost | null {
  if (!where.toLowerCase().startsWith(`${kind}+`)) return null;
  const address = where.slice(kind.length + 1);
  return openHost(
    where,
    address,
    name,
    settings,
    `after "${kind}+" must come an http or https address`,
  );
}

/** Makes the host at an address ready; `where` is what named it, for messages. */
export function openHost(
  where: string,
  address: string,
  name: string | null,
  settings: ArchiveSettings,
  wrong = "must be an http or https address",
): RemoteHost {
  if (!/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) {
    throw new BadWhereError(where, wrong);
  }
  const url = new URL(address);
  if (url.search || url.hash) throw new BadWhereError(where, "must have no query and no fragment");
  const path = url.pathname.replace(/\/+$/, "");
  const client = createGuardedClient({
    allow: [...(settings.allowHosts ?? []), url.hostname],
    userAgent:
      settings.userAgent ?? (settings.contact ? `${ENGINE} (+${settings.contact})` : ENGINE),
  });
  return new RemoteHost(name ?? `${url.host}${path}`, `${url.origin}${path}`, {
    client,
    weight: knownAt(url.host)?.weight,
    trust: knownAt(url.host)?.trust === "low" ? "low" : undefined,
    answers: settings.answers,
    gate: settings.gate ?? processGate,
    limits: settings.limits ?? limitsOf(url, settings.allowHosts ?? []),
    patienceMs: settings.patienceMs ?? Number.POSITIVE_INFINITY,
  });
}
