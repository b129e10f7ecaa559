import type { Edit } from "../records/edit.js";
import type { Pair } from "./align.js";
import { leadingCue, questionMarkAfter, trailingCue } from "./context.js";
import { isContent } from "./coverage.js";
import { leadingEdge, trailingEdge } from "./edges.js";
import type { Kept } from "./frame.js";
import { isCapitalised } from "./rules/words.js";
import { type Situation, shown, spanOf } from "./situation.js";
import type { Framed } from "./trims.js";
import { isQuote } from "./trims.js";
import type { Token } from "./types.js";
import { unitAfter, unitBefore } from "./units.js";
import { compoundCut, isOthersSpeech, wordCutAt } from "./within.js";

/** Fewest content words of a phrase that can pass for a statement of its own. */
const STATEMENT = 3;

export interface Cuts {
  readonly edits: Edit[];
  readonly flags: string[];
  /** Words of the post before or after the print are left out, unmarked. */
  readonly extract: boolean;
  /** The print says by its dots that it breaks off. */
  readonly truncated: boolean;
}

const QUESTION_CUT =
  "In the post these words are part of a question; the print does not show that.";
const UNIT_CUT = "The cut falls between a number and its sign or unit.";

interface KeptAndCut extends Kept {
  /** The last printed word is only the beginning of one in the post. */
  readonly midWord: boolean;
}

/** What the print leaves out before and after, and whether that turns the meaning. */
export function cutEdits(situation: Situation, framed: Framed, kept: KeptAndCut): Cuts {
  const before = cutBefore(situation, framed, kept);
  const after = cutAfter(situation, framed, kept);
  const speech = (before.extract || after.extract) && isOthersSpeech(situation, kept);
  const words = [
    ...(before.extract ? wordCut(situation, kept.start, kept) : []),
    ...(after.extract ? wordCut(situation, kept.end, kept) : []),
  ];
  const unread = isUnread(situation, kept, before.extract, after.extract);
  return {
    edits: [
      ...before.edits,
      ...after.edits,
      ...words,
      ...(unread ? [unreadCut(situation, kept)] : []),
      ...(speech ? [speechCut(situation, kept)] : []),
    ],
    flags: [...before.flags, ...after.flags],
    extract: before.extract || after.extract,
    truncated: after.truncated,
  };
}

function cutBefore(situation: Situation, { startDots, from }: Framed, { start }: Kept): Cuts {
  const ownDots = startDots >= 0 && situation.archived[start - 1]?.kind === "ellipsis";
  const edge = leadingEdge(situation, ownDots ? start - 1 : start);
  const dots = startDots >= 0 ? startDots : from;
  const edits: Edit[] = [];
  const flags: string[] = [];
  if (!edge.content) {
    edits.push(...edge.edits);
    if (startDots >= 0 && !ownDots) edits.push(dotsAdded(situation, startDots, start));
    return { edits, flags, extract: false, truncated: false };
  }
  const marked = startDots >= 0 && !ownDots;
  const omitted = {
    op: marked ? ("elide" as const) : ("delete" as const),
    printed: spanOf(situation.printedText, situation.printed, dots, marked ? dots + 1 : dots),
    archived: spanOf(situation.archivedText, situation.archived, 0, start),
  };
  const cue = midSentence(situation, start) ? leadingCue(situation, start) : null;
  if (unitBefore(situation, start))
    edits.push({ ...omitted, kind: "unit-cut", severity: "meaning", because: UNIT_CUT });
  const compound = compoundCut(situation, start);
  if (compound)
    edits.push({ ...omitted, kind: "compound-cut", severity: "meaning", because: compound });
  if (cue) {
    edits.push({
      ...omitted,
      kind: "context-cut-polarity",
      severity: "meaning",
      because: cueBefore(situation, start, cue),
    });
    flags.push("context-cut-polarity");
  } else if (marked) {
    edits.push({
      ...omitted,
      kind: "leading-elision",
      severity: "editorial",
      because: "The beginning is left out, marked by dots.",
    });
  }
  if (midSentence(situation, start)) flags.push("begins-mid-sentence");
  return { edits, flags, extract: !marked, truncated: false };
}

