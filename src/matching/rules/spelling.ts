import { isEnglishWord } from "../english.js";
import type { Change, Situation } from "../situation.js";
import { isLostLetter, isSpellingVariant, isTrebledLetter, isTypingSlip } from "../spelling.js";
import { isLookalike } from "../text/lookalikes.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import {
  archivedOnly,
  differInPolarity,
  isCapitalised,
  isMadeMoreByArticle,
  isPrefixPiece,
  joined,
  lone,
  neighbours,
  pairOf,
  printedOnly,
} from "./words.js";

/** Small departures that leave the words what they are: reported, never held against the quote. */

/**
 * Languages that an English text may be taken for as well, by its small words. For no other
 * language than English is there a word list here, and without one no slip is excused: pero and
 * perro, poison and poisson, causal and casual are one slip apart.
 */
const ENGLISH_OR_LIKE = new Set(["en", "de", "nl"]);

function words(change: Change): [Token, Token] | null {
  const pair = pairOf(change);
  return pair && pair[0].kind === "word" && pair[1].kind === "word" ? pair : null;
}

function isSlip(change: Change, { lexica }: Situation): boolean {
  const pair = words(change);
  if (!pair || pair.some(isCapitalised)) return false;
  const [a, b] = [pair[0].fold, pair[1].fold];
  if (!/^[a-z]+$/.test(a + b)) return false;
  if (differInPolarity(a, b)) return false;
  if (isTrebledLetter(a, b)) return true;
  const english =
    lexica.main === "en" ||
    (lexica.languages.includes("en") &&
      lexica.languages.every((lang) => ENGLISH_OR_LIKE.has(lang)));
  return english && (isTypingSlip(a, b) || isLostLetter(a, b)) && isKnown(a) !== isKnown(b);
}

/** A word of the list, or one made from it: "unredacted". */
function isKnown(word: string): boolean {
  if (isEnglishWord(word)) return true;
  const stem = /^(?:un|re|non|over|pre|mis|out|under|anti|counter)([a-z]{5,})$/.exec(word)?.[1];
  return stem !== undefined && isEnglishWord(stem);
}

/** Written together on one side, apart on the other; nothing else differs. */
function isSpacing(change: Change): boolean {
  const [printed, archived] = [joined(change.printed), joined(change.archived)];
  if (printed === "" || printed !== archived) return false;
  const marks = [...change.printed, ...change.archived].filter(
    ({ kind }) => kind === "punctuation",
  );
  return marks.every(({ fold }) => fold === "-" || fold === '"');
}

function isTag({ kind }: Token): boolean {
  return kind === "hashtag" || kind === "mention";
}

