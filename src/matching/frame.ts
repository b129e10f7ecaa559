import type { Edit } from "../records/edit.js";
import type { Pair } from "./align.js";
import { type Situation, spanOf } from "./situation.js";
import { type Framed, isCredit, isQuote, isTerminal } from "./trims.js";

/** What the print covers of the post. */
export interface Kept {
  /** The stretch of archived tokens. */
  readonly start: number;
  readonly end: number;
  /** The dots at the end of the print are the author's own. */
  readonly dotsUsed: boolean;
}

/**
 * Compares closing punctuation and final dots with what stands next in the post, and only there:
 * further on, a full stop is another sentence's.
 */
export function closeUp(
  situation: Situation,
  framed: Framed,
  core: readonly Pair[],
): { pairs: Pair[]; kept: Kept } {
  const pairs = trimFree(core);
  let next = (pairs.findLast(({ archived }) => archived >= 0)?.archived ?? -1) + 1;
  for (const index of framed.closing) {
    const closes = isTerminal(situation.archived[next]);
    pairs.push({ printed: index, archived: closes ? next : -1 });
    if (closes) next += 1;
  }
  let dotsUsed = false;
  if (framed.endDots >= 0 && situation.archived[next]?.kind === "ellipsis") {
    pairs.push({ printed: framed.endDots, archived: next });
    next += 1;
    dotsUsed = true;
  }
  const credited = framed.credit.length > 0 && isCredit(situation.archived, next);
  for (const index of framed.credit) {
    pairs.push({ printed: index, archived: credited ? next : -1 });
    if (credited) next += 1;
  }
  const start = pairs.find(({ archived }) => archived >= 0)?.archived ?? 0;
  return { pairs, kept: { start, end: next, dotsUsed } };
}

/** Archived tokens skipped at the very ends are not part of what the print covers. */
function trimFree(pairs: readonly Pair[]): Pair[] {
  const first = pairs.findIndex(({ printed }) => printed >= 0);
  const last = pairs.findLastIndex(({ printed }) => printed >= 0);
  return pairs.slice(Math.max(0, first), last + 1);
}

/**
 * Outer quotation marks: the newsroom's, or the author's when they stand there in the post too.
 * What is kept then reaches to the author's.
 */
export function judgeFrame(
  situation: Situation,
  { quotes }: Framed,
  kept: Kept,
): { edits: Edit[]; kept: Kept } {
  const edits: Edit[] = [];
  let { start, end } = kept;
  for (const { open, close } of [...quotes].reverse()) {
    if (isQuote(situation.archived[start - 1]) && isQuote(situation.archived[end])) {
      start -= 1;
      end += 1;
      continue;
    }
    edits.push(outerQuote(situation, open, start), outerQuote(situation, close, end));
  }
  return { edits, kept: { ...kept, start, end } };
}

function outerQuote(situation: Situation, index: number, archived: number): Edit {
  return {
    op: "insert",
    kind: "outer-quotes",
    severity: "capture",
    printed: spanOf(situation.printedText, situation.printed, index, index + 1),
    archived: spanOf(situation.archivedText, situation.archived, archived, archived),
    because: "Quotation marks around the whole quote.",
  };
}