function cutAfter(
  situation: Situation,
  framed: Framed,
  { end, dotsUsed, midWord }: KeptAndCut,
): Cuts {
  const marked = framed.endDots >= 0 && !dotsUsed;
  const edge = trailingEdge(situation, end);
  const edits: Edit[] = [];
  const flags: string[] = [];
  if (!edge.content) {
    edits.push(...edge.edits);
    const leavesOut = midWord || edge.edits.some(({ kind }) => kind !== "final-punctuation");
    if (marked && !leavesOut) edits.push(dotsAdded(situation, framed.endDots, end));
    return { edits, flags, extract: false, truncated: marked && leavesOut };
  }
  const at = marked ? framed.endDots : situation.printed.length;
  const omitted = {
    op: marked ? ("truncate" as const) : ("delete" as const),
    printed: spanOf(situation.printedText, situation.printed, at, marked ? at + 1 : at),
    archived: spanOf(situation.archivedText, situation.archived, end, situation.archived.length),
  };
  if (marked) {
    edits.push({
      ...omitted,
      kind: "truncation",
      severity: "editorial",
      because: "The end is left out, marked by dots.",
    });
  }
  if (unitAfter(situation, end))
    edits.push({ ...omitted, kind: "unit-cut", severity: "meaning", because: UNIT_CUT });
  const compound = compoundCut(situation, end);
  if (compound)
    edits.push({ ...omitted, kind: "compound-cut", severity: "meaning", because: compound });
  const cue = trailingCue(situation, end);
  if (cue) {
    const because = cueAfter(situation, end, cue);
    edits.push({ ...omitted, kind: "context-cut-polarity", severity: "meaning", because });
    flags.push("context-cut-polarity");
  }
  if (midSentence(situation, end)) {
    flags.push("ends-mid-sentence");
    const mark = questionMarkAfter(situation, end);
    if (mark >= 0) flags.push("from-a-question");
    if (mark === end || (mark > end && !marked && isStatement(situation, framed))) {
      edits.push({ ...omitted, kind: "question-cut", severity: "meaning", because: QUESTION_CUT });
    }
  }
  return { edits, flags, extract: !marked, truncated: marked };
}

/** Endings that make another whole word: "attack" is not a cut "attacks". */
const ENDINGS =
  /^(?:s|es|ed|d|ing|er|ers|r|rs|ly|less|ful|n|ns|ment|ion|ions|al|ally|ness|n't|'s|e|ée|ées|és|t|nt|ent)$/;

/**
 * The pair of the last printed word with the archived word of which it is only the beginning, as
 * left by a print cut in mid-word; null when there is none. Without dots to say so, only an
 * unlikely place for a word to end counts.
 */
export function midWordCut(
  situation: Situation,
  { to, endDots, closing }: Framed,
  pairs: readonly Pair[],
): Pair | null {
  const pair = pairs.findLast(({ printed }) => printed === to - 1);
  const part = situation.printed[pair?.printed ?? -1];
  const full = situation.archived[pair?.archived ?? -1];
  if (!pair || !part || !full || part.kind === "number" || full.kind === "number") return null;
  if (part.fold === full.fold || !full.fold.startsWith(part.fold)) return null;
  if (endDots >= 0) return closing.length === 0 ? pair : null;
  const rest = full.text.slice(part.text.length).toLowerCase();
  const goesOn = pair.archived < situation.archived.length - 1;
  return closing.length === 0 &&
    goesOn &&
    !isCapitalised(full) &&
    rest.length >= 2 &&
    !ENDINGS.test(rest)
    ? pair
    : null;
}

