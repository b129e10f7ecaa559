/**
 * Words of languages written without spaces, as Unicode's word break rules and their dictionaries
 * (UAX 29, `Intl.Segmenter`) find them.
 */

/** One for each language; making one costs some milliseconds. */
const SEGMENTERS = new Map<string, Intl.Segmenter>();

/** Characters on either side that decide where a word ends: a whole text would be read each time. */
const AROUND = 12;

function segmenterFor(lang: string): Intl.Segmenter {
  const known = SEGMENTERS.get(lang);
  if (known) return known;
  const made = new Intl.Segmenter(lang, { granularity: "word" });
  SEGMENTERS.set(lang, made);
  return made;
}

/** The word that holds the character at `at`, and where in the text it begins. */
export function wordAt(text: string, at: number, lang: string): { word: string; start: number } {
  const from = Math.max(0, at - AROUND);
  const found = segmenterFor(lang)
    .segment(text.slice(from, at + AROUND))
    .containing(at - from);
  return { word: found?.segment ?? "", start: from + (found?.index ?? 0) };
}

/** Where `cue` stands in a text other than inside one of the `harmless` words; -1 for nowhere. */
export function placeOf(
  cue: string,
  text: string,
  lang: string,
  harmless: ReadonlySet<string>,
): number {
  let at = text.indexOf(cue);
  while (at >= 0 && harmless.size > 0 && harmless.has(wordAt(text, at, lang).word)) {
    at = text.indexOf(cue, at + 1);
  }
  return at;
}
