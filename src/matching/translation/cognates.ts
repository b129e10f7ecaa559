import { commonPrefix } from "../spelling.js";

/** Endings and spellings in which related languages differ regularly; applied to folded words. */
const REGULAR: readonly (readonly [RegExp, string])[] = [
  [/(?:ation|acion|acao|azione|atie|aciones|ations)$/, "at"],
  [/(?:tion|cion|cao|zione|tie|sion|ciones|tions|siones)$/, "t"],
  [/(?:ites|ite|ty|ties|te|tes|dad|dades|dade|ta|tat|taten|teit)$/, "t"],
  [/(?:ement|amente|emente|mente|ment|ments|ly)$/, ""],
  [/(?:istes|iste|ists|ist|istas|ista|isti|isten)$/, "ist"],
  [/(?:iques|ique|ical|icos|icas|ico|ica|ics|ic|isch|ische)$/, "ic"],
  [/(?:iennes|ienne|iens|ien|ians|ian|ano|ana|anos|anas|ains|ain|aines|aine|ans|an)$/, "an"],
  [/(?:euses|euse|eurs|eur|ors|or|ores|ore|ers|er)$/, "r"],
  [/(?:ances|ance|encia|ancia|enza|anza|ence|ences|ancy|ency)$/, "nc"],
  [/(?:ees|ee|es|ed|ing|er|ir|ar|ons|ent|ant|ez|os|as|s|e|a|o|i)$/, ""],
];

/** Letters that related languages write differently for one sound. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, "f"],
  [/[kq]u?/g, "c"],
  [/y/g, "i"],
  [/w/g, "v"],
  [/th/g, "t"],
  [/(.)\1+/gu, "$1"],
];

const STEPS = [...REGULAR, ...LETTERS];
const MIN_STEM = 3;

/** A word stripped of what differs regularly between European languages. */
export function stem(word: string): string {
  let stripped = word;
  for (const [pattern, plain] of STEPS) {
    const next = stripped.replace(pattern, plain);
    if (next.length >= MIN_STEM) stripped = next;
  }
  return stripped;
}

/** A word, or the beginning of one, in the letters that stems are written in. */
export function plainLetters(word: string): string {
  return LETTERS.reduce((plain, [pattern, letter]) => plain.replace(pattern, letter), word);
}

/** How alike two stems are, 0 to 1: mostly by how they begin. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const shorter = Math.min(a.length, b.length);
  const longer = Math.max(a.length, b.length);
  const start = commonPrefix(a, b);
  if (start >= 4 || (start >= 3 && shorter <= 4)) return (2 * start) / (shorter + longer);
  if (shorter < 4 || a[0] !== b[0]) return 0;
  const dice = bigramDice(a, b);
  return dice >= 0.5 ? dice : 0;
}

function bigramDice(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (let i = 0; i + 2 <= a.length; i += 1) {
    const pair = a.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 2 <= b.length; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(pair, left - 1);
    }
  }
  return (2 * shared) / (a.length + b.length - 2);
}