/** The edit for it: harmless, unless what is cut off is what negates. */
export function midWordEdit(situation: Situation, { printed, archived }: Pair): Edit {
  const part = situation.printed.slice(printed, printed + 1);
  const full = situation.archived.slice(archived, archived + 1);
  const hides = situation.lexica.find("negations", full) !== null;
  return {
    op: "truncate",
    kind: hides ? "context-cut-polarity" : "cut-mid-word",
    severity: hides ? "meaning" : "editorial",
    printed: spanOf(situation.printedText, situation.printed, printed, printed + 1),
    archived: spanOf(situation.archivedText, situation.archived, archived, archived + 1),
    because: `The print breaks off inside a word: ${shown(situation.printedText, part)} is the beginning of ${shown(situation.archivedText, full)}${hides ? ", whose negation it hides" : ""}.`,
  };
}

/** Cut within a sentence of a language without word lists: a "not" in the rest would not be seen. */
function isUnread(
  situation: Situation,
  { start, end }: Kept,
  before: boolean,
  after: boolean,
): boolean {
  return (
    situation.lexica.languages.length === 0 &&
    ((before && midSentence(situation, start)) || (after && midSentence(situation, end)))
  );
}

function unreadCut(situation: Situation, { start, end }: Kept): Edit {
  return {
    op: "delete",
    kind: "unread-context-cut",
    severity: "meaning",
    printed: spanOf(situation.printedText, situation.printed, 0, 0),
    archived: spanOf(situation.archivedText, situation.archived, start, end),
    because:
      "The cut falls within a sentence of a language whose negations are not known here: whether the rest turns the meaning cannot be told.",
  };
}

function wordCut(situation: Situation, at: number, { start }: Kept): Edit[] {
  const word = wordCutAt(situation, at);
  if (word === null) return [];
  const there = at === start ? 0 : situation.printed.length;
  return [
    {
      op: "truncate",
      kind: "cut-mid-word",
      severity: "editorial",
      printed: spanOf(situation.printedText, situation.printed, there, there),
      archived: spanOf(situation.archivedText, situation.archived, at - 1, at + 1),
      because: `The cut falls inside “${word}”, which the dictionaries know as one word.`,
    },
  ];
}

function speechCut(situation: Situation, { start, end }: Kept): Edit {
  return {
    op: "delete",
    kind: "quoted-words-cut",
    // The whole of what the author quotes is given as the author's own.
    severity:
      isQuote(situation.archived[start - 1]) && isQuote(situation.archived[end])
        ? "meaning"
        : "minor",
    printed: spanOf(situation.printedText, situation.printed, 0, 0),
    archived: spanOf(situation.archivedText, situation.archived, start, end),
    because:
      "In the post these words stand within the author's own quotation marks: they may be somebody else's.",
  };
}

/** Does the cut before archived token `at` fall within a sentence? */
function midSentence({ sentences, archived }: Situation, at: number): boolean {
  return at > 0 && at < archived.length && sentences[at - 1] === sentences[at];
}

function isStatement(situation: Situation, { from, to }: Framed): boolean {
  return (
    situation.printed.slice(from, to).filter((token) => isContent(token, situation)).length >=
    STATEMENT
  );
}

function dotsAdded(situation: Situation, dots: number, archived: number): Edit {
  return {
    op: "insert",
    kind: "ellipsis-added",
    severity: "minor",
    printed: spanOf(situation.printedText, situation.printed, dots, dots + 1),
    archived: spanOf(situation.archivedText, situation.archived, archived, archived),
    because: "The print has dots where nothing is left out.",
  };
}

function cueBefore(situation: Situation, start: number, cue: Token): string {
  let from = start;
  while (from > 0 && situation.sentences[from - 1] === situation.sentences[start]) from -= 1;
  return `The sentence begins earlier in the post, with ${shown(situation.archivedText, situation.archived.slice(from, start))}: “${cue.key}” there can turn the meaning of what is printed.`;
}

function cueAfter(situation: Situation, end: number, cue: Token): string {
  let to = end;
  while (to < situation.archived.length && situation.sentences[to] === situation.sentences[end])
    to += 1;
  return `The post goes on with ${shown(situation.archivedText, situation.archived.slice(end, to))}: “${cue.key}” there can turn the meaning of what is printed.`;
}
