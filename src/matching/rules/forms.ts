import type { Situation } from "../situation.js";
import { VOCALISATION } from "../text/characters.js";
import { looseFold, typographicFold } from "../text/fold.js";
import type { Token } from "../types.js";
import {
  areTwoWords,
  haveOtherVowels,
  isGreekInCapitals,
  plainLetters,
  turkishLower,
} from "./letters.js";
import { type EditRule, tell } from "./rule.js";

/*
 * The same token written otherwise: both folds are equal, the characters are not. Everything that
 * `typographicFold` does not explain is at least `minor`.
 */

/** Spelled alike except for case, these are other words: telling them apart is left to the reader. */
const CASE_MATTERS = new Set(
  "us it who aids may march august polish turkey china job mark will bill rob pat sun apt ira isis ice cia un who cop pin sin sos".split(
    " ",
  ),
);

/** Without its apostrophe each of these reads as another word. */
const APOSTROPHE_MATTERS = new Set(
  "were well hell shell ill id wed shed its lets whore sos".split(" "),
);

function one(change: {
  printed: readonly Token[];
  archived: readonly Token[];
}): [Token, Token] | null {
  const printed = change.printed[0];
  const archived = change.archived[0];
  return change.printed.length === 1 && change.archived.length === 1 && printed && archived
    ? [printed, archived]
    : null;
}

type Test = (printed: Token, archived: Token) => boolean;

function form(kind: string, severity: "typographic" | "minor", test: Test, what: string): EditRule {
  return {
    when: (change) => {
      const pair = one(change);
      return pair !== null && pair[0].fold === pair[1].fold && test(...pair);
    },
    then: { kind, severity, op: "replace" },
    because: (change, situation) => `${tell(change, situation)}: ${what}.`,
  };
}

const isWord = ({ kind }: Token) => kind === "word" || kind === "hashtag" || kind === "mention";
const sameTypography: Test = (p, a) => typographicFold(p.text) === typographicFold(a.text);
const without =
  (pattern: RegExp): Test =>
  (p, a) =>
    p.text.replace(pattern, "").toLowerCase() === a.text.replace(pattern, "").toLowerCase();
