import { readPrintedDate } from "../dates/printed.js";

const MAX_DATE = 80;
const MAX_WORDS = 7;

/** Whether the whole text is a printed date, malformed ones that can still be read included. */
export function isPrintedDate(text: string): boolean {
  if (text.length > MAX_DATE || !/[\p{N}\p{L}]/u.test(text)) return false;
  const { status } = readPrintedDate(text);
  return status === "read" || status === "ambiguous" || status === "relative";
}

/** The longest run of words that is a date with a number in it; null when there is none. */
export function dateWithin(text: string): string | null {
  if (!/\p{Nd}/u.test(text)) return null;
  const words = [...text.matchAll(/\S+/gu)];
  let best: string | null = null;
  words.slice(0, 400).forEach((_, first) => {
    for (let last = Math.min(words.length, first + MAX_WORDS) - 1; last >= first; last -= 1) {
      const run = runOf(text, words[first]?.index ?? 0, words[last]);
      if (run.length <= (best?.length ?? 4) || !/\p{Nd}/u.test(run)) break;
      if (!isPrintedDate(run)) continue;
      best = run;
      break;
    }
  });
  return best;
}

function runOf(text: string, start: number, last: RegExpExecArray | undefined): string {
  const end = last === undefined ? start : last.index + last[0].length;
  return text.slice(start, end).replace(/^[([]|[\s,;:.)\]]+$/gu, "");
}
