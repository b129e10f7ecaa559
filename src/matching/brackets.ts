import type { Pair } from "./align.js";
import { isOpeningBracket } from "./changes.js";
import type { Situation } from "./situation.js";
import type { Token } from "./types.js";

/** Longest bracketed group, in tokens, that is taken for an editor's words. */
const LONGEST_GROUP = 16;

/**
 * Words that an editor put in brackets stand together for what they replace: a word among them
 * that the post has too ("[Angela Merkel]" for "Merkel") is not paired alone.
 */
export function looseBrackets(situation: Situation, pairs: readonly Pair[]): readonly Pair[] {
  if (!situation.printed.some(isOpeningBracket)) return pairs;
  const loose: Pair[] = [];
  let until = -1;
  for (const [i, pair] of pairs.entries()) {
    const token = situation.printed[pair.printed];
    if (i > until && pair.archived < 0 && token && isOpeningBracket(token)) {
      until = Math.max(until, closing(situation, pairs, i));
    }
    if (i < until && pair.printed >= 0 && pair.archived >= 0) {
      loose.push({ printed: pair.printed, archived: -1 }, { printed: -1, archived: pair.archived });
    } else loose.push(pair);
  }
  return loose;
}

/** The pair that holds the bracket closing the one at `open`, if the post lacks it too; else -1. */
function closing(situation: Situation, pairs: readonly Pair[], open: number): number {
  if (situation.printed[pairs[open]?.printed ?? -1]?.text !== "[") return -1;
  const last = Math.min(pairs.length, open + LONGEST_GROUP);
  for (let i = open + 1; i < last; i += 1) {
    const pair = pairs[i];
    if (situation.printed[pair?.printed ?? -1]?.text !== "]") continue;
    return pair && pair.archived < 0 ? i : -1;
  }
  return -1;
}

/**
 * A bracketed group at an end of the print stands beside words that the print leaves out: is it
 * put in their place ("[the tax]" where the post goes on with "the poor"), these are paired with it.
 */
export function edgeBrackets(situation: Situation, pairs: readonly Pair[]): readonly Pair[] {
  if (!situation.printed.some(isOpeningBracket)) return pairs;
  return atStart(situation, atEnd(situation, pairs));
}

/** Longest stretch of the post that a group at an end is taken to replace, in tokens. */
const LONGEST_REPLACED = 5;

function atEnd(situation: Situation, pairs: readonly Pair[]): readonly Pair[] {
  const { printed, archived } = situation;
  const last = pairs.findLastIndex((pair) => pair.printed >= 0);
  const open = groupFrom(situation, pairs, last, -1);
  const before = pairs[open - 1];
  if (open < 0 || !before || before.printed < 0 || before.archived < 0) return pairs;
  const inside = pairs.slice(open + 1, last).flatMap((pair) => printed[pair.printed] ?? []);
  const next = before.archived + 1;
  const previous = printed[before.printed];
  if (!previous || !takesPlace(situation, previous, inside, archived[next])) return pairs;
  return grown(pairs, open, last, phrase(situation, next, 1));
}

/** What stands before the rest of its sentence is its beginning, which the group replaces. */
function atStart(situation: Situation, pairs: readonly Pair[]): readonly Pair[] {
  const first = pairs.findIndex((pair) => pair.printed >= 0);
  const close = groupFrom(situation, pairs, first, 1);
  const after = pairs[close + 1];
  if (close < 0 || !after || after.printed < 0 || after.archived < 1) return pairs;
  const { sentences } = situation;
  if (sentences[after.archived - 1] !== sentences[after.archived]) return pairs;
  return grown(pairs, first, close, phrase(situation, after.archived - 1, -1));
}

/** The pairs, with archived tokens added to the group at `[open, close]`. */
function grown(pairs: readonly Pair[], open: number, close: number, replaced: readonly number[]) {
  const group = pairs.slice(open, close);
  const all = new Set([...group.map(({ archived }) => archived), ...replaced]);
  return [
    ...pairs.slice(0, open),
    ...group.filter(({ printed }) => printed >= 0),
    ...[...all].filter((at) => at >= 0).map((archived) => ({ printed: -1, archived })),
    ...pairs.slice(close),
  ];
}

/** The pair with the other bracket of a group of which no word is paired; -1 where there is none. */
function groupFrom({ printed }: Situation, pairs: readonly Pair[], from: number, step: 1 | -1) {
  const textAt = (at: number) => printed[pairs[at]?.printed ?? -1]?.text;
  const [begins, ends] = step === 1 ? ["[", "]"] : ["]", "["];
  if (textAt(from) !== begins) return -1;
  for (let k = 0; k < LONGEST_GROUP; k += 1) {
    const at = from + k * step;
    const pair = pairs[at];
    if (!pair || (pair.printed >= 0 && pair.archived >= 0)) return -1;
    if (textAt(at) === ends) return k > 1 ? at : -1;
  }
  return -1;
}

/**
 * Does a group at the end of the print stand for what follows in the post? So it does after a word
 * that wants another ("for [the rich]"), and where the post goes on as the group begins: with an
 * article or pronoun, or with a word of its own. A pronoun before it is what the group explains.
 */
function takesPlace(
  { lexica }: Situation,
  before: Token,
  inside: readonly Token[],
  next: Token | undefined,
): boolean {
  const [first] = inside;
  if (!first || first.fold === "sic" || !next || !isWord(next)) return false;
  if (lexica.has("pronouns", before)) return false;
  const isSmall = (token: Token) => lexica.has("functionWords", token);
  if (isSmall(before)) return true;
  if (lexica.has("articles", next) || lexica.has("pronouns", next) || first.fold === next.fold) {
    return !lexica.has("prepositions", first);
  }
  return !isSmall(first) && !isSmall(next) && first.text === first.text.toLowerCase();
}

/** A pronoun, or words with the small ones before them, from archived token `at` on or back. */
function phrase({ archived, lexica }: Situation, at: number, step: 1 | -1): number[] {
  const indices: number[] = [];
  let content = 0;
  for (let i = at; indices.length < LONGEST_REPLACED; i += step) {
    const token = archived[i];
    if (!token || !isWord(token)) break;
    if (indices.length === 0 && lexica.has("pronouns", token)) return [i];
    const small = lexica.has("functionWords", token);
    if (step === 1 && small && content > 0) break;
    indices.push(i);
    if (small && content > 0) break;
    content += small ? 0 : 1;
  }
  return step === 1 ? indices : indices.reverse();
}

function isWord({ kind }: Token): boolean {
  return kind === "word" || kind === "character" || kind === "mention" || kind === "hashtag";
}
