import type { Lexica } from "./lexicon/index.js";
import { isMadeMoreByArticle } from "./rules/words.js";
import { isWordLike } from "./scores.js";
import type { Situation } from "./situation.js";
import type { Token } from "./types.js";

/**
 * What a cut hides. Words that turn a sentence (negation, condition, doubt) matter when they stand
 * in a sentence of which the print keeps another part.
 */

/** A cue among archived tokens `[from, to)` whose sentence is partly kept in the print. */
export function hiddenCue(situation: Situation, from: number, to: number): Token | null {
  const { sentences, archived } = situation;
  const first = sentences[from];
  const last = sentences[to - 1];
  for (let start = from; start < to; ) {
    const sentence = sentences[start];
    let end = start;
    while (end < to && sentences[end] === sentence) end += 1;
    const keptBefore = sentence === first && from > 0 && sentences[from - 1] === sentence;
    const keptAfter = sentence === last && to < archived.length && sentences[to] === sentence;
    if (keptBefore || keptAfter) {
      const hidden = archived.slice(start, end);
      const cue =
        turningCue(situation, hidden) ??
        situation.lexica.find("attributions", hidden) ??
        situation.lexica.find("hedges", hidden) ??
        (keptBefore && keptAfter ? governing(situation, hidden) : null);
      if (cue) return cue;
    }
    start = end;
  }
  return null;
}

/** Words at either end of what is left out that can belong to the verb that is kept. */
const GOVERNING_REACH = 2;

/**
 * "We [could, with luck,] win", "the board [almost] won", "I [regret the day I] won": the first or
 * last words left out say how far the verb holds. "Our ships [were attacked and their crews] won":
 * it is another's.
 */
function governing({ lexica }: Situation, hidden: readonly Token[]): Token | null {
  const words = hidden.filter(isWordLike);
  const ends = [...words.slice(0, GOVERNING_REACH), ...words.slice(-GOVERNING_REACH)];
  const near = [words[0], words.at(-1)];
  return (
    ends.find((word) => lexica.has("modals", word)) ??
    near.find((word) => word !== undefined && lexica.has("stances", word)) ??
    otherSubject(words, lexica)
  );
}

/** A verb with what it says, and after "and" or "but" a noun with its article: who does the rest. */
function otherSubject(words: readonly Token[], lexica: Lexica): Token | null {
  const [first] = words;
  if (first === undefined || !lexica.has("auxiliaries", first)) return null;
  const joint = words.findIndex((word) => lexica.has("conjunctions", word));
  const [small, noun] = words.slice(-2);
  const named =
    joint > 0 &&
    joint < words.length - 2 &&
    small !== undefined &&
    noun !== undefined &&
    (lexica.has("articles", small) || lexica.has("pronouns", small)) &&
    !lexica.has("functionWords", noun);
  return named ? first : null;
}

/**
 * Do archived tokens `[from, to)` run from within one sentence into another, so that leaving them
 * out makes one sentence of two halves?
 */
export function joinsSentences({ sentences, archived }: Situation, from: number, to: number) {
  return (
    from > 0 &&
    to < archived.length &&
    sentences[from - 1] === sentences[from] &&
    sentences[to - 1] === sentences[to] &&
    sentences[from] !== sentences[to] &&
    isWordLikeWithin(archived, from, to)
  );
}

function isWordLikeWithin(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(isWordLike);
}

function turningCue({ lexica }: Situation, tokens: readonly Token[]): Token | null {
  return lexica.find("negations", tokens) ?? lexica.find("conditions", tokens);
}

/** Tokens before a cut among which a word of quantity governs what follows: "less than half of". */
const LIMIT_REACH = 3;

/** Where the print begins in mid-sentence: the cue before it that governs what it keeps. */
export function leadingCue(situation: Situation, from: number): Token | null {
  const { archived, sentences, lexica } = situation;
  let start = from;
  while (start > 0 && sentences[start - 1] === sentences[from]) start -= 1;
  for (let i = start; i < from; i += 1) {
    const token = archived[i];
    if (token && (lexica.has("contrasts", token) || token.fold === ";")) start = i + 1;
  }
  const before = archived.slice(start, from);
  const last = before.at(-1);
  if (last && lexica.has("articles", last) && isMadeMoreByArticle(archived[from])) return last;
  return (
    turningCue(situation, before) ??
    lexica.find("stances", before) ??
    lexica.find("hedges", before) ??
    lexica.find("attributions", before) ??
    limitBefore(situation, before) ??
    asking(situation, before[0])
  );
}

/** "橋は安全です | か", "Czy | most jest bezpieczny": a question, with or without a mark. */
function asking({ lexica }: Situation, word: Token | undefined): Token | null {
  return word !== undefined && lexica.has("questions", word) ? word : null;
}

