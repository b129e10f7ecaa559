import { isOpeningBracket } from "../changes.js";
import type { Change, Situation } from "../situation.js";
import type { Token } from "../types.js";
import { MAGNITUDES } from "../units.js";
import { type EditRule, tell } from "./rule.js";
import { differInPolarity, isCapitalised, joined, printedOnly } from "./words.js";

/**
 * Words in square brackets: an editor's, and allowed where they make plain what is meant (a name
 * for a pronoun). Not where they say something else: another name, a number, a "not".
 */

/** What stands between the brackets; null when the change is no bracketed group. */
function bracketed(change: Change): readonly Token[] | null {
  const open = change.printed[0];
  const close = change.printed.at(-1);
  if (!open || !close || change.printed.length < 3 || !isOpeningBracket(open)) return null;
  const square = open.text === "[" && close.text === "]";
  const sic = open.text === "(" && close.text === ")" && change.printed[1]?.fold === "sic";
  return square || sic ? change.printed.slice(1, -1) : null;
}

const isSic = (change: Change) => {
  const inside = bracketed(change);
  return inside?.length === 1 && inside[0]?.fold === "sic";
};

/** Numbers, in digits or words, and words of quantity. */
function amounts(tokens: readonly Token[], { lexica }: Situation): string {
  return tokens
    .filter(
      (token) =>
        token.kind === "number" ||
        MAGNITUDES.has(token.fold) ||
        (lexica.numberOf(token) ?? 1) !== 1 ||
        lexica.has("quantifiers", token) ||
        lexica.has("modals", token),
    )
    .map(({ fold }) => fold)
    .join(" ");
}

/** Words that can be a name: capitalised and no small word, or a handle or hashtag. */
function names(tokens: readonly Token[], { lexica }: Situation): Token[] {
  return tokens.filter(
    (token) =>
      token.kind === "mention" ||
      token.kind === "hashtag" ||
      (token.kind === "word" &&
        isCapitalised(token) &&
        !lexica.has("functionWords", token) &&
        !lexica.has("pronouns", token)),
  );
}

function otherName(change: Change, situation: Situation): boolean {
  const inside = bracketed(change);
  if (!inside) return false;
  const printed = names(inside, situation);
  const archived = names(change.archived, situation);
  if (printed.length === 0 || archived.length === 0) return false;
  if (isInitialsOf(printed, archived) || isInitialsOf(archived, printed)) return false;
  // "[Angela Merkel]" for "Merkel" says more; "[President Merkel]" for "President Macron" another.
  const whole = joined(archived);
  return (
    printed.some(({ fold }) => !whole.includes(fold) && !isKin(fold, archived)) &&
    archived.some(
      ({ fold }) => !isKin(fold, printed) && !printed.some((p) => fold.includes(p.fold)),
    )
  );
}

/** The adjective of one of these names, or the name of one of these adjectives. */
function isKin(fold: string, others: readonly Token[]): boolean {
  return others.some(
    (other) =>
      fold === other.fold || isAdjectiveOf(fold, other.fold) || isAdjectiveOf(other.fold, fold),
  );
}

/** "UN" for "United Nations". */
function isInitialsOf([short, ...more]: readonly Token[], long: readonly Token[]): boolean {
  if (short === undefined || more.length > 0 || long.length < 2) return false;
  return short.fold === long.map(({ fold }) => fold.charAt(0)).join("");
}

/** A name, where the post names a thing in words of its own: whether it is that thing is not told. */
function namesWhatWasDescribed(change: Change, situation: Situation): boolean {
  const inside = bracketed(change);
  if (!inside || names(inside, situation).length === 0) return false;
  if (names(change.archived, situation).length > 0) return false;
  const described = plainWords(change.archived, situation);
  return described.length > 0 && !described.some((word) => joined(inside).includes(word));
}

/** "[Malian]" for "#Mali". Not "-ian": Niger's is not Nigerian. */
function isAdjectiveOf(adjective: string, name: string): boolean {
  return adjective.startsWith(name) && /^(?:n|an|i|ish|ese)$/.test(adjective.slice(name.length));
}

function turns(change: Change, { lexica }: Situation): boolean {
  const inside = bracketed(change);
  if (!inside) return false;
  const list = (tokens: readonly Token[]) =>
    (["negations", "conditions", "stances"] as const).map(
      (name) => lexica.find(name, tokens) !== null,
    );
  const [added, hidden] = [list(inside), list(change.archived)];
  return (
    added[0] !== hidden[0] ||
    (change.archived.length > 0 && (added[1] !== hidden[1] || added[2] !== hidden[2])) ||
    inside.some(({ fold }) => change.archived.some((word) => differInPolarity(fold, word.fold)))
  );
}