/** Nothing but hashtags and handles, the ending of a possessive aside (@POTUS's). */
function isTags(tokens: readonly Token[]): boolean {
  return tokens.some(isTag) && tokens.every((token) => isTag(token) || /^'?s?$/.test(token.text));
}

function isHashtagSplit(change: Change): boolean {
  return (isTags(change.printed) || isTags(change.archived)) && isSpacing(change);
}

function makesAnotherWord(change: Change): boolean {
  const longer = change.printed.length > change.archived.length ? change.printed : change.archived;
  return longer.some((token, i) => i < longer.length - 1 && isPrefixPiece(token));
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^can't$/, "cannot"],
  [/^won't$/, "willnot"],
  [/^shan't$/, "shallnot"],
  [/^ain't$/, "isnot"],
  [/^(.+)n't$/, "$1not"],
  [/^(.+)'m$/, "$1am"],
  [/^(.+)'re$/, "$1are"],
  [/^(.+)'ll$/, "$1will"],
  [/^(.+)'ve$/, "$1have"],
  [/^(it|he|she|that|there|what|who|where|here)'s$/, "$1is"],
  [/^let's$/, "letus"],
  [/^gonna$/, "goingto"],
  [/^wanna$/, "wantto"],
];

/** What all of them show, seen at a glance. */
const MAY_BE_SHORT = /'|^(?:gonna|wanna)$/i;

function expanded(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => {
      const word = text.toLowerCase();
      const rule = CONTRACTIONS.find(([pattern]) => pattern.test(word));
      return rule ? word.replace(rule[0], rule[1]) : word;
    })
    .join("");
}

function isContraction(change: Change): boolean {
  const tokens = [...change.printed, ...change.archived];
  return (
    !lone(change) &&
    tokens.some(({ text }) => MAY_BE_SHORT.test(text)) &&
    tokens.every(({ kind }) => kind === "word") &&
    expanded(change.printed) === expanded(change.archived)
  );
}

const AMPERSAND = new Set(["&", "and", "et", "y", "und", "e", "en"]);

function isAmpersand(change: Change): boolean {
  const folds = pairOf(change)?.map(({ fold }) => fold) ?? [];
  return folds.includes("&") && folds.every((fold) => AMPERSAND.has(fold));
}

function isArticle(change: Change, situation: Situation): boolean {
  const tokens = lone(change);
  const [token] = tokens ?? [];
  if (!token || tokens?.length !== 1 || token.kind !== "word") return false;
  const { before, after } = neighbours(change, situation);
  return (
    situation.lexica.has("articles", token) &&
    !isMadeMoreByArticle(after) &&
    before?.kind !== "number" &&
    after?.kind !== "number" &&
    token.text === token.text.toLowerCase()
  );
}

function isRepeated(change: Change, situation: Situation): boolean {
  const tokens = lone(change);
  const [token] = tokens ?? [];
  if (!token || tokens?.length !== 1 || token.kind !== "word") return false;
  if (situation.lexica.has("negations", token)) return false;
  const { before, after } = neighbours(change, situation);
  return before?.fold === token.fold || after?.fold === token.fold;
}

/** Plain spellings of letters that a keyboard lacks: German, Danish, Norwegian, Swedish. */
const SPELLED_OUT: ReadonlyMap<string, string> = new Map([
  ["ä", "ae"],
  ["ö", "oe"],
  ["ü", "ue"],
  ["ß", "ss"],
  ["å", "aa"],
  ["ø", "oe"],
  ["æ", "ae"],
]);

function spelledOut({ text }: Token): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßåøæ]/gu, (letter) => SPELLED_OUT.get(letter) ?? letter);
}

/** "Muenchen" for "München". */
function isSpelledOut(change: Change): boolean {
  const pair = pairOf(change);
  if (!pair || ![pair[0], pair[1]].some(({ text }) => /[äöüßåøæ]/iu.test(text))) return false;
  return spelledOut(pair[0]) === spelledOut(pair[1]);
}

/** What follows within this many words decides whether "ne" alone negates. */
const NE_REACH = 4;
/** Not "plus", "personne", "que": without "ne" these say something else. */
const BESIDE_NE = new Set("pas rien aucun aucune".split(" "));

function withoutNe(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ fold }) => fold !== "ne" && fold !== "n");
}

/** "ce" and "c'", "je" and "j'". */
function isElided(a: string, b: string): boolean {
  return a === b || `${a}e` === b || `${b}e` === a;
}

/** "ne" said or left unsaid where "pas" negates all the same, as spoken French does. */
function isNeUnsaid(change: Change, situation: Situation): boolean {
  if (!situation.lexica.languages.includes("fr")) return false;
  const [printed, archived] = [withoutNe(change.printed), withoutNe(change.archived)];
  const held = [change.printed.length - printed.length, change.archived.length - archived.length];
  if (held[0] === held[1] || printed.length !== archived.length || printed.length > 1) return false;
  if (!printed.every(({ fold }, i) => isElided(fold, archived[i]?.fold ?? ""))) return false;
  const rest = [
    situation.printed.slice(change.printedTo, change.printedTo + NE_REACH),
    situation.archived.slice(change.archivedTo, change.archivedTo + NE_REACH),
  ];
  return rest.every((tokens) => {
    const end = tokens.findIndex(({ kind }) => kind === "punctuation" || kind === "ellipsis");
    return tokens.slice(0, end < 0 ? NE_REACH : end).some(({ fold }) => BESIDE_NE.has(fold));
  });
}

export const SPELLING_RULES: readonly EditRule[] = [
  {
    when: isSpelledOut,
    then: { kind: "letter-form", severity: "typographic" },
    because: (change, situation) =>
      `${tell(change, situation)}: ä, ö, ü and their like, spelled out in plain letters.`,
  },
  {
    when: isNeUnsaid,
    then: { kind: "particle-unsaid", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: the word that negates with it stands on both sides.`,
  },
  {
    when: isHashtagSplit,
    then: { kind: "hashtag-split", severity: "typographic" },
    because: (change, situation) =>
      `${tell(change, situation)}: the words of a hashtag, written apart or together.`,
  },
  {
    when: isContraction,
    then: { kind: "contraction", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: a short form and its long form.`,
  },
  {
    when: (change) =>
      isSpacing(change) &&
      [...change.printed, ...change.archived].every(({ fold }) =>
        /^\p{Script=Arabic}+$/u.test(fold),
      ),
    then: { kind: "joiner-spacing", severity: "typographic" },
    because: (change, situation) =>
      `${tell(change, situation)}: parts of a word, joined without ligature or parted by a space.`,
  },
  {
    when: (change) => isSpacing(change) && !makesAnotherWord(change),
    then: { kind: "spacing", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: written together or apart.`,
  },
  {
    when: (change) => {
      const pair = words(change);
      return pair !== null && isSpellingVariant(pair[0].fold, pair[1].fold);
    },
    then: { kind: "spelling-variant", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: British and American spelling.`,
  },
  {
    when: (change) => {
      const pair = pairOf(change);
      return pair !== null && isLookalike(pair[0].fold, pair[1].fold);
    },
    then: { kind: "lookalike-letter", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: the same to the eye, with a letter of another alphabet in it.`,
  },
  {
    when: isSlip,
    then: { kind: "typing-slip", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: a letter doubled, lost or swapped; only one of the two is a word.`,
  },
  {
    when: isAmpersand,
    then: { kind: "ampersand", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change) => {
      const pair = words(change);
      return pair !== null && [pair[0].fold, pair[1].fold].sort().join(" ") === "a an";
    },
    then: { kind: "article-form", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change, situation) => printedOnly(change) && isArticle(change, situation),
    then: { kind: "article-added", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: an article.`,
  },
  {
    when: (change, situation) => archivedOnly(change) && isArticle(change, situation),
    then: { kind: "article-dropped", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: an article.`,
  },
  {
    when: isRepeated,
    then: { kind: "repeated-word", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: a word that stands twice on one side.`,
  },
];