const signOf = ({ text }: Token) => /^[#@]/.exec(text)?.[0] ?? "";

export const FORM_RULES: readonly EditRule[] = [
  form("quote-marks", "typographic", (p) => p.fold === '"', "another style of quotation mark"),
  form("dash", "typographic", (p) => p.fold === "-" && p.kind === "punctuation", "another dash"),
  form("ellipsis-form", "typographic", (p) => p.kind === "ellipsis", "dots written otherwise"),
  form(
    "repeated-punctuation",
    "typographic",
    (p) =>
      p.kind === "punctuation" &&
      /^[!?]/.test(p.text) &&
      !/[!?]/.test(p.text.replaceAll(p.fold, "")),
    "the mark is repeated more or less often",
  ),
  form(
    "punctuation-form",
    "typographic",
    (p) => p.kind === "punctuation",
    "another form of the same mark",
  ),
  form(
    "number-format",
    "typographic",
    (p) => p.kind === "number",
    "the same number, its digits written or grouped otherwise",
  ),
  form("link-form", "typographic", (p) => p.kind === "url", "the same link written otherwise"),
  form("emoji-changed", "minor", (p) => p.kind === "emoji", "another skin tone"),
  form(
    "sign-changed",
    "minor",
    (p, a) => signOf(p) !== "" && signOf(a) !== "" && signOf(p) !== signOf(a),
    "a hashtag where the other has a handle",
  ),
  {
    when: (change, situation) => {
      const pair = one(change);
      return (
        pair !== null &&
        pair[0].fold === pair[1].fold &&
        CASE_MATTERS.has(pair[0].fold) &&
        lettersOf(pair[0]) !== lettersOf(pair[1]) &&
        !isUniformCase(situation) &&
        !beginsSentence(situation.archived, change.archivedFrom)
      );
    },
    then: { kind: "case", severity: "minor", op: "replace" },
    because: (change, situation) =>
      `${tell(change, situation)}: with this capital letter it can be another word.`,
  },
  form(
    "apostrophe",
    "minor",
    (p, a) => APOSTROPHE_MATTERS.has(p.fold) && p.text.includes("'") !== a.text.includes("'"),
    "without the apostrophe it reads as another word",
  ),
  form(
    "hashtag-sign-dropped",
    "typographic",
    (p, a) => signOf(a) === "#" && signOf(p) === "" && sameTypography(p, a),
    "only the hashtag sign is missing",
  ),
  form(
    "hashtag-sign-added",
    "typographic",
    (p, a) => signOf(p) === "#" && signOf(a) === "" && sameTypography(p, a),
    "only a hashtag sign was added",
  ),
  form(
    "mention-sign-dropped",
    "typographic",
    (p, a) => signOf(a) === "@" && signOf(p) === "" && sameTypography(p, a),
    "only the @ sign is missing",
  ),
  form(
    "mention-sign-added",
    "typographic",
    (p, a) => signOf(p) === "@" && signOf(a) === "" && sameTypography(p, a),
    "only an @ sign was added",
  ),
  form(
    "bracketed-letter",
    "typographic",
    (p) => p.text.startsWith("["),
    "a letter changed openly, in brackets",
  ),
  form(
    "character-form",
    "typographic",
    (p, a) => p.text === a.text,
    "another form of the same characters",
  ),
  form(
    "case",
    "typographic",
    (p, a) => p.text.toLowerCase() === a.text.toLowerCase(),
    "only capital letters differ",
  ),
  form(
    "case",
    "typographic",
    (p, a) => turkishLower(p.text) === turkishLower(a.text),
    "only capital letters differ, those of Turkish with and without a dot",
  ),
  {
    when: (change) => {
      const pair = one(change);
      if (pair === null) return false;
      const [p, a] = pair;
      return p.fold === a.fold && haveOtherVowels(p.text, a.text);
    },
    then: { kind: "accent-tells", severity: "meaning", op: "replace" },
    because: (change, situation) =>
      `${tell(change, situation)}: with other vowel signs it is another word.`,
  },
  form(
    "vocalisation",
    "typographic",
    (p, a) => isWord(p) && without(VOCALISATION)(p, a),
    "only vowel signs or lengthening strokes differ",
  ),
  form(
    "apostrophe",
    "typographic",
    (p, a) => isWord(p) && without(/'/g)(p, a),
    "only an apostrophe differs",
  ),
  form(
    "abbreviation-dots",
    "typographic",
    (p, a) => isWord(p) && without(/\./g)(p, a),
    "only the dots of an abbreviation differ",
  ),
  form("typography", "typographic", sameTypography, "only case and typography differ"),
  form(
    "letter-form",
    "typographic",
    (p, a) => isWord(p) && plainLetters(p.text) === plainLetters(a.text),
    "a ligature, ё or the accent of a capital letter, which print often does without",
  ),
  form(
    "letter-form",
    "typographic",
    (p, a) => isGreekInCapitals(p.text, a.text) || isGreekInCapitals(a.text, p.text),
    "Greek capitals are written without accents",
  ),
  {
    when: (change, situation) => {
      const pair = one(change);
      return pair !== null && pair[0].fold === pair[1].fold && areTwoWords(...pair, situation);
    },
    then: { kind: "accent-tells", severity: "meaning", op: "replace" },
    because: (change, situation) =>
      `${tell(change, situation)}: with and without the accent these are two words.`,
  },
  form(
    "accents",
    "minor",
    (p, a) => looseFold(p.text) === looseFold(a.text),
    "accents or letter forms differ",
  ),
  form("letter-form", "minor", () => true, "letters written otherwise"),
];

function lettersOf({ text }: Token): string {
  return text.replace(/[.#@]/g, "");
}

/** Stands where a capital letter says nothing: first, after a full stop, or after what frames a text. */
function beginsSentence(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  if (!before) return true;
  return before.kind === "punctuation"
    ? /^[.!?":]$/.test(before.fold)
    : before.kind !== "word" && before.kind !== "number";
}

/** One text is set wholly in capitals, or wholly without: case then says nothing. */
function isUniformCase({ printed, archived }: Situation): boolean {
  return isUniform(printed, archived) || isUniform(archived, printed);
}

/** Capitals that must differ before a text without any, or with nothing else, is called uniform. */
const UNIFORM_FROM = 2;

/** Written wholly in capitals, or wholly without, unlike the other text. */
function isUniform(tokens: readonly Token[], other: readonly Token[]): boolean {
  const words = textsOf(tokens);
  const others = textsOf(other);
  const capitals = others.filter((word) => word !== word.toLowerCase()).length;
  const smalls = others.filter((word) => word !== word.toUpperCase()).length;
  return (
    (capitals >= UNIFORM_FROM && words.every((word) => word === word.toLowerCase())) ||
    (smalls >= UNIFORM_FROM && words.every((word) => word === word.toUpperCase()))
  );
}

function textsOf(tokens: readonly Token[]): string[] {
  return tokens.filter(({ kind }) => kind === "word").map(({ text }) => text);
}
