import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { type AllowList, plainHost } from "./allow-list.js";
import { ForbiddenAddressError } from "./errors.js";

const INTERNAL = "leads to an internal network (QUOTARY_ALLOW_HOSTS allows hosts and networks)";

/** Name resolution that refuses a name as soon as one of its addresses is internal. */
function guardedLookup(allow: AllowList): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, []);
      const bad = allow.allowsHost(hostname)
        ? undefined
        : found.find(({ address }) => !allow.allowsAddress(address));
      if (bad)
        return callback(new ForbiddenAddressError(`${hostname} (${bad.address})`, INTERNAL), []);
      const first = found[0];
      if (options.all || !first) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };
}

/**
 * Connector for an undici `Agent` that reaches only what `allow` lets through. Three checks, since
 * each alone can be got round (measured, facts: stack 4.3): `lookup` is never called for address
 * literals; a name may resolve differently the second time; so the connected socket is looked at
 * once more, before a byte is sent.
 */
export function guardedConnector(
  allow: AllowList,
  connectTimeoutMs: number,
): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(allow) });
  return (options, callback) => {
    const host = plainHost(options.hostname);
    const named = allow.allowsHost(host);
    if (!named && isIP(host) !== 0 && !allow.allowsAddress(host)) {
      callback(new ForbiddenAddressError(host, INTERNAL), null);
      return;
    }
    connect(options, (error, socket) => {
      if (error || !socket) {
        callback(error ?? new Error("no socket"), null);
        return;
      }
      const reached = socket.remoteAddress ?? "";
      if (!named && !allow.allowsAddress(reached)) {
        socket.destroy();
        callback(new ForbiddenAddressError(`${host} (${reached})`, INTERNAL), null);
        return;
      }
      callback(null, socket);
    });
  };
}
