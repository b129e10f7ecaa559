import type { QuoteRecord } from "../records/quote.js";
import type { Verdict } from "../records/verdict.js";
import type { Verification } from "../records/verification.js";

type Progress = Verification["quotes"][number];

type Column = (quote: QuoteRecord, progress: Progress, verdict: Verdict | null) => unknown;

/** Columns by their name, in their order. */
const COLUMNS: Readonly<Record<string, Column>> = {
  ref: (quote) => quote.ref,
  status: (_, { status }) => status,
  outcome: (_, __, verdict) => verdict?.outcome,
  confidence: (_, __, verdict) => verdict?.confidence,
  summary: (_, { because }, verdict) => verdict?.summary ?? because,
  printed_text: ({ text }) => text,
  printed_name: ({ author }) => author?.name,
  printed_handle: ({ author }) => author?.handle?.replace(/^@/, ""),
  printed_date: ({ date }) => date,
  handle_class: (_, __, verdict) => verdict?.checks.handle.class,
  date_class: (_, __, verdict) => verdict?.checks.date.class,
  text_class: (_, __, verdict) => verdict?.checks.text.class,
  findings: (_, __, verdict) => verdict?.findings.map(({ code }) => code).join(" "),
  post_url: (_, __, verdict) => verdict?.post?.url,
  post_created_at: (_, __, verdict) => verdict?.post?.createdAt,
  post_text: (_, __, verdict) => verdict?.post?.text,
  capture: (_, __, verdict) => verdict?.evidence[0]?.uriM,
  captured_at: (_, __, verdict) => verdict?.evidence[0]?.capturedAt,
  verdict_id: (_, { verdictId }) => verdictId,
  checked_at: (_, __, verdict) => verdict?.checkedAt,
};

/**
 * A verification as CSV (RFC 4180: CRLF, a header line), one line a quote. `records` are what was
 * sent, in the order of the quotes.
 */
export function verificationCsv({ quotes }: Verification, records: readonly QuoteRecord[]): string {
  const lines = quotes.map((progress, index) => {
    const record = records[index] ?? { text: "" };
    return Object.values(COLUMNS).map((column) => column(record, progress, progress.verdict));
  });
  return [Object.keys(COLUMNS), ...lines]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

/** As OWASP lists them (CSV injection), full width and behind blanks too. */
const LIKE_A_FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/**
 * A cell, quoted where it must be. Spreadsheets run cells that begin like a formula, and these words
 * come from anybody: such a cell gets an apostrophe in front, which they do not show.
 */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = typeof value === "string" && LIKE_A_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
