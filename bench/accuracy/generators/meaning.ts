import { integer, pick } from "../random.js";
import type { Edit, Given } from "../types.js";
import { contentWords, replaced, type Stretch, sentencesOf, without, wordsOf } from "./words.js";

type Swap = readonly [RegExp, readonly string[]];

/** Replaces one match of one of the entries; capital letters of the match are kept. */
function swapped(table: readonly Swap[]) {
  return (text: string, { random }: Given): string | null => {
    const found = table.flatMap(([pattern, by]) =>
      [...text.matchAll(pattern)].map(({ index, 0: held }) => ({ start: index, text: held, by })),
    );
    const chosen = pick(random, found);
    if (!chosen) return null;
    const { start, text: held } = chosen;
    const word = pick(random, chosen.by) ?? "";
    const cased =
      held === held.toUpperCase() && held.length > 1
        ? word.toUpperCase()
        : /^\p{Lu}/u.test(held)
          ? (word[0]?.toUpperCase() ?? "") + word.slice(1)
          : word;
    return replaced(text, { start, end: start + held.length, text: held }, cased);
  };
}

const both = (a: string, b: string): Swap[] => [
  [new RegExp(`(?<![\\w@#/.'’-])${a}(?![\\w'’-])`, "gi"), [b]],
  [new RegExp(`(?<![\\w@#/.'’-])${b}(?![\\w'’-])`, "gi"), [a]],
];

const OPPOSITES = [
  ["good", "bad"],
  ["great", "terrible"],
  ["always", "never"],
  ["win", "lose"],
  ["won", "lost"],
  ["best", "worst"],
  ["strong", "weak"],
  ["true", "false"],
  ["open", "closed"],
  ["up", "down"],
  ["more", "less"],
  ["high", "low"],
  ["big", "small"],
  ["love", "hate"],
  ["legal", "illegal"],
  ["fair", "unfair"],
  ["happy", "sad"],
  ["right", "wrong"],
  ["before", "after"],
  ["many", "few"],
  ["first", "last"],
  ["rich", "poor"],
  ["friend", "enemy"],
  ["war", "peace"],
  ["with", "without"],
].flatMap(([a = "", b = ""]) => both(a, b));

