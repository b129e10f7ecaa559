import { parseLinkFormat } from "../remote/link-format.js";
import { fromTimestamp, toIsoSeconds } from "../timestamp.js";

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

const emptyMap = (): TimeMap => ({ original: null, mementos: [], further: [], unreadable: 0 });

const resolved = (uri: unknown, base: string): string | null =>
  typeof uri === "string" && URL.canParse(uri, base) ? new URL(uri, base).href : null;

function add(map: TimeMap, uriM: string | null, capturedAt: string | null): void {
  if (uriM === null || capturedAt === null) map.unreadable++;
  else map.mementos.push({ uriM, capturedAt });
}

/** Another TimeMap to be read as well: not this one, and not the same in another format. */
function isFurther(rel: readonly string[], attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get("type") ?? LINK_FORMAT;
  return rel.includes("timemap") && !rel.includes("self") && type.startsWith(LINK_FORMAT);
}

/** Link format (RFC 7089, 5): an entry is a memento when its `rel` contains the word. */
function parseLinks(text: string, base: string): TimeMap | null {
  const map = emptyMap();
  let entries = 0;
  let isWhole = true;
  for (const { uri, rel, attributes } of parseLinkFormat(text)) {
    isWhole = rel.length > 0;
    if (!isWhole) continue;
    entries++;
    if (rel.includes("original")) map.original ??= uri;
    const address = resolved(uri, base);
    if (rel.includes("memento")) add(map, address, toIsoSeconds(attributes.get("datetime") ?? ""));
    else if (isFurther(rel, attributes) && address !== null) map.further.push(address);
  }
  if (entries === 0) return null;
  // It ends within an entry: what came is not all there is.
  if (!isWhole || text.lastIndexOf("<") > text.lastIndexOf(">")) map.unreadable++;
  return map;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** JSON as MemGator and the aggregators before it write it (facts: archives 4). */
function parseJson(body: string, base: string): TimeMap | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isFields(parsed) || !isFields(parsed.mementos)) return null;
  const map = emptyMap();
  map.original = text(parsed.original_uri) || null;
  for (const { uri, datetime } of listOf(parsed.mementos.list)) {
    add(map, resolved(uri, base), toIsoSeconds(text(datetime)));
  }
  const next = isFields(parsed.pages) && isFields(parsed.pages.next) ? [parsed.pages.next] : [];
  for (const { uri } of [...next, ...listOf(parsed.timemap_index)]) {
    const address = resolved(uri, base);
    if (address !== null) map.further.push(address);
  }
  return map;
}

/** CDXJ: `!name …` lines that say of what this is, then `time {"uri", "rel", "datetime"}`. */
function parseCdxjLines(body: string, base: string): TimeMap | null {
  const map = emptyMap();
  let entries = 0;
  for (const line of body.split("\n")) {
    const brace = line.indexOf("{");
    if (line.trim() === "" || brace < 0) continue;
    let fields: unknown;
    try {
      fields = JSON.parse(line.slice(brace));
    } catch {
      fields = null;
    }
    entries++;
    if (line.startsWith("!")) {
      if (isFields(fields)) map.original ??= text(fields.original_uri) || null;
      continue;
    }
    const { uri = null, datetime } = isFields(fields) ? fields : {};
    const time = toIsoSeconds(text(datetime)) ?? fromTimestamp(line.slice(0, brace).trim());
    add(map, resolved(uri, base), time);
  }
  return entries === 0 ? null : map;
}

/**
 * Reads a TimeMap in link format, JSON or CDXJ, told apart by how it begins, since archives label
 * them in many ways. Addresses without a scheme are those of the TimeMap's own (recorded of UKWA).
 * Null when the text is none of these.
 */
export function parseTimeMap(body: string, base: string): TimeMap | null {
  const start = body.trimStart().slice(0, 1);
  if (start === "{") return parseJson(body, base);
  return start === "!" || /^\d/.test(start) ? parseCdxjLines(body, base) : parseLinks(body, base);
}
