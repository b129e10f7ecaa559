import { stripVTControlCharacters } from "node:util";
import type { Edit } from "../../src/records/edit.js";
import type { Outcome, Verdict } from "../../src/records/verdict.js";
import type { Paint } from "./terminal.js";

const WIDTH = 92;
const INDENT = "     ";
/** Longest stretch of the archived post shown where the print leaves something out. */
const LONGEST_LEFT_OUT = 48;

const COLOUR: Record<Outcome, keyof Paint> = {
  verified: "green",
  "verified-with-notes": "green",
  discrepancy: "red",
  unverifiable: "yellow",
  inconclusive: "yellow",
};

export const LEGEND = "{+words+} stand in print only, [-words-] in the archived post only";

function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** Edits worth marking in `text`, in order: those that a reader must be told of. */
function edits(text: string, verdict: Verdict): Edit[] {
  return (verdict.checks?.text.edits ?? [])
    .filter(({ severity }) => severity !== "capture" && severity !== "typographic")
    .filter(({ printed }) => text.slice(printed.start, printed.end) === printed.text)
    .sort((a, b) => a.printed.start - b.printed.start);
}

/**
 * One edit, marked: words of the print, then of the post. What is left out at dots is the print's
 * own statement, so only the post's words are marked there; of a word cut short, only the rest.
 */
function markEdit({ op, printed, archived }: Edit, paint: Paint): string {
  const words = printed.text.trimEnd();
  const space = printed.text.slice(words.length);
  const honest = op === "elide" || op === "truncate";
  const isCut = honest && archived.text.startsWith(words);
  const leftOut = shorten(
    isCut ? archived.text.slice(words.length) : archived.text,
    LONGEST_LEFT_OUT,
  );
  const inPost = leftOut === "" ? "" : paint.yellow(`[-${leftOut}-]`);
  if (honest) return words + inPost + space;
  const inPrint = words === "" ? "" : paint.red(`{+${words}+}`);
  return inPost + inPrint + space;
}

/** The printed words with what differs marked in them. */
function markDifferences(text: string, verdict: Verdict, paint: Paint): string {
  let marked = "";
  let position = 0;
  for (const edit of edits(text, verdict)) {
    if (edit.printed.start < position) continue;
    marked += text.slice(position, edit.printed.start) + markEdit(edit, paint);
    position = edit.printed.end;
  }
  return marked + text.slice(position);
}

/** Breaks a line between words; colour codes count as no width. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.replace(/\s+/gu, " ").split(" ")) {
    const next = line === "" ? word : `${line} ${word}`;
    if (stripVTControlCharacters(next).length > WIDTH - INDENT.length && line !== "") {
      lines.push(line);
      line = word;
    } else {
      line = next;
    }
  }
  return [...lines, line].map((one) => `${INDENT}${one}`);
}

function checksLine({ checks }: Verdict, paint: Paint): string[] {
  if (!checks) return [];
  const shown = (["handle", "date", "text"] as const).map((area) => {
    const { class: kind, result } = checks[area];
    const words = `${area} ${kind}`;
    return result === "mismatch"
      ? paint.red(words)
      : result === "note"
        ? paint.yellow(words)
        : words;
  });
  return [`${INDENT}${shown.join(" · ")}`];
}

function captureLine({ evidence: [capture], post }: Verdict, paint: Paint): string[] {
  if (!capture) return [];
  const where = `${capture.archive}, captured ${capture.capturedAt.slice(0, 10)}`;
  const posted = post?.createdAt
    ? `, posted ${post.createdAt.slice(0, 16).replace("T", " ")} UTC`
    : "";
  return [paint.dim(`${INDENT}${capture.uriR}`), paint.dim(`${INDENT}${where}${posted}`)];
}

/** One quote: outcome and who; the words, differences marked; what the checks say; the capture. */
export function showVerdict(verdict: Verdict, number: number, paint: Paint): string {
  const { quote, outcome } = verdict;
  const who = quote.author?.handle
    ? `@${quote.author.handle.replace(/^@/, "")}`
    : (quote.author?.name ?? quote.url ?? "");
  const head = `${String(number).padStart(3)}  ${paint[COLOUR[outcome]](outcome.padEnd(19))}  ${paint.bold(who)}${quote.date ? `, ${quote.date}` : ""}`;
  const found = verdict.post !== null;
  return [
    head,
    ...wrap(`“${markDifferences(quote.text, verdict, paint)}”`),
    ...(found ? checksLine(verdict, paint) : []),
    ...wrap(verdict.summary),
    ...captureLine(verdict, paint),
    "",
  ].join("\n");
}

/** `2 verified, 1 discrepancy`: how often each outcome occurs, best first. */
export function countOutcomes(verdicts: readonly Verdict[]): string {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of verdicts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return (Object.keys(COLOUR) as Outcome[])
    .filter((outcome) => counts.has(outcome))
    .map((outcome) => `${counts.get(outcome)} ${outcome}`)
    .join(", ");
}
