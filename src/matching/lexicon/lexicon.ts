/**
 * Words of one language that decide what an edit means. Written as in print; they are folded (case,
 * accents, apostrophes) before use. Lists are separated by spaces, those of `Phrases` by commas. A
 * language without a list still works: a change there counts as words added, dropped or replaced.
 *
 * Source: the closed word classes of each language and the phrases by which news and posts mark
 * what is hearsay, compiled by hand for this program; no published list was copied.
 */
export interface Lexicon {
  /** BCP 47 primary subtag. */
  readonly lang: string;
  /** May come or go without changing what is said. */
  readonly articles: string;
  /** Carry little content; also used to tell the language of a short text. */
  readonly functionWords: string;
  /** Turn a statement into its opposite, or take something away from it. */
  readonly negations: string;
  /** Make a statement depend on something. */
  readonly conditions: string;
  /** Say that what follows is doubted, wished or merely thought. */
  readonly stances: string;
  /** Say whose words these are, or that they are hearsay. */
  readonly attributions: Phrases;
  /** Take back a whole sentence, after it or as a hashtag. */
  readonly retractions: Phrases;
  /** Say that something was once so, was only meant or tried, or is only told: "used to". */
  readonly hedges: Phrases;
  /** Say that only part of what follows is meant: "less than half of". */
  readonly limits: string;
  readonly modals: string;
  readonly quantifiers: string;
  readonly pronouns: string;
  readonly prepositions?: string;
  readonly conjunctions?: string;
  /** After a clause break of this kind a negation before it no longer governs what follows. */
  readonly contrasts?: string;
  /** Words that by themselves make a question of the sentence that they open or end. */
  readonly questions?: string;
  /** Auxiliary verbs: a mention before one is its subject, not an address. */
  readonly auxiliaries?: string;
  /** Number words from zero, in order. */
  readonly numbers?: string;
  readonly tens?: Readonly<Record<string, number>>;
  /**
   * How a ten (20–90) and a unit make one word: templates with `{ten}` and `{unit}`, in which `-`
   * before the brace's end drops the last letter: "{unit-}und{ten}" makes einundzwanzig.
   */
  readonly compounds?: string;
  /** Ordinal words from "first", in order; of a ten after it, its own. */
  readonly ordinals?: string;
  /** Words that only an accent tells apart: groups separated by `|`. */
  readonly accentsMatter?: string;
  /** Endings of verbs that only an accent tells apart (habló, hablo): groups separated by `|`. */
  readonly accentedEndings?: string;
  /** Written without spaces: its words are looked for inside the text, not as tokens. */
  readonly unspaced?: boolean;
  /** Words of such a language that hold a character of a negation and negate nothing ("very": 非常). */
  readonly harmless?: string;
}

/** Words and phrases, separated by commas. */
type Phrases = string;
