import type { Pair } from "./align.js";
import { type Change, makeChange, type Situation } from "./situation.js";
import type { Token } from "./types.js";

export function isEqual(situation: Situation, { printed, archived }: Pair): boolean {
  if (printed < 0 || archived < 0) return false;
  return situation.printed[printed]?.fold === situation.archived[archived]?.fold;
}

/** A run as one change; `at` is where it stands when one side is empty. */
export function changeOf(
  situation: Situation,
  run: readonly Pair[],
  at: { printed: number; archived: number },
): Change {
  const printed = extent(run, "printed", at.printed);
  const archived = extent(run, "archived", at.archived);
  return makeChange(situation, printed.from, printed.to, archived.from, archived.to);
}

/** From the first to the last token of one side; empty, at `at`, where the run has none. */
function extent(run: readonly Pair[], side: keyof Pair, at: number): { from: number; to: number } {
  const first = run.find((pair) => pair[side] >= 0);
  const last = run.findLast((pair) => pair[side] >= 0);
  return first && last ? { from: first[side], to: last[side] + 1 } : { from: at, to: at };
}

/**
 * A run cut into the smallest pieces that can be judged alone: a bracketed group or an ellipsis
 * with what is missing beside it, one token for another, tokens added, tokens left out.
 */
export function piecesOf(situation: Situation, run: readonly Pair[]): Pair[][] {
  const pieces: { kind: string; pairs: Pair[] }[] = [];
  let i = 0;
  while (i < run.length) {
    const pair = run[i] as Pair;
    const token = situation.printed[pair.printed];
    const close = token && isOpeningBracket(token) ? closingIndex(situation, run, i) : -1;
    if (close > i) {
      pieces.push({ kind: "mark", pairs: run.slice(i, close + 1) });
      i = close + 1;
      continue;
    }
    if (token?.kind === "ellipsis" && pair.archived < 0)
      pieces.push({ kind: "mark", pairs: [pair] });
    else {
      const kind = kindOf(pair);
      const last = pieces.at(-1);
      if (last && last.kind === kind && kind !== "replace") last.pairs.push(pair);
      else pieces.push({ kind, pairs: [pair] });
    }
    i += 1;
  }
  return joinOmissions(pieces);
}

function kindOf(pair: Pair): string {
  if (pair.printed < 0) return "omit";
  return pair.archived < 0 ? "add" : "replace";
}

/** What is left out beside a mark belongs to the mark. */
function joinOmissions(pieces: readonly { kind: string; pairs: Pair[] }[]): Pair[][] {
  const joined: { kind: string; pairs: Pair[] }[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const first = last?.kind === "omit" && piece.kind === "mark";
    const then = last?.kind === "mark" && piece.kind === "omit";
    if (last && (first || then)) {
      last.pairs.push(...piece.pairs);
      last.kind = "mark";
    } else joined.push({ kind: piece.kind, pairs: [...piece.pairs] });
  }
  return joined.map(({ pairs }) => pairs);
}

export function isOpeningBracket(token: Token): boolean {
  return token.kind === "punctuation" && (token.text === "[" || token.text === "(");
}

function closingIndex(situation: Situation, run: readonly Pair[], open: number): number {
  const wanted = situation.printed[(run[open] as Pair).printed]?.text === "[" ? "]" : ")";
  for (let i = open + 1; i < run.length; i += 1) {
    if (situation.printed[(run[i] as Pair).printed]?.text === wanted) return i;
  }
  return -1;
}

/** Splits tokens added or left out together into stretches of words and single marks. */
export function marksApart(change: Change, situation: Situation): Change[] {
  const onPrinted = change.printed.length > 0;
  const tokens = onPrinted ? change.printed : change.archived;
  const groups: number[][] = [];
  for (const [i, token] of tokens.entries()) {
    const mark = token.kind === "punctuation" || token.kind === "emoji" || token.kind === "url";
    const last = groups.at(-1);
    const lastMark = last && tokens[last[0] ?? 0];
    const sameKind = lastMark && !mark && !["punctuation", "emoji", "url"].includes(lastMark.kind);
    if (last && sameKind) last.push(i);
    else groups.push([i]);
  }
  return groups.map((group) => {
    const from = group[0] ?? 0;
    const to = (group.at(-1) ?? 0) + 1;
    return onPrinted
      ? makeChange(
          situation,
          change.printedFrom + from,
          change.printedFrom + to,
          change.archivedFrom,
          change.archivedFrom,
        )
      : makeChange(
          situation,
          change.printedFrom,
          change.printedFrom,
          change.archivedFrom + from,
          change.archivedFrom + to,
        );
  });
}
