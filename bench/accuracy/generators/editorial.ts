import { integer, pick } from "../random.js";
import type { Edit, Given, Versions } from "../types.js";
import { contentWords, replaced, type Stretch, sentencesOf, turnsSense, wordsOf } from "./words.js";

const NUMBERS = "two three four five six seven eight nine ten eleven twelve".split(" ");
const INNER = /["“”«»„]/;
const DOTS = /\.\.|…|\[|\]/;
const API_LENGTH = 140;
/** From this share of a text on a cut is a truncation. */
const KEPT = 0.6;

function sentenceAt(place: "first" | "middle" | "last") {
  return (text: string): string | null => {
    if (INNER.test(text) || DOTS.test(text)) return null;
    const sentences = sentencesOf(text);
    const index = place === "first" ? 0 : place === "last" ? sentences.length - 1 : 1;
    const chosen = sentences[index];
    if (!chosen || sentences.length < 3 || chosen.text.endsWith("?")) return null;
    const rest = text.slice(0, chosen.start) + text.slice(chosen.end);
    return wordsOf(rest).length < 3 ||
      (wordsOf(text.slice(chosen.end)).length < 2 && place !== "last")
      ? null
      : chosen.text;
  };
}

/** Words in the middle of a text that can be left out with a mark: none that turns the sense. */
function leftOut(text: string, random: () => number): Stretch | null {
  if (DOTS.test(text) || INNER.test(text)) return null;
  const words = wordsOf(text);
  if (words.length < 12) return null;
  const from = 3 + integer(random, words.length - 9);
  const to = from + 2 + integer(random, 3);
  const [first, last] = [words[from], words[to]];
  if (!first || !last) return null;
  const held = text.slice(first.start, last.end);
  const around = text.slice(words[from - 1]?.end ?? 0, words[to + 1]?.start ?? text.length);
  if (turnsSense(held) || /[.!?।\n#@:;/\d]/u.test(around)) return null;
  return { start: first.start, end: last.end, text: held };
}

const elided =
  (mark: string) =>
  (text: string, { random }: Given): string | null => {
    const out = leftOut(text, random);
    return out && replaced(text, out, mark);
  };

/** Where the text may be cut: after most of it, and nothing behind it that turns the sense. */
function cutAt(text: string, random: () => number): Stretch | null {
  if (DOTS.test(text)) return null;
  const words = wordsOf(text);
  const from = Math.ceil(words.length * KEPT);
  if (words.length < 10) return null;
  const word = words[from + integer(random, Math.max(1, words.length - from - 2))];
  if (!word || !/^\s/.test(text.slice(word.end))) return null;
  if (turnsSense(text.slice(word.start)) || /[?]/.test(text.slice(word.start))) return null;
  return wordsOf(text.slice(word.end)).length < 2 ? null : word;
}

function truncated(text: string, { random }: Given): string | null {
  const word = cutAt(text, random);
  return word && `${text.slice(0, word.end)}…`;
}

function truncatedInWord(text: string, { random }: Given): string | null {
  const word = cutAt(text, random);
  if (!word || !/^[a-z]{6,}$/i.test(word.text)) return null;
  return `${text.slice(0, word.end - 2)}…`;
}

/** Old answers of the platform cut posts of over 140 characters, with dots and a link to the rest. */
function captureCut(text: string): Versions | null {
  const whole = text.replace(/\s*https:\/\/t\.co\/\w+\s*$/u, "");
  if (whole.length <= API_LENGTH || DOTS.test(whole) || /https?:|&\w+;/.test(whole)) return null;
  const word = wordsOf(whole).findLast(
    ({ end }) => end <= API_LENGTH - " … https://t.co/0123456789".length,
  );
  if (!word || !/^\s/.test(whole.slice(word.end))) return null;
  return { printed: whole, archived: `${whole.slice(0, word.end)}… https://t.co/Ab3dEf7hIj` };
}

function afterWord(insert: string) {
  return (text: string, { random }: Given): string | null => {
    if (DOTS.test(text)) return null;
    const word = pick(random, contentWords(text).slice(1));
    return word && replaced(text, word, `${word.text} ${insert}`);
  };
}

function spelledOut(text: string, { lang }: Given): string | null {
  if (lang !== "en") return null;
  const found = /(?<=[a-z,] )(?:[2-9]|1[0-2])(?= [a-z]{3})/.exec(text);
  const word = NUMBERS[Number(found?.[0]) - 2];
  if (!found || word === undefined) return null;
  const { index, 0: digits } = found;
  return replaced(text, { start: index, end: index + digits.length, text: digits }, word);
}

function typo(text: string, { lang, random }: Given): string | null {
  if (lang !== "en") return null;
  const long = contentWords(text).filter(({ text: word }) => /^[a-z]{7,}$/.test(word));
  const word = pick(random, long);
  const at = word && 2 + integer(random, word.text.length - 4);
  if (!word || !at || word.text[at] === word.text[at - 1] || word.text[at] === word.text[at + 1]) {
    return null;
  }
  return replaced(text, word, word.text.slice(0, at) + word.text[at] + word.text.slice(at));
}

function scareQuotes(text: string, { random }: Given): string | null {
  if (INNER.test(text)) return null;
  const words = contentWords(text).slice(1, -1);
  const word = pick(
    random,
    words.filter(({ text: held }) => !/['’]/.test(held)),
  );
  return word && replaced(text, word, `“${word.text}”`);
}

const last = /\s+#(?!\w*(?:not|no|fake|free|never|stop|lock|jail|drain))[a-z]\w+\s*$/iu;

/** What newsrooms do to quotes by convention, each with the one class that names it. */
export const EDITORIAL: readonly Edit[] = [
  { kind: "sentence-first", make: sentenceAt("first"), classes: ["extract"] },
  { kind: "sentence-middle", make: sentenceAt("middle"), classes: ["extract"] },
  { kind: "sentence-last", make: sentenceAt("last"), classes: ["extract"] },
  { kind: "ellipsis", make: elided("…"), classes: ["elided"] },
  { kind: "ellipsis-dots", make: elided("..."), classes: ["elided"] },
  { kind: "ellipsis-brackets", make: elided("[…]"), classes: ["elided"] },
  { kind: "brackets-inserted", make: afterWord("[in Velmora]"), classes: ["elided"] },
  { kind: "sic", make: afterWord("[sic]"), classes: ["elided"] },
  { kind: "truncated", make: truncated, classes: ["truncated"] },
  { kind: "truncated-in-word", make: truncatedInWord, classes: ["truncated"] },
  { kind: "capture-cut", make: captureCut, classes: ["truncated"] },
  { kind: "number-spelled-out", make: spelledOut, classes: ["edited"] },
  { kind: "letter-doubled", make: typo, classes: ["edited"] },
  { kind: "scare-quotes", make: scareQuotes, classes: ["edited"] },
  {
    kind: "last-hashtag-dropped",
    make: (text) => (last.test(text) && !/^#|\s#.*\s#/.test(text) ? text.replace(last, "") : null),
    classes: ["verbatim", "normalised", "edited", "extract"],
  },
];