/** What makes a question of the words before it; か and 吗 only where no other word goes on from them. */
function askingAfter(situation: Situation, [first, next]: readonly Token[]): Token | null {
  const goesOn = first?.kind === "character" && next?.kind === "character";
  return goesOn ? null : asking(situation, first);
}

/** The last words before the cut say that only part of what follows is meant. */
function limitBefore({ lexica }: Situation, before: readonly Token[]): Token | null {
  const near = before.slice(-LIMIT_REACH);
  const clause = near.findLastIndex(({ kind }) => kind === "punctuation");
  return lexica.find("limits", near.slice(clause + 1));
}

/** Tokens after a cut among which a speaker is named: `," the ambassador said`. */
const SPEAKER_REACH = 7;

/** Where the print ends: the cue after it, in the same sentence, that takes back what it keeps. */
export function trailingCue(situation: Situation, to: number): Token | null {
  const { archived, lexica } = situation;
  const rest = archived.slice(to, sentenceEnd(situation, to - 1));
  const sarcasm = sarcasmMark(archived, to);
  if (sarcasm) return sarcasm;
  if (rest.length === 0) return afterthought(situation, to);
  const breaks = rest.findIndex((token, i) => i > 0 && endsClause(token, situation));
  const clause = breaks < 0 ? rest.length : breaks;
  // The comma may be taken already, as the mark for which the print has a full stop.
  const apart = isMark(rest[0]) || isMark(archived[to - 1]);
  const butNot = rest.find(
    (token, i) =>
      lexica.has("contrasts", rest[i - 1] ?? token) && lexica.find("negations", [token]) !== null,
  );
  return (
    lexica.find("conditions", rest) ??
    askingAfter(situation, rest) ??
    lexica.find("negations", rest.slice(0, Math.max(clause, 2))) ??
    butNot ??
    lexica.find("stances", rest.slice(0, 3)) ??
    comparison(situation, rest) ??
    (apart ? lexica.find("attributions", rest.slice(0, SPEAKER_REACH)) : null) ??
    lexica.find("retractions", rest.slice(0, SPEAKER_REACH)) ??
    afterthought(situation, to + rest.length)
  );
}

function isMark(token: Token | undefined): boolean {
  return token?.kind === "punctuation";
}

/** "I hate the sea | less than the land": what it is less than turns what is said before. */
const THAN = new Set("than que qu als dan чем ніж niz che decat".split(" "));

function isThan({ fold }: Token): boolean {
  return THAN.has(fold);
}

function comparison({ lexica }: Situation, rest: readonly Token[]): Token | null {
  const [first, ...more] = rest;
  if (first === undefined || !lexica.has("limits", first)) return null;
  return more.slice(0, 2).find(isThan) ?? null;
}

function endsClause(token: Token, { lexica }: Situation): boolean {
  return (
    lexica.has("contrasts", token) ||
    lexica.has("conjunctions", token) ||
    (token.kind === "punctuation" && /^[,;:-]+$/.test(token.fold))
  );
}

/** `/s` after a text: what stands before it is not meant. */
function sarcasmMark(archived: readonly Token[], from: number): Token | null {
  const slash = archived.findIndex((token, i) => i >= from && token.text === "/" && token.spaced);
  const mark = slash < 0 ? undefined : archived[slash + 1];
  return mark?.fold === "s" && !mark.spaced ? mark : null;
}

/** Words of a following sentence that can be nothing but a retraction. */
const SHORT_SENTENCE = 4;

/**
 * "We love this war. Not!", "… resigned. Just kidding!": a sentence of nothing but negation, or a
 * short one that says it was not meant, takes back the one before it. So does a hashtag at the end.
 */
function afterthought(situation: Situation, from: number): Token | null {
  const { archived, lexica } = situation;
  if (from >= archived.length) return null;
  const tag = archived
    .slice(from)
    .find((token) => token.kind === "hashtag" && lexica.find("retractions", [token]));
  if (tag) return tag;
  const words = archived.slice(from, sentenceEnd(situation, from)).filter(isWordLike);
  if (words.length > 0 && words.length <= SHORT_SENTENCE) {
    const cue = lexica.find("retractions", words);
    if (cue) return cue;
  }
  const negating = words.every((token) => lexica.find("negations", [token]) !== null);
  return negating ? (words[0] ?? null) : null;
}

/** The end of the sentence that holds archived token `at`. */
function sentenceEnd({ archived, sentences }: Situation, at: number): number {
  let end = Math.max(0, at);
  while (end < archived.length && sentences[end] === sentences[at]) end += 1;
  return end;
}

/** Does the sentence that holds archived token `at` end in a question mark? */
export function questionMarkAfter(situation: Situation, at: number): number {
  const { archived, sentences } = situation;
  for (let i = at; i < archived.length && sentences[i] === sentences[at]; i += 1) {
    if (archived[i]?.fold === "?") return i;
  }
  return -1;
}
