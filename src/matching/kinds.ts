import type { Severity } from "../records/edit.js";

/**
 * Every kind of edit, with the severities it may have and the newsroom convention or reason behind
 * it. A test holds the rules against this table: none may use a kind, or a severity, not in it.
 *
 * Sources: `reuters` Handbook of Journalism, Q, "Quotes are sacred"; `ap` AP on quotations, as
 * summarised at writingexplained.org; `wikipedia` Manual of Style, typographic conformity and
 * minimal change; `own` this program's own caution; `unicode` the Unicode standard and its annexes.
 */
type Source = "reuters" | "ap" | "wikipedia" | "unicode" | "own";

interface EditKind {
  readonly severities: readonly Severity[];
  readonly rule: string;
  readonly source: Source;
}

function kinds(
  source: Source,
  severities: readonly Severity[],
  rules: Readonly<Record<string, string>>,
): [string, EditKind][] {
  return Object.entries(rules).map(([kind, rule]) => [kind, { severities, rule, source }]);
}

export const EDIT_KINDS: ReadonlyMap<string, EditKind> = new Map([
  ...kinds("own", ["capture"], {
    "outer-quotes": "Quotation marks around the whole are the newsroom's.",
    "media-link-added": "A link to a picture at the end may be missing from a capture.",
    "via-added": "A credit at the end is not the author's.",
    "link-dropped": "Links at the edge of a post are not its words.",
  }),
  ...kinds("wikipedia", ["typographic"], {
    dash: "Dashes may be made uniform.",
    "ellipsis-form": "Dots may be written as one sign or three.",
    "punctuation-form": "Full-width and other forms of a mark are the same mark.",
    "number-format": "Digits may be grouped and written as the house does.",
    "final-punctuation": "The last mark may follow the sentence it is quoted in.",
    "repeated-punctuation": "!!! may become !.",
    "character-form": "Ligatures and full-width letters may be normalised.",
    typography: "Case and typography may be made uniform.",
    vocalisation: "Vowel signs and lengthening strokes may be left out.",
    "abbreviation-dots": "U.S. and US are one abbreviation.",
    "bracketed-letter": "A first letter may be changed openly.",
  }),
  ...kinds("own", ["typographic"], {
    "link-form": "One link may be shown in several forms.",
    "hashtag-sign-dropped": "The word stands without its sign.",
    "hashtag-sign-added": "The word stands with a sign.",
    "mention-sign-dropped": "The handle stands without its sign.",
    "mention-sign-added": "The handle stands with a sign.",
    "hashtag-split": "A hashtag may be written as words.",
    "joiner-spacing": "A space may stand for a non-joiner.",
    "repost-prefix-dropped": "RT @x: is the platform's.",
    "thread-counter-dropped": "Counters of a thread are not said.",
    "thread-counter-added": "Counters of a thread are not said.",
    "reply-handles-dropped": "Handles before a reply are the platform's.",
    "hashtags-dropped": "Hashtags before the text address its readers.",
    "via-dropped": "A source named after the text is not said.",
    "trailing-tags-dropped": "Tags after the text address its readers.",
  }),
  ...kinds("own", ["typographic", "minor"], {
    "quote-marks": "Their style is free; marks gained or lost change the tone.",
    case: "Capitals may change, unless they make another word.",
    apostrophe: "May be missing, unless that makes another word.",
    "letter-form": "Letters often written plainly.",
    "ellipsis-dropped": "The author's own dots say little.",
    "emoji-dropped": "Most emoji are ornament; some speak.",
    punctuation: "Marks inside a sentence are reported.",
  }),
  ...kinds("reuters", ["minor"], {
    "article-added": "Quotes are sacred: even an article is reported.",
    "article-dropped": "Quotes are sacred: even an article is reported.",
    "article-form": "a and an are one word.",
    "repeated-word": "A word written twice may be a slip.",
    contraction: "Long and short forms are the same words, told.",
    spacing: "Written together or apart.",
    "spelling-variant": "British and American spelling.",
    "particle-unsaid": "ne … pas and pas alone negate alike.",
    "typing-slip": "A slip may be mended where only one of the forms is a word.",
    ampersand: "& is and.",
    "number-in-words": "Numbers may be spelled out, told.",
    "percent-form": "% is per cent.",
    "ordinal-ending": "1st is 1.",
    "ellipsis-added": "Dots where nothing is missing mislead a little.",
  }),
  ...kinds("own", ["minor"], {
    "repost-prefix-added": "RT @x: names whose words they are.",
    accents: "Accents that make no other word.",
    "sign-changed": "A hashtag is no handle.",
    "emoji-changed": "Another emoji of the same tone.",
    "emoji-added": "An emoji the author did not use.",
    "link-added-or-dropped": "A link inside the text.",
    "bracketed-words-added": "Brackets may name who is meant, not judge them.",
  }),
  ...kinds("unicode", ["minor"], {
    "lookalike-letter": "UTS 39: the same to the eye, another letter.",
  }),
  ...kinds("own", ["minor", "meaning"], {
    "link-changed": "Another link; shortened ones cannot be told apart.",
    "quoted-words-cut": "Words the author quotes may be somebody else's.",
  }),
  ...kinds("wikipedia", ["editorial"], {
    sic: "[sic] is an editor's.",
    "bracketed-insertion": "Brackets mark what an editor adds.",
    "bracketed-replacement": "Brackets mark what an editor makes plain.",
    elision: "Dots mark what is left out.",
    "leading-elision": "Dots mark a beginning left out.",
    truncation: "Dots mark an end left out.",
  }),
  ...kinds("own", ["editorial"], {
    "cut-mid-word": "The print breaks off inside a word.",
    "beyond-archived-cut": "The archived copy ends before the quote.",
  }),
  ...kinds("ap", ["meaning"], {
    "elision-contains-polarity-cue": "Deletion must not alter the sense.",
    "elision-joins-sentences": "Two half sentences are not one.",
    "elision-hides-speaker": "Dots must not hide who speaks.",
    "context-cut-polarity": "A remark without its qualifier is a misquote.",
    "unread-context-cut": "What cannot be read cannot be excused.",
    "question-cut": "A question is no statement.",
    "unit-cut": "A number without its unit is another number.",
    "compound-cut": "Half a word is another word.",
    "bracketed-negation": "Brackets may not turn the sense.",
    "bracketed-number": "Brackets may not change an amount.",
    "bracketed-name": "Brackets may not name another.",
    "bracketed-word": "Brackets may not put another word.",
  }),
  ...kinds("reuters", ["meaning"], {
    "negation-added": "Quotes are sacred.",
    "negation-removed": "Quotes are sacred.",
    "polarity-changed": "Legal is not illegal.",
    "words-moved": "Words stay where they were said.",
    "handle-changed": "Another account.",
    "hashtag-changed": "Another hashtag.",
    "modal-changed": "May is not must.",
    "quantifier-changed": "Some are not all.",
    "pronoun-changed": "We are not they.",
    "conjunction-changed": "And is not or.",
    "preposition-changed": "From is not to.",
    "name-changed": "A name is never a slip.",
    "word-replaced": "Another word.",
    "words-omitted": "Left out and not marked.",
    "words-added": "Not the author's.",
    "number-changed": "Another number.",
    "number-added": "A number not the author's.",
    "number-omitted": "A number left out.",
    "unit-changed": "Another unit.",
    "question-changed": "A question mark gained or lost.",
    "mark-beside-negation": "“No, it works” is not “No it works”.",
    "accent-tells": "Si is not sí.",
    "emoji-turned": "👍 is not 👎.",
    "speaking-emoji-added": "An emoji that speaks.",
    "text-replaced": "Nothing of the post is there.",
  }),
]);
