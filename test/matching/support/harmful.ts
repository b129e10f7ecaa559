import type { Random } from "./random.js";
import type { Transform } from "./transform.js";

interface Word {
  start: number;
  end: number;
  text: string;
}

/** Plain words, outside links, handles and hashtags. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/\S+/g)) {
    if (/^(?:https?:|[@#.]|&)|[@#_/&]/.test(match[0])) continue;
    const inner = /[\p{L}\p{M}\u200c\u200d]+(?:['’][\p{L}\p{M}]+)*/u.exec(match[0]);
    if (!inner || inner[0].length < 2) continue;
    const start = match.index + inner.index;
    words.push({ start, end: start + inner[0].length, text: inner[0] });
  }
  return words;
}

function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function at(pattern: RegExp, by: (found: string) => string): Transform["apply"] {
  return (text, random) => {
    const found = [...text.matchAll(pattern)].filter(
      (m) => !/https?:\S*$|[@#]\w*$/.test(text.slice(0, m.index)),
    );
    if (found.length === 0) return null;
    const match = random.pick(found);
    const printed = splice(text, match.index, match.index + match[0].length, by(match[0]));
    return printed === text ? null : { printed, archived: text };
  };
}

function capital(like: string, word: string): string {
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function swap(pairs: Readonly<Record<string, string>>): Transform["apply"] {
  const both = new Map(
    Object.entries(pairs).flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as [string, string][],
    ),
  );
  return at(
    new RegExp(
      `(?<![\\p{L}\\p{M}'’@#_/.])(?:${[...both.keys()].join("|")})(?![\\p{L}\\p{M}'’_/]|\\.\\w)`,
      "giu",
    ),
    (found) => capital(found, both.get(found.toLowerCase()) ?? found),
  );
}

function otherLetter(letter: string, random: Random): string {
  const alphabet = /\p{Lu}/u.test(letter) ? "BCDFGKLMNPRSTVZ" : "abcdefgiklmnoprstuvz";
  const choices = [...alphabet].filter((c) => c.toLowerCase() !== letter.toLowerCase());
  return random.pick(choices);
}

const contentWord = ({ text }: Word) => [...text].length >= 5;

/** Changes of what is said: never verbatim, normalised or extract. */
export const HARMFUL: readonly Transform[] = [
  {
    name: "negation dropped",
    apply: at(/(?<![\p{L}'’@#])(?:not|never|no|nothing|nobody|without|cannot) /giu, () => ""),
  },
  {
    name: "n't stripped",
    apply: at(
      /(?<=\b(?:do|did|is|was|does|are|could|would|should|has|have|wo|ca))n['’]t\b/gi,
      (f) => (f ? "" : f),
    ),
  },
  {
    name: "negation added",
    apply: at(/\b(?:is|are|was|were|will|must|should|can|has|have) (?!not\b)/g, (f) => `${f}not `),
  },
  {
    name: "Nepali negation",
    apply: swap({ छ: "छैन", हुन्छ: "हुँदैन", हो: "होइन", गर्छ: "गर्दैन", भयो: "भएन" }),
  },
  {
    name: "number changed",
    apply: (text, random) => {
      const found = [...text.matchAll(/(?<![\w@#/.])\p{Nd}+(?:[.,]\p{Nd}+)*(?![\w/])/gu)].filter(
        (m) => !/https?:\S*$|[@#]\w*$/.test(text.slice(0, m.index)),
      );
      if (found.length === 0) return null;
      const match = random.pick(found);
      const digits = [...match[0].matchAll(/\p{Nd}/gu)];
      const digit = random.pick(digits);
      const code = digit[0].charCodeAt(0);
      const zero = code < 0x80 ? 0x30 : 0x966;
      const by = String.fromCharCode(zero + ((code - zero + 1 + random.below(8)) % 10));
      const index = match.index + digit.index;
      return { printed: splice(text, index, index + 1, by), archived: text };
    },
  },
  {
    name: "one letter of a name",
    apply: (text, random) => {
      const names = wordsOf(text).filter(
        ({ text: w, start }) => /^\p{Lu}\p{Ll}{2,}$/u.test(w) && start > 0,
      );
      if (names.length === 0) return null;
      const name = random.pick(names);
      const i = random.below(name.text.length);
      const letter = name.text.charAt(i);
      if (!/[a-zA-Z]/.test(letter)) return null;
      return {
        printed: splice(text, name.start + i, name.start + i + 1, otherLetter(letter, random)),
        archived: text,
      };
    },
  },
  {
    name: "letter of a name dropped, doubled or swapped",
    apply: (text, random) => {
      const names = wordsOf(text).filter(
        ({ text: w, start }) => /^\p{Lu}\p{Ll}{3,}$/u.test(w) && start > 0,
      );
      if (names.length === 0) return null;
      const { text: name, start, end } = random.pick(names);
      const i = 1 + random.below(name.length - 2);
      const letter = name.charAt(i);
      const ways = [
        name.slice(0, i) + name.slice(i + 1),
        name.slice(0, i) + letter + name.slice(i),
        name.slice(0, i) + name.charAt(i + 1) + letter + name.slice(i + 2),
      ];
      const changed = random.pick(ways);
      return changed === name
        ? null
        : { printed: splice(text, start, end, changed), archived: text };
    },
  },
  {
    name: "word replaced",
    apply: (text, random, other) => {
      const words = wordsOf(text).filter(contentWord);
      const others = wordsOf(other).filter(contentWord);
      if (words.length === 0 || others.length === 0) return null;
      const word = random.pick(words);
      const by = random.pick(others).text;
      if (by.toLowerCase() === word.text.toLowerCase()) return null;
      return { printed: splice(text, word.start, word.end, by), archived: text };
    },
  },
  {
    name: "two words inserted",
    apply: (text, random, other) => {
      const words = wordsOf(text);
      const others = wordsOf(other).filter(contentWord);
      if (words.length < 4 || others.length < 2) return null;
      const after = words[1 + random.below(words.length - 2)] as Word;
      const from = random.below(others.length - 1);
      const added = `${others[from]?.text} ${others[from + 1]?.text}`;
      return { printed: splice(text, after.end, after.end, ` ${added}`), archived: text };
    },
  },
  {
    name: "three words dropped inside",
    apply: (text, random) => {
      const words = wordsOf(text);
      if (words.length < 9) return null;
      const from = 2 + random.below(words.length - 7);
      const first = words[from] as Word;
      const last = words[from + 2] as Word;
      const rest = text.slice(last.end).replace(/^\s+/, " ");
      return { printed: text.slice(0, first.start).trimEnd() + rest, archived: text };
    },
  },
  {
    name: "spliced with another post",
    apply: (text, random, other) => {
      const here = wordsOf(text);
      const there = wordsOf(other);
      if (here.length < 8 || there.length < 8) return null;
      const cut = here[3 + random.below(here.length - 6)] as Word;
      const join = there[3 + random.below(there.length - 6)] as Word;
      return { printed: `${text.slice(0, cut.end)} ${other.slice(join.start)}`, archived: text };
    },
  },
  {
    name: "handle changed",
    apply: (text, random) => {
      const found = [...text.matchAll(/@[A-Za-z]\w{3,}/g)];
      if (found.length === 0) return null;
      const match = random.pick(found);
      const i = match.index + 1 + random.below(match[0].length - 1);
      return {
        printed: splice(text, i, i + 1, otherLetter(text.charAt(i), random)),
        archived: text,
      };
    },
  },
  {
    name: "modal changed",
    apply: swap({ must: "may", will: "might", should: "could", can: "will" }),
  },
  {
    name: "quantifier changed",
    apply: swap({ all: "some", many: "few", more: "less", every: "no", always: "sometimes" }),
  },
  { name: "pronoun changed", apply: swap({ we: "they", he: "she", our: "their", my: "his" }) },
  { name: "and/or", apply: swap({ and: "or" }) },
  {
    name: "opposite",
    apply: swap({
      good: "bad",
      great: "terrible",
      won: "lost",
      strong: "weak",
      love: "hate",
      legal: "illegal",
      fair: "unfair",
      true: "untrue",
      up: "down",
      before: "after",
      win: "lose",
      best: "worst",
      honest: "dishonest",
    }),
  },
  {
    name: "unit changed",
    apply: swap({ million: "billion", days: "weeks", years: "months", thousand: "million" }),
  },
  { name: "question made a claim", apply: at(/(?<=\p{L})\?/gu, () => ".") },
  { name: "claim made a question", apply: at(/(?<=\p{L}{3})\.(?=\s|$)/gu, () => "?") },
  { name: "unit mark", apply: at(/(?<=\d)%|\$(?=\d)/g, () => "") },
  {
    name: "words appended",
    apply: (text, random, other) => {
      const others = wordsOf(other).filter(contentWord);
      if (others.length < 3) return null;
      const from = random.below(others.length - 2);
      return {
        printed: `${text} ${others
          .slice(from, from + 3)
          .map((w) => w.text)
          .join(" ")}`,
        archived: text,
      };
    },
  },
];
