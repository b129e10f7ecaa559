import { parseLinkFormat } from "../remote/link-format.js";
import { toIsoSeconds } from "../timestamp.js";

const LINK_FORMAT = "application/link-format";

interface ListedMemento {
  uriM: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
}

export interface TimeMap {
  /** The address the archive says this is the TimeMap of; null when it does not. */
  original: string | null;
  mementos: ListedMemento[];
  /** Further pages, or TimeMaps of other archives. */
  further: string[];
  /** Entries called mementos without a time or address that can be read. */
  unreadable: number;
}

/** Another TimeMap to be read as well: not this one, and not the same in another format. */
function isFurther(rel: readonly string[], attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get("type") ?? LINK_FORMAT;
  return rel.includes("timemap") && !rel.includes("self") && type.startsWith(LINK_FORMAT);
}

/**
 * Reads a TimeMap in link format (RFC 7089, 5). An entry is a memento when its `rel` contains the
 * word; addresses without a scheme are those of the TimeMap's own (recorded of UKWA). Null when the
 * text holds no entry at all.
 */
export function parseTimeMap(text: string, base: string): TimeMap | null {
  const map: TimeMap = { original: null, mementos: [], further: [], unreadable: 0 };
  let entries = 0;
  for (const { uri, rel, attributes } of parseLinkFormat(text)) {
    if (rel.length === 0) continue;
    entries++;
    if (rel.includes("original")) map.original ??= uri;
    const resolved = URL.canParse(uri, base) ? new URL(uri, base).href : null;
    if (rel.includes("memento")) {
      const capturedAt = toIsoSeconds(attributes.get("datetime") ?? "");
      if (resolved === null || capturedAt === null) map.unreadable++;
      else map.mementos.push({ uriM: resolved, capturedAt });
    } else if (isFurther(rel, attributes) && resolved !== null) map.further.push(resolved);
  }
  return entries === 0 ? null : map;
}
