import type { ListedCapture } from "../cdxj.js";
import { normaliseDigest } from "../digest.js";
import { fromTimestamp } from "../timestamp.js";

export interface CdxAnswer {
  listed: ListedCapture[];
  /** Lines that are no captures at all, such as an exception text; lists of other schemes are not. */
  unreadable: string[];
  /** To be sent back as it is: its form has changed over the years (facts: archives 1). */
  resumeKey: string | null;
}

/** `-` is "not known", `unk` "no content type", `warc/revisit` says nothing of the page. */
function mimeOf(text: string): string | null {
  return text === "-" || text === "unk" || text === "warc/revisit" ? null : text.toLowerCase();
}

/** Without a header: these columns, and any that follow. */
const COLUMNS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];

function parseColumns(columns: readonly string[]): ListedCapture | "other" | null {
  const [, timestamp = "", url = "", mime = "-", status = "-", digest = "-", size = "-"] = columns;
  const capturedAt = fromTimestamp(timestamp);
  if (columns.length < 3 || capturedAt === null) return null;
  // What begins so is a list in another form, not an address of another scheme.
  if (/^[[{"]/.test(url)) return null;
  if (!/^https?:\/\//i.test(url)) return "other";
  return {
    url,
    capturedAt,
    mime: mimeOf(mime),
    status: /^\d{3}$/.test(status) ? Number(status) : null,
    digest: normaliseDigest(digest),
    length: /^\d{1,12}$/.test(size) ? Number(size) : null,
    place: null,
  };
}

/**
 * Is the end of a text, behind its last line's end, a part of a line? So ends a list whose length was
 * stated too small; one in JSON has no such end, nor has the key to go on with. Some servers tell
 * fewer columns: then their first line does, too.
 */
export function endsWithinLine(text: string): boolean {
  const lastEnd = text.lastIndexOf("\n");
  const rest = text.slice(lastEnd + 1);
  if (!rest.includes(" ") || rest.startsWith("[")) return false;
  const first = lastEnd < 0 ? COLUMNS : columnsOf(text.slice(0, text.indexOf("\n")));
  return columnsOf(rest).length < Math.min(first.length, COLUMNS.length);
}

/** Columns of a line of text, which some servers part by tabs or more than one space. */
const columnsOf = (line: string): string[] => line.trim().split(/[ \t]+/);

/** The first line of a CDX file, naming its columns by letters: servers hand it on. */
const isHeader = (line: string): boolean => /^\s*CDX(?: [A-Za-z])+\s*$/.test(line);

interface Rows {
  rows: (readonly string[])[];
  resumeKey: string | null;
}

/** Text: a capture a line; after a blank line the resume key. */
function textRows(text: string): Rows {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/\r$/, ""))
    .filter((line) => !isHeader(line));
  const blank = lines.indexOf("");
  const key = blank < 0 ? "" : (lines.slice(blank).find((line) => line !== "") ?? "");
  const rows = (blank < 0 ? lines : lines.slice(0, blank)).map(columnsOf);
  // Blank lines elsewhere are none of the server's: what follows then is captures.
  if (/[ \t]/.test(key)) return { rows: lines.filter(Boolean).map(columnsOf), resumeKey: null };
  return { rows, resumeKey: key === "" ? null : key };
}

/** JSON: arrays of columns after a header row; `[]` and `["key"]` at the end carry the resume key. */
function jsonRows(text: string): Rows | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  // A list of something else, such as errors, is none of captures.
  if (!Array.isArray(parsed) || !parsed.every(Array.isArray)) return null;
  const listed = parsed.map((row: unknown[]) => row.map(String));
  const header = listed[0]?.includes("timestamp") ? listed.shift() : undefined;
  // Some servers have other columns, or the same in another order; a key stands alone.
  const places = header && COLUMNS.map((name) => header.indexOf(name));
  const rows = listed.map((row) =>
    places && row.length > 1 ? places.map((place) => row[place] ?? "-") : row,
  );
  const blank = rows.findIndex((row) => row.length === 0);
  const resumeKey = blank < 0 ? null : (rows[blank + 1]?.[0] ?? null);
  return { rows: blank < 0 ? rows : rows.slice(0, blank), resumeKey };
}

/**
 * Reads a CDX answer, text or JSON. Null when it is neither: a page of another kind. An empty text
 * and `[]` are answers without captures.
 */
export function parseCdx(text: string): CdxAnswer | null {
  const start = text.trimStart();
  if (start.startsWith("<")) return null;
  const found = start.startsWith("[") ? jsonRows(start) : textRows(text);
  if (!found) return null;
  const answer: CdxAnswer = { listed: [], unreadable: [], resumeKey: found.resumeKey };
  for (const row of found.rows) {
    if (row.join("") === "") continue;
    const line = parseColumns(row);
    if (line === null) answer.unreadable.push(row.join(" ").slice(0, 200));
    else if (line !== "other") answer.listed.push(line);
  }
  return answer;
}
