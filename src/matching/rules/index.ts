import type { Change } from "../situation.js";
import type { Token } from "../types.js";
import { BRACKET_RULES } from "./brackets.js";
import { EMOJI_RULES } from "./emoji.js";
import { FORM_RULES } from "./forms.js";
import { FRAME_RULES } from "./frames.js";
import { LINK_RULES } from "./links.js";
import { MARK_RULES } from "./marks.js";
import { MEANING_RULES } from "./meaning.js";
import { NUMBER_RULES } from "./numbers.js";
import type { EditRule } from "./rule.js";
import { SPELLING_RULES } from "./spelling.js";

/**
 * Every edit rule, in order; the first whose `when` holds names the edit. A new rule is one entry
 * in one of these lists. The list ends in rules that hold always and call the change one of
 * meaning, so that a missing rule makes the verdict harsher, never milder.
 */
export const EDIT_RULES: readonly EditRule[] = [
  ...FORM_RULES,
  ...LINK_RULES,
  ...FRAME_RULES,
  ...BRACKET_RULES,
  ...MARK_RULES,
  ...EMOJI_RULES,
  ...SPELLING_RULES,
  ...NUMBER_RULES,
  ...MEANING_RULES,
];

/** For words in place of words: no link, bracket, mark or emoji is among them. */
const WORD_RULES = [...SPELLING_RULES, ...NUMBER_RULES, ...MEANING_RULES];

const OTHER_RULES = EDIT_RULES.slice(FORM_RULES.length);

/**
 * The rules that can hold for a change, for trying all of them on each is a good part of the cost:
 * those on form for a token written otherwise, which one of them always names.
 */
export function rulesFor({ printed, archived }: Change): readonly EditRule[] {
  if (printed.length === 1 && archived.length === 1 && printed[0]?.fold === archived[0]?.fold) {
    return FORM_RULES;
  }
  const wordForWord = printed.length > 0 && archived.length > 0;
  return wordForWord && printed.every(isWord) && archived.every(isWord) ? WORD_RULES : OTHER_RULES;
}

function isWord({ kind }: Token): boolean {
  return kind === "word";
}
