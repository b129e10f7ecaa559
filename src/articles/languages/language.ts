/** Words by which prose in one language names, reports and speaks; all in lower case. */
export interface Language {
  code: string;
  /** Commonest words: they tell the language of a paragraph. */
  function: ReadonlySet<string>;
  /** The writer speaking of herself, singular and plural. */
  firstPerson: ReadonlySet<string>;
  /** Verbs that report somebody's words, in the forms news uses. */
  reports: ReadonlySet<string>;
  /** Verbs that say by themselves that the words were posted. */
  posts: ReadonlySet<string>;
  /** Verbs of writing: also beside a video or an interview, what was written is a post. */
  writes: ReadonlySet<string>;
  /** Words that open a clause of which the main verb says nothing: "that", "who". */
  clauses: ReadonlySet<string>;
  /** Verbs of publishing: they say that words were posted where a quotation stands beside them. */
  publishes: ReadonlySet<string>;
  /** Words that, right behind a quotation, give it to whoever is named next: "so", "selon". */
  credits: ReadonlySet<string>;
  /** Words of an account or a network between "on" and a platform's name or a handle. */
  account: ReadonlySet<string>;
  /** Between a post and its author: "from", "de", "von". */
  by: ReadonlySet<string>;
  /** What all platforms together are called, in two words. */
  networks: readonly string[];
  /** Words that lead to a day: "last", "le", "am". */
  dated: ReadonlySet<string>;
  /** "on" before a platform's name, and words that may stand between. */
  on: ReadonlySet<string>;
  /** A post by its name. */
  post: ReadonlySet<string>;
  /** Ranks and forms of address that stand before a name with a capital. */
  titles: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  /** Words after which a name is not who speaks. */
  prepositions: ReadonlySet<string>;
  /** Words that open sentences and clauses with a capital and are no names. */
  openers: ReadonlySet<string>;
  /** Auxiliaries and adverbs between a name and its verb. */
  between: ReadonlySet<string>;
  /** Behind a verb of posting, these say what a post was about, not what it says. */
  about: ReadonlySet<string>;
  /** Words that open a clause whose verb says nothing of the sentence's quotation. */
  subordinators: ReadonlySet<string>;
  /** Other places where words are said: what stands in an interview or a video was not posted. */
  elsewhere: ReadonlySet<string>;
  /** Things that bear words of their own: what a banner reads is nobody's post. */
  inscriptions: ReadonlySet<string>;
  /** Whether a verb may stand before its subject without a quotation in front. */
  inverts: boolean;
  /** Whether every noun has a capital. */
  nouns: boolean;
}

export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
