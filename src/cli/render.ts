import type { Edit } from "../records/edit.js";
import type { Verdict } from "../records/verdict.js";

/** Edits shown a quote; the rest is in `--json`. */
const MOST_EDITS = 5;

function words(text: string): string {
  return text === "" ? "nothing" : `“${shortened(text)}”`;
}

function marked(edit: Edit): string {
  const printed = words(edit.printed.text);
  const archived = words(edit.archived.text);
  return `printed ${printed}, archived ${archived} (${edit.kind})`;
}

/** The edits that matter, one a line, with the words on both sides. */
function describeEdits(edits: readonly Edit[]): string[] {
  const told = edits.filter(({ severity }) => severity !== "capture" && severity !== "typographic");
  const lines = told.slice(0, MOST_EDITS).map(marked);
  if (told.length > MOST_EDITS) lines.push(`and ${told.length - MOST_EDITS} more`);
  return lines;
}

function whoAndWhen({ quote }: Verdict): string {
  const who = quote.author?.handle
    ? `@${quote.author.handle.replace(/^@/, "")}`
    : (quote.author?.name ?? quote.url ?? "nobody named");
  return quote.date ? `${who}, ${quote.date}` : who;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}

type Step = NonNullable<Verdict["search"][number]["steps"]>[number];

/** Addresses shown a step; all of them are in `--json`. */
const MOST_ADDRESSES = 9;

function renderStep({ purpose, taken, asked, requests, captures, read }: Step): string {
  const rest = asked.length - MOST_ADDRESSES;
  const shown = [...asked.slice(0, MOST_ADDRESSES), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const what = `    ${purpose}: ${shown.join(", ") || "nothing to ask"}`;
  return taken
    ? `${what} (${requests} requests, ${captures} captures, ${read} read)`
    : `${what} (not needed)`;
}

/** A verdict for people: outcome, quote, what differs, which capture says so. */
export function renderVerdict(verdict: Verdict, explain: boolean): string {
  const [evidence] = verdict.evidence;
  const lines = [
    `${verdict.outcome.toUpperCase()}  ${verdict.ref ? `${verdict.ref}: ` : ""}${whoAndWhen(verdict)}`,
    `  “${shortened(verdict.quote.text)}”`,
    `  ${verdict.summary}`,
    ...describeEdits(verdict.checks.text.edits).map((line) => `  ${line}`),
  ];
  const { date } = verdict.checks;
  if (date.readings.length > 0) {
    const held = date.result === "unknown" ? "" : `: ${date.because}`;
    lines.push(`  day: ${date.readings.join(" or ")}${held}`);
  }
  if (evidence) lines.push(`  capture: ${evidence.uriM} (${evidence.capturedAt})`);
  if (explain) {
    for (const { code, because } of verdict.findings) lines.push(`  ${code}: ${because}`);
    for (const entry of verdict.search) {
      lines.push(
        `  ${entry.archive}: ${entry.outcome}, ${entry.requests} requests, ${entry.captures} captures, ${entry.read} read`,
        ...(entry.steps ?? []).map(renderStep),
        ...entry.problems.map((problem) => `    ${problem}`),
        ...(entry.ended ? [`    ended: ${entry.ended}`] : []),
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
