import { surtKey, surtPrefix } from "../../../src/archives/surt.js";
import type { Held, Holdings } from "./holdings.js";

/** The server's own bound, as its README has it (facts: archives 1). */
const SERVER_LIMIT = 150_000;

const COLUMNS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];

function columnsOf(held: Held): string[] {
  const { key, timestamp, url, mime, status, digest, length } = held;
  return [key, timestamp, url, mime, String(status ?? "-"), digest, String(length ?? "-")];
}

/** `[!]field:regex` on the whole field, `~field:text` for "contains". */
function passes(row: readonly string[], filter: string): boolean {
  const [, not, contains, field = "", value = ""] = /^(!?)(~?)(\w+):(.*)$/.exec(filter) ?? [];
  const cell = row[COLUMNS.indexOf(field)] ?? "";
  const fits = contains ? cell.includes(value) : new RegExp(`^(?:${value})$`).test(cell);
  return not ? !fits : fits;
}

/** `field` or `field:N`: of adjacent lines that are alike in it only the first is kept. */
function collapsed(rows: readonly string[][], rule: string): string[][] {
  const [field = "", digits] = rule.split(":");
  const at = COLUMNS.indexOf(field);
  let last: string | null = null;
  return rows.filter((row) => {
    const cell = (row[at] ?? "").slice(0, digits === undefined ? undefined : Number(digits));
    const isNew = cell !== last;
    last = cell;
    return isNew;
  });
}

/** Lines a query means, filtered and collapsed, before any bound. */
function rowsFor(holdings: Holdings, query: URLSearchParams): string[][] {
  const asked = query.get("url") ?? "";
  const isPrefix = query.get("matchType") === "prefix" || asked.endsWith("*");
  const key = isPrefix ? surtPrefix(asked) : surtKey(asked);
  const [from = "", to = ""] = [query.get("from"), query.get("to")].map((one) => one ?? "");
  let rows = [...holdings.under(key, !isPrefix)].map(columnsOf).filter((row) => {
    const time = row[1] ?? "";
    return (from === "" || time >= from) && (to === "" || time.slice(0, to.length) <= to);
  });
  for (const filter of query.getAll("filter")) rows = rows.filter((row) => passes(row, filter));
  for (const rule of query.getAll("collapse")) rows = collapsed(rows, rule);
  return rows;
}

/** The body of a CDX answer (facts: archives 1); null when the address to look for is missing. */
export function cdxAnswer(
  holdings: Holdings,
  query: URLSearchParams,
  mostLines = SERVER_LIMIT,
): string | null {
  if (!query.get("url")) return null;
  const rows = rowsFor(holdings, query);
  // The key is opaque to clients; here it says how many lines were told.
  const key = query.get("resumeKey");
  const start = key === null ? 0 : Number(Buffer.from(key, "base64url").toString()) || 0;
  const limit = Math.min(Number(query.get("limit") ?? mostLines) || mostLines, mostLines);
  const page = rows.slice(start, start + limit);
  const isMore = start + page.length < rows.length && query.get("showResumeKey") === "true";
  const next = isMore ? Buffer.from(String(start + page.length)).toString("base64url") : null;
  if (query.get("output") === "json") {
    const all = page.length > 0 ? [COLUMNS, ...page] : [];
    return `${JSON.stringify(next === null ? all : [...all, [], [next]])}\n`;
  }
  const lines = page.map((row) => `${row.join(" ")}\n`).join("");
  return next === null ? lines : `${lines}\n${next}\n`;
}

/** The same as pywb answers it: CDXJ, or JSON lines where asked for; null for no captures. */
export function cdxjAnswer(holdings: Holdings, query: URLSearchParams): string | null {
  const limit = Number(query.get("limit") ?? SERVER_LIMIT);
  const rows = rowsFor(holdings, query).slice(0, limit);
  if (rows.length === 0) return null;
  return rows
    .map(([urlkey, timestamp, url, mime, status, digest, length]) => {
      const fields = { url, mime, status, digest, length, offset: "0", filename: "a.warc.gz" };
      return query.get("output") === "json"
        ? `${JSON.stringify({ urlkey, timestamp, ...fields })}\n`
        : `${urlkey} ${timestamp} ${JSON.stringify(fields)}\n`;
    })
    .join("");
}
