import { isIP } from "node:net";
import type { Limits } from "../../manners/rules.js";
import { createAllowList, plainHost } from "../../net/allow-list.js";
import { knownAt } from "../known.js";

/** Of a public archive that says nothing: what any of those that do would put up with. */
const PUBLIC = { indexPerMinute: 20, replayPerMinute: 60, savePerMinute: 3, concurrency: 1 };
/** Clients of the Internet Archive retry so (facts: archives 1), with jitter. */
const RETRY_PAUSES_MS = [0, 2_000, 4_000, 8_000];

/** An archive of one's own is asked as fast as it answers, and failing means that it is down. */
const OWN: Limits = { perMinute: { index: null, replay: null }, concurrency: 1, retryPausesMs: [] };

/** An internal address, or a host named as allowed although internal. */
function isOwn(host: string, allowHosts: readonly string[]): boolean {
  const plain = plainHost(host);
  if (isIP(plain)) return !createAllowList([]).allowsAddress(plain);
  return plain === "localhost" || createAllowList(allowHosts).allowsHost(plain);
}

/**
 * What the archive at an address puts up with: as `config/archives.json` says for its host, whatever
 * kind it is asked as; else little, unless the address is internal or named as allowed.
 */
export function limitsOf(url: URL, allowHosts: readonly string[]): Limits {
  if (isOwn(url.hostname, allowHosts)) return OWN;
  return publicLimits(knownAt(url.host)?.limits ?? PUBLIC);
}

/** What is put up with by a host that others run, as it is configured: requests a minute. */
export function publicLimits({
  indexPerMinute,
  replayPerMinute,
  savePerMinute,
  concurrency,
}: {
  indexPerMinute: number;
  replayPerMinute: number;
  savePerMinute?: number | undefined;
  concurrency: number;
}): Limits {
  return {
    perMinute: {
      index: indexPerMinute,
      replay: replayPerMinute,
      save: savePerMinute ?? PUBLIC.savePerMinute,
    },
    concurrency,
    retryPausesMs: RETRY_PAUSES_MS,
  };
}
