/** A stretch of a text: half-open, UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
  text: string;
}

const WORD = /[\p{L}\p{M}\p{Nd}]+(?:['’][\p{L}\p{M}]+)*/gu;
const TAGGED = /(?:https?:\/\/\S+|[@#][\p{L}\p{M}\p{Nd}_]+|\S+\.(?:com|org|net|gov)\S*)/giu;

/** Small words: dropping one is an edit of another kind than dropping one that carries sense. */
const SMALL = new Set(
  "the a an of in on at to by and or is are was were be been it its that this with for from as i we you he she they my our your his her their will very so just also u amp rt me us him them has have had do does did".split(
    " ",
  ),
);

/** Words whose loss, by a cut that is marked, turns the sense; posts that hold one are left to others. */
const TURNING =
  /\b(?:not|no|never|nobody|none|nothing|nor|neither|without|hardly|barely|if|unless|but|except|until|however|although|only|lie|lies|false|fake|hoax|claim\w*|say\w*|said|alleged\w*|\w+n['’]?t|dont|cant|wont|refuse\w*|fail\w*|den(?:y|ies|ied)|lack\w*|against|deny|illegal|unfair|unlawful|impossible|wrong|dis\w+|rather|instead|yet|than|too|would|could|should|may|might|must|can|will)\b|छैन|होइन|नहीं|मत|बिना|बिनु|तर|लेकिन|नभए|यदि|अगर|[\u0900-\u097F]+(?:दैन|इन|ैनन्|दैनन्)|(?:^|\s)न[\u0900-\u097F]|(?:^|\s)ना?(?=\s)/iu;

/** Words of a text; those inside links, tags and handles are none. */
export function wordsOf(text: string): Stretch[] {
  const held = [...text.matchAll(TAGGED)].map(({ index, 0: tag }) => [index, index + tag.length]);
  return [...text.matchAll(WORD)]
    .map(({ index, 0: word }) => ({ start: index, end: index + word.length, text: word }))
    .filter(({ start }) => !held.some(([from = 0, to = 0]) => start >= from && start < to));
}

/** Words that carry sense: no small ones, none under four letters, no numbers. */
export function contentWords(text: string): Stretch[] {
  return wordsOf(text).filter(
    ({ text: word }) =>
      !SMALL.has(word.toLowerCase()) && [...word].length > 3 && !/\p{Nd}/u.test(word),
  );
}

/** Sentences of at least four words, each with its final mark. */
export function sentencesOf(text: string): Stretch[] {
  return [...text.matchAll(/[^.!?।\n]+[.!?।]+(?=\s|$)/gu)]
    .map(({ index, 0: held }) => {
      const start = index + (held.length - held.trimStart().length);
      return { start, end: index + held.length, text: held.trim() };
    })
    .filter(({ start, text: held }) => {
      // "U.S. for which": the stop of an abbreviation ends no sentence, here nor before.
      if (/^\p{Ll}/u.test(held) || /(?<![\p{L}])\p{L}\.\s*$/u.test(text.slice(0, start)))
        return false;
      return !/(?<!\p{L})\p{Lu}\.$/u.test(held) && wordsOf(held).length >= 4;
    });
}

export function replaced(text: string, { start, end }: Stretch, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Without the stretch and one of the spaces around it. */
export function without(text: string, { start, end }: Stretch): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/\s$/.test(before) && /^\s/.test(after)) return before + after.trimStart();
  return before === "" ? after.trimStart() : before + after;
}

/** Something is lost with this stretch that turns the sense. */
export function turnsSense(stretch: string): boolean {
  return TURNING.test(stretch);
}

/** Letters and digits alone, lower case: what two texts must differ in to say something else. */
export function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}?$€£%-]/gu, "");
}
