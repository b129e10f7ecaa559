import { isUtf8 } from "node:buffer";
import { extractArticle } from "../articles/extract.js";
import { parseRequest } from "../records/parse.js";
import type { Request } from "../records/request.js";
import type { Remark } from "../records/verification.js";
import { decodeText } from "../snapshots/charset.js";
import { type CommandIo, UsageError } from "./command.js";
import { readInput } from "./files.js";

export interface Input {
  request: Request;
  /** Fields left out, quotes found but not readable: told, not fatal. */
  warnings: string[];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON lines of records; the number of the first line that is none, where there is one. */
function jsonLines(text: string): { records: unknown[] } | { badLine: number } {
  const records: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const record = jsonOf(line);
    if (record === undefined) return { badLine: index + 1 };
    records.push(record);
  }
  return { records };
}

/** A request, an array of records, one record, or JSON lines of records: as a request. */
function asRequest(file: string, text: string): unknown {
  const whole = jsonOf(text);
  if (Array.isArray(whole)) return { quotes: whole };
  if (whole !== null && typeof whole === "object") {
    return "quotes" in whole || !("text" in whole) ? whole : { quotes: [whole] };
  }
  const lines = jsonLines(text);
  if ("badLine" in lines) {
    throw new UsageError(`${file}: neither JSON nor JSON lines (line ${lines.badLine})`);
  }
  return { quotes: lines.records };
}

const MOST_PROBLEMS = 3;

function describe(problems: readonly Remark[]): string {
  const told = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ pointer, detail }) => `${pointer || "/"}: ${detail}`);
  if (problems.length > MOST_PROBLEMS) told.push(`and ${problems.length - MOST_PROBLEMS} more`);
  return told.join("; ");
}

type Kind = "html" | "text" | "records";

function kindOf(file: string, text: string): Kind {
  if (/\.x?html?$/i.test(file)) return "html";
  if (/\.(txt|md)$/i.test(file)) return "text";
  if (/\.(jsonl?|ndjson)$/i.test(file)) return "records";
  const start = text.trimStart()[0];
  return start === "{" || start === "[" ? "records" : start === "<" ? "html" : "text";
}

/** The quotes in an article, as a request; screenshots and the like as warnings. */
export function extractInput(
  file: string,
  text: string,
  options: { url?: string; lang?: string } = {},
) {
  const input = kindOf(file, text) === "html" ? { html: text } : { text };
  return extractArticle(input, options);
}

/**
 * Reads what `quotary check` takes: request, records or article (contract, section 3).
 * Throws `UsageError` with JSON pointers when it cannot be used.
 */
export async function loadRequest(file: string, io: CommandIo): Promise<Input> {
  const bytes = await readInput(file, io);
  const { text } = decodeText(bytes, null);
  if (kindOf(file, text) !== "records") {
    const { unread, ...request } = extractInput(file, text);
    if (request.quotes.length === 0)
      throw new UsageError(`${file}: no quotes found in this article`);
    return {
      request,
      warnings: unread.map(
        (one) => `found but not read: ${one.kind} ${one.src ?? one.selector ?? ""}`,
      ),
    };
  }
  // An article says its charset; JSON has one only, and no quote may be changed on its way in.
  if (!isUtf8(bytes)) throw new UsageError(`${file}: not UTF-8`);
  const parsed = parseRequest(asRequest(file, text));
  if (!parsed.ok) throw new UsageError(`${file}: ${describe(parsed.errors)}`);
  return {
    request: parsed.value,
    warnings: parsed.warnings.map(({ pointer, detail }) => `${pointer}: ${detail}`),
  };
}
