import type { Archive } from "../../engine/archive.js";
import { ENGINE } from "../../engine/version.js";
import { createGate, createMemoryBook } from "../../manners/gate.js";
import { createGuardedClient } from "../../net/guarded-client.js";
import { BadWhereError } from "../errors.js";
import type { ArchiveKind } from "../kinds.js";
import { knownAt } from "../known.js";
import type { ArchiveSettings } from "../settings.js";
import { RemoteHost } from "./host.js";
import { limitsOf } from "./limits.js";

/** For all archives opened without a gate of their own: however often, each is asked in turn. */
const processGate = createGate(createMemoryBook());

/**
 * A kind of archive whose WHERE is `kind+http(s)://host…`; `path` is what follows the host, for
 * messages. Naming a host as WHERE is the operator's own act, so it may be internal.
 */
export function remoteKind(
  kind: string,
  path: string,
  make: (remote: RemoteHost, settings: ArchiveSettings) => Archive,
): ArchiveKind {
  const wrong = `after "${kind}+" must come an http or https address`;
  return {
    describes: `${kind}+https://host${path}`,
    async open(where, name, settings) {
      if (!where.toLowerCase().startsWith(`${kind}+`)) return null;
      const address = where.slice(kind.length + 1);
      return make(openHost(where, address, name, settings, wrong), settings);
    },
  };
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