/** One word that is no name, no pronoun and no small word. */
function isPlainWord(tokens: readonly Token[], { lexica }: Situation): boolean {
  const [token] = tokens;
  return (
    tokens.length === 1 &&
    token?.kind === "word" &&
    !isCapitalised(token) &&
    !lexica.has("functionWords", token) &&
    !lexica.has("pronouns", token)
  );
}

/** Common nouns, verbs and the like: they name a thing by themselves, as pronouns and names do not. */
function plainWords(tokens: readonly Token[], { lexica }: Situation): string[] {
  return tokens
    .filter(
      (token) =>
        token.kind === "word" &&
        !isCapitalised(token) &&
        !lexica.has("functionWords", token) &&
        !lexica.has("pronouns", token),
    )
    .map(({ fold }) => fold);
}

/** "[a liar]" says something of whom it follows; "[the captain]" says who that is. */
const INDEFINITE = new Set("a an un une uno una um uma ein eine einen einem einer een".split(" "));

/** Articles of newsrooms, which put their own language between the brackets whatever the post's. */
const DEFINITE = new Set(
  "the le la les l el los las il lo gli der die das den dem het o os".split(" "),
);

/**
 * Words added that make nothing plain: no name, no "[the captain]", no "[from Rome]". An adjective
 * or adverb of the editor's ("the [corrupt] mayor") passes for the author's own in spite of brackets.
 */
function addsOwnWords(change: Change, situation: Situation): boolean {
  const inside = bracketed(change);
  if (!inside || !printedOnly(change) || plainWords(inside, situation).length === 0) return false;
  if (names(inside, situation).length > 0) return false;
  const [first] = inside;
  if (first === undefined || DEFINITE.has(first.fold)) return false;
  return !situation.lexica.has("functionWords", first) || INDEFINITE.has(first.fold);
}

/** Other words altogether stand between the brackets: "[the tax]" for "the poor". */
function putsOtherWords(change: Change, situation: Situation): boolean {
  const inside = plainWords(bracketed(change) ?? [], situation);
  const archived = plainWords(change.archived, situation);
  if (inside.length === 0 || archived.length === 0) return false;
  if (names(change.archived, situation).length > 0) return false;
  return !inside.some((word) => archived.includes(word));
}

export const BRACKET_RULES: readonly EditRule[] = [
  {
    when: (change) => change.archived.length === 0 && isSic(change),
    then: { kind: "sic", severity: "editorial", op: "bracket" },
    because: () => "[sic] was inserted: the spelling before it is said to be the author's own.",
  },
  {
    when: turns,
    then: { kind: "bracketed-negation", severity: "meaning", op: "bracket" },
    because: (change, situation) =>
      `${tell(change, situation)}: the bracket adds or hides a word that turns the sentence.`,
  },
  {
    when: (change, situation) => {
      const inside = bracketed(change);
      return inside !== null && amounts(inside, situation) !== amounts(change.archived, situation);
    },
    then: { kind: "bracketed-number", severity: "meaning", op: "bracket" },
    because: (change, situation) =>
      `${tell(change, situation)}: the bracket adds, hides or changes an amount or a duty.`,
  },
  {
    when: otherName,
    then: { kind: "bracketed-name", severity: "meaning", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}: the bracket names another one.`,
  },
  {
    when: namesWhatWasDescribed,
    then: { kind: "bracketed-name", severity: "meaning", op: "bracket" },
    because: (change, situation) =>
      `${tell(change, situation)}: whether what the bracket names is what the post describes cannot be told from the words.`,
  },
  {
    when: (change, situation) => {
      const inside = bracketed(change);
      return (
        inside !== null &&
        ([inside, change.archived].every((side) => isPlainWord(side, situation)) ||
          putsOtherWords(change, situation))
      );
    },
    then: { kind: "bracketed-word", severity: "meaning", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}: the bracket puts another word.`,
  },
  {
    when: addsOwnWords,
    then: { kind: "bracketed-words-added", severity: "minor", op: "bracket" },
    because: (change, situation) =>
      `${tell(change, situation)} in brackets: words of the newsroom's that say more than who or what is meant.`,
  },
  {
    when: (change) => bracketed(change) !== null && printedOnly(change),
    then: { kind: "bracketed-insertion", severity: "editorial", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}, marked by brackets.`,
  },
  {
    when: (change) => bracketed(change) !== null,
    then: { kind: "bracketed-replacement", severity: "editorial", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}, marked by brackets.`,
  },
];