const MODALS: readonly Swap[] = [
  [/(?<![\w'’-])will(?= [a-z])/g, ["may", "might", "could"]],
  [/(?<![\w'’-])must(?= [a-z])/g, ["may", "can"]],
  [/(?<![\w'’-])should(?= [a-z])/g, ["must", "could"]],
  [/(?<![\w'’-])can(?= [a-z])/g, ["must", "should"]],
  [/(?<![\w'’-])may(?= [a-z])/g, ["will", "must"]],
];

const QUANTITIES: readonly Swap[] = [
  [/(?<![\w'’-])all(?= [a-z])/gi, ["some", "few"]],
  [/(?<![\w'’-])some(?= [a-z])/gi, ["all", "no"]],
  [/(?<![\w'’-])most(?= [a-z])/gi, ["all", "few"]],
  [/(?<![\w'’-])every(?= [a-z])/gi, ["no", "hardly any"]],
  [/(?<![\w'’-])many(?= [a-z])/gi, ["all", "few"]],
];

const PRONOUNS: readonly Swap[] = [
  ...both("he", "she"),
  ...both("we", "they"),
  [/(?<![\w'’-])our(?= [a-z])/gi, ["their", "your"]],
  [/(?<![\w'’-])I(?= [a-z])/g, ["he", "they"]],
];

const TENSES: readonly Swap[] = [
  ...both("is", "was"),
  ...both("are", "were"),
  [/(?<![\w'’-])has(?= [a-z])/g, ["had"]],
];

const AMOUNTS: readonly Swap[] = [
  ...both("million", "billion"),
  ...both("thousand", "million"),
  ...both("percent", "points"),
  ...both("hours", "days"),
  ...both("dollars", "euros"),
  [/\$(?=\d)/g, ["€", "£"]],
  [/(?<=\d)%/g, [" points", "‰"]],
  [/लाख/gu, ["करोड"]],
  [/करोड/gu, ["लाख"]],
];

const NEGATIONS_OUT: readonly RegExp[] = [
  /(?<=\b(?:is|are|was|were|did|does|do|will|would|could|should|must|have|has|had)) not(?= )/g,
  /(?<=\b(?:is|are|was|were|did|does|do|would|could|should|have|has|had))n['’]t\b/g,
  / never(?= [a-z])/g,
  / (?:no|not)(?= [a-z])/g,
  /\s+(?:नहीं|मत)(?=\s|।)/gu,
];
/** Verbs of Nepali whose last syllables deny; those of Hindi are a word of their own. */
const NEPALI: readonly Swap[] = [
  [/(?<=\s)छैन(?=[\s।!])/gu, ["छ"]],
  [/(?<=\s)छ(?=[\s।!])/gu, ["छैन"]],
  [/(?<=\s)हो(?=[\s।!])/gu, ["होइन"]],
  [/(?<=\s)छन्(?=[\s।!])/gu, ["छैनन्"]],
  [/(?<=\s)है(?=[\s।!])/gu, ["नहीं है"]],
  [/(?<=\s)हैं(?=[\s।!])/gu, ["नहीं हैं"]],
];

function negationOut(text: string, { random }: Given): string | null {
  const found = NEGATIONS_OUT.flatMap((pattern) => [...text.matchAll(pattern)]);
  const chosen = pick(random, found);
  return chosen && text.slice(0, chosen.index) + text.slice(chosen.index + chosen[0].length);
}

function negationIn(text: string, { random }: Given): string | null {
  const verbs =
    /(?<![\w'’@#-])(?:is|are|was|were|will|would|could|should|must|have|has|had|can)(?= (?!not\b|no\b|never\b|n[o']|[A-Z])[a-z])/g;
  const chosen = pick(random, [...text.matchAll(verbs)]);
  if (!chosen) return null;
  const end = chosen.index + chosen[0].length;
  return `${text.slice(0, end)} ${pick(random, ["not", "never", "hardly"])}${text.slice(end)}`;
}

/** Numbers, and those with their groups and fractions, outside links, tags and handles. */
const NUMBER = /(?<![\p{L}\p{Nd}@#/_.,:-])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{Nd}_/:])/gu;

/** The digit `step` further in the same script. */
function moved(digit: string, step: number): string {
  const code = digit.charCodeAt(0);
  const value = code < 0x40 ? code - 0x30 : (code - 0x66) % 10;
  return String.fromCharCode(code - value + ((value + step) % 10));
}

function numberChanged(text: string, { random }: Given): string | null {
  const number = pick(random, [...text.matchAll(NUMBER)]);
  if (!number || /https?:\S*$/.test(text.slice(0, number.index))) return null;
  const digits = [...number[0].matchAll(/[0-9\u0966-\u096F]/gu)].map(({ index }) => index);
  const at = pick(random, digits);
  if (at === null) return null;
  const digit = number[0][at] ?? "";
  // A first digit that becomes nought would leave a number that nobody writes.
  const step = 1 + integer(random, 8);
  const by = moved(digit, step);
  if (/[0०]/u.test(by) && at === 0) return null;
  const place = number.index + at;
  return replaced(text, { start: place, end: place + 1, text: digit }, by);
}

function numbersSwapped(text: string): string | null {
  const [a, b] = [...text.matchAll(NUMBER)].filter(({ 0: held }) => !/^0/.test(held));
  if (!a || !b || a[0] === b[0] || /https?:\S*$/.test(text.slice(0, b.index))) return null;
  const between = text.slice(a.index + a[0].length, b.index);
  return text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length);
}

/** Names: capitalised words inside a sentence. */
function namesOf(text: string) {
  return contentWords(text).filter(
    ({ text: word, start }) =>
      /^[A-Z][a-z]{3,}$/.test(word) && /[a-z,] $/.test(text.slice(0, start)),
  );
}

function nameReplaced(text: string, { random }: Given): string | null {
  const name = pick(random, namesOf(text));
  const by = pick(random, ["Halvorsen", "Korvel", "Lindqvist", "Oduya", "Velmora", "Tarva"]);
  return name && by && replaced(text, name, by);
}

function nameLetter(text: string, { random }: Given): string | null {
  const name = pick(random, namesOf(text));
  if (!name) return null;
  const at = 1 + integer(random, name.text.length - 2);
  const by = pick(random, [..."bdfgklmnrstvz"]) ?? "b";
  const around = name.text.slice(at - 1, at + 2);
  if (around.includes(by)) return null;
  return replaced(text, name, name.text.slice(0, at) + by + name.text.slice(at + 1));
}

function wordReplaced(text: string, { random, other }: Given): string | null {
  const word = pick(random, contentWords(text));
  const by = pick(random, contentWords(other));
  if (!word || !by || /['’]/.test(by.text)) return null;
  const [a, b] = [word.text.toLowerCase(), by.text.toLowerCase()];
  return a.slice(0, 4) === b.slice(0, 4) ? null : replaced(text, word, by.text);
}

/** Not at either end, nor beside the author's own dots: there it could be a cut. */
function inner(text: string) {
  const words = wordsOf(text);
  const [second, last] = [words[1], words.at(-1)];
  return contentWords(text).filter(
    ({ start, end }) =>
      second !== undefined &&
      last !== undefined &&
      start > second.start &&
      end < last.start &&
      !/(?:\.\.|…|[[\]])\s*$/.test(text.slice(0, start)) &&
      !/^\s*(?:\.\.|…|[[\]])/.test(text.slice(end)),
  );
}

/** "there there": one of them too many or too few is a slip, no other meaning. */
function repeats(text: string, { start, end, text: held }: Stretch, word: string): boolean {
  const around = [
    ...wordsOf(text.slice(0, start)).slice(-1),
    ...wordsOf(text.slice(end)).slice(0, 1),
  ];
  const near = word === held ? around : [...around, { text: held }];
  return near.some((each) => each.text.toLowerCase() === word.toLowerCase());
}

function wordDropped(text: string, { random }: Given): string | null {
  const word = pick(random, inner(text));
  return word && !repeats(text, word, word.text) ? without(text, word) : null;
}

function wordInserted(text: string, { random, other }: Given): string | null {
  const place = pick(random, inner(text));
  const by = pick(random, contentWords(other));
  if (!place || !by || /['’]/.test(by.text) || repeats(text, place, by.text)) return null;
  return `${text.slice(0, place.start)}${by.text.toLowerCase()} ${text.slice(place.start)}`;
}

function wordsSwapped(text: string, { random }: Given): string | null {
  const words = inner(text);
  const at = integer(random, Math.max(1, words.length - 2));
  const [a, b] = [words[at], words[at + 2]];
  if (!a || !b || a.text.toLowerCase() === b.text.toLowerCase()) return null;
  const between = text.slice(a.end, b.start);
  return text.slice(0, a.start) + b.text + between + a.text + text.slice(b.end);
}

function spliced(text: string, { other }: Given): string | null {
  if (/\.\.|…/.test(text)) return null;
  const [head, tail] = [wordsOf(text), wordsOf(other)];
  const from = head[Math.floor(head.length / 2)];
  const to = tail[Math.floor(tail.length / 2)];
  if (head.length < 8 || tail.length < 8 || !from || !to) return null;
  return text.slice(0, from.start) + other.slice(to.start);
}

/** The sentence in the middle is gone, and nothing says so. */
function sentenceGone(text: string): string | null {
  const [first, second, third] = sentencesOf(text);
  if (!first || !second || !third || /\.\.|…/.test(text)) return null;
  return `${text.slice(first.start, first.end)} ${text.slice(third.start, third.end)}`;
}

function merged(text: string): string | null {
  const [first, second] = sentencesOf(text);
  if (!first || !second || !/\w\.$/.test(first.text) || /\.\./.test(text)) return null;
  const between = text.slice(first.end, second.start);
  if (between.trim() !== "" || !/^(?!Because)[A-Z][a-z]/.test(second.text)) return null;
  const rest = (second.text[0]?.toLowerCase() ?? "") + second.text.slice(1);
  return `${text.slice(0, first.end - 1)} because ${rest}${text.slice(second.end)}`;
}

function questionGone(text: string): string | null {
  const words = wordsOf(text);
  return /\p{L}\?$/u.test(text) && words.length > 3 ? text.replace(/\?$/, ".") : null;
}

function questionPut(text: string): string | null {
  return /[\p{L}\p{M}][.।]$/u.test(text) ? text.replace(/[.।]$/u, "?") : null;
}

function tagReplaced(sign: string, by: readonly string[]) {
  return (text: string, { random }: Given): string | null => {
    const tags = [...text.matchAll(new RegExp(`(?<=\\s)${sign}\\w{3,}`, "g"))];
    const tag = pick(random, tags);
    const name = pick(random, by);
    if (!tag || !name) return null;
    const { index, 0: held } = tag;
    return replaced(text, { start: index, end: index + held.length, text: held }, sign + name);
  };
}

/** Each changes what was said. Right: `altered`, or `unrelated`. */
export const MEANING: readonly Edit[] = [
  { kind: "negation-removed", make: negationOut },
  { kind: "negation-added", make: negationIn },
  { kind: "negation-of-verb", make: swapped(NEPALI) },
  { kind: "opposite", make: swapped(OPPOSITES) },
  { kind: "modality", make: swapped(MODALS) },
  { kind: "quantity-word", make: swapped(QUANTITIES) },
  { kind: "pronoun", make: swapped(PRONOUNS) },
  { kind: "tense", make: swapped(TENSES) },
  { kind: "unit-or-currency", make: swapped(AMOUNTS) },
  { kind: "number", make: numberChanged },
  { kind: "numbers-swapped", make: numbersSwapped },
  { kind: "name", make: nameReplaced },
  { kind: "name-letter", make: nameLetter },
  { kind: "word-replaced", make: wordReplaced },
  { kind: "word-dropped", make: wordDropped },
  { kind: "word-inserted", make: wordInserted },
  { kind: "words-swapped", make: wordsSwapped },
  { kind: "posts-spliced", make: spliced },
  { kind: "sentence-dropped", make: sentenceGone },
  { kind: "sentences-merged", make: merged },
  { kind: "question-dropped", make: questionGone },
  { kind: "question-added", make: questionPut },
  { kind: "mention", make: tagReplaced("@", ["velmora_news", "ilse_b", "oduya_mayor"]) },
  { kind: "hashtag", make: tagReplaced("#", ["CloseTheHarbour", "Korvel", "VoteNo"]) },
];
