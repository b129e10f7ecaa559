import type { Edit } from "../records/edit.js";
import type { Pair } from "./align.js";
import { changeOf, isEqual, marksApart, piecesOf } from "./changes.js";
import { rulesFor } from "./rules/index.js";
import { type Change, makeChange, type Situation, spanOf } from "./situation.js";

/** What the alignment shows, as typed edits in the order of the print. */
export function judgePairs(situation: Situation, pairs: readonly Pair[]): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < pairs.length; ) {
    const from = i;
    while (i < pairs.length && !isEqual(situation, pairs[i] as Pair)) i += 1;
    if (i > from) {
      const at = from === 0 ? startOf(pairs) : next(pairs[from - 1] as Pair);
      edits.push(...judgeRun(situation, pairs.slice(from, i), at));
    }
    const edit = i < pairs.length ? judgeForm(situation, pairs[i] as Pair) : null;
    if (edit) edits.push(edit);
    i += 1;
  }
  return edits;
}

function startOf(pairs: readonly Pair[]): Pair {
  return {
    printed: pairs.find(({ printed }) => printed >= 0)?.printed ?? 0,
    archived: pairs.find(({ archived }) => archived >= 0)?.archived ?? 0,
  };
}

function next({ printed, archived }: Pair): Pair {
  return { printed: printed + 1, archived: archived + 1 };
}

function after(run: readonly Pair[], at: { printed: number; archived: number }) {
  let { printed, archived } = at;
  for (const pair of run) {
    printed = Math.max(printed, pair.printed + 1);
    archived = Math.max(archived, pair.archived + 1);
  }
  return { printed, archived };
}

/** Equal tokens whose characters differ. */
function judgeForm(situation: Situation, { printed, archived }: Pair): Edit | null {
  if (situation.printed[printed]?.key === situation.archived[archived]?.key) return null;
  return judge(situation, makeChange(situation, printed, printed + 1, archived, archived + 1));
}

/** As one change if a rule excuses it whole; else piece by piece, so that each is named. */
function judgeRun(
  situation: Situation,
  run: readonly Pair[],
  at: { printed: number; archived: number },
): Edit[] {
  const whole = judge(situation, changeOf(situation, run, at));
  if (whole.severity !== "meaning") return [whole];
  const pieces = piecesOf(situation, run);
  const edits: Edit[] = [];
  let here = at;
  for (const piece of pieces) {
    const change = changeOf(situation, piece, here);
    const edit = pieces.length === 1 ? whole : judge(situation, change);
    const lone = change.printed.length === 0 || change.archived.length === 0;
    const parts = edit.severity === "meaning" && lone ? marksApart(change, situation) : [];
    if (parts.length > 1) edits.push(...parts.map((part) => judge(situation, part)));
    else edits.push(edit);
    here = after(piece, here);
  }
  return edits;
}

/** The edit that the first fitting rule makes of a change. */
function judge(situation: Situation, change: Change): Edit {
  const rule = rulesFor(change).find(({ when }) => when(change, situation));
  if (!rule) throw new Error("the last edit rule holds always");
  return {
    op: rule.then.op ?? opOf(change),
    kind: rule.then.kind,
    severity: rule.then.severity,
    printed: spanOf(situation.printedText, situation.printed, change.printedFrom, change.printedTo),
    archived: spanOf(
      situation.archivedText,
      situation.archived,
      change.archivedFrom,
      change.archivedTo,
    ),
    because: rule.because(change, situation),
  };
}

function opOf(change: Change): Edit["op"] {
  if (change.archived.length === 0) return "insert";
  return change.printed.length === 0 ? "delete" : "replace";
}
