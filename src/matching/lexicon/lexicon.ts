/**
 * Words of one language that decide what an edit means, each list separated by spaces. Written as
 * in print; they are folded (case, accents, apostrophes) before use. A language without a list
 * still works: a change there counts as words added, dropped or replaced.
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
  /** Say that what follows is doubted, wished, or said by somebody else. */
  readonly stances: string;
  readonly modals?: string;
  readonly quantifiers?: string;
  readonly pronouns?: string;
  readonly prepositions?: string;
  readonly conjunctions?: string;
  /** After a clause break of this kind a negation before it no longer governs what follows. */
  readonly contrasts?: string;
  /** Auxiliary verbs: a mention before one is its subject, not an address. */
  readonly auxiliaries?: string;
  /** Number words from zero, in order. */
  readonly numbers?: string;
  readonly tens?: Readonly<Record<string, number>>;
  /** Written without spaces: its words are looked for inside the text, not as tokens. */
  readonly unspaced?: boolean;
}
