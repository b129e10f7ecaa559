import { wordsOf } from "./harmful.js";
import type { Transform } from "./transform.js";

/** What editors do openly, with the class it should have. */
export const EDITORIAL: readonly (Transform & { expected: readonly string[] })[] = [
  {
    name: "whole sentence elided",
    expected: ["elided"],
    apply: (text, random) => {
      const sentences = text.split(/(?<=[.!?।])\s+(?=\p{L})/u).filter((s) => s.length > 12);
      if (sentences.length < 3 || /\.\.|…/.test(text)) return null;
      const drop = 1 + random.below(sentences.length - 2);
      return {
        printed: sentences
          .map((s, i) => (i === drop ? random.pick(["…", "[...]", "(...)"]) : s))
          .join(" "),
        archived: sentences.join(" "),
      };
    },
  },
  {
    name: "cut by the print",
    expected: ["truncated", "altered"],
    apply: (text, random) => {
      if (/\.\.|…|https?:/.test(text) || text.length < 60) return null;
      const cut = Math.floor(text.length * (0.5 + random.next() * 0.3));
      if (!/[\p{L}\p{M}]/u.test(text.charAt(cut - 1)) || !/\p{L}/u.test(text.charAt(cut)))
        return null;
      return { printed: `${text.slice(0, cut)}…`, archived: text };
    },
  },
  {
    name: "sentence extracted",
    expected: ["extract"],
    apply: (text, random) => {
      const sentences = text.split(/(?<=[.!?।])\s+(?=\p{Lu}|\p{Lo})/u).filter((s) => s.length > 12);
      if (sentences.length < 3 || /\.\.|…|\b(?:Mr|Mrs|Dr|St|U\.S)\./.test(text)) return null;
      return {
        printed: sentences[random.below(sentences.length - 1)] as string,
        archived: sentences.join(" "),
      };
    },
  },
  {
    name: "bracketed insertion",
    expected: ["elided"],
    apply: (text, random) => {
      const words = wordsOf(text);
      if (words.length < 5) return null;
      const { end } = words[1 + random.below(words.length - 3)]!;
      return { printed: `${text.slice(0, end)} [the captain]${text.slice(end)}`, archived: text };
    },
  },
  {
    name: "[sic]",
    expected: ["elided"],
    apply: (text, random) => {
      const words = wordsOf(text);
      if (words.length < 5) return null;
      const { end } = words[1 + random.below(words.length - 3)]!;
      return { printed: `${text.slice(0, end)} [sic]${text.slice(end)}`, archived: text };
    },
  },
];
