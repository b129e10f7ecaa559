import { plainLetters, stem } from "./cognates.js";

interface Stemming {
  readonly script: RegExp;
  /** Taken off the front, once; the longest that fits. */
  readonly before: RegExp | null;
  readonly after: RegExp;
}

/*
 * Light stemming: enough that the forms of a word in a text meet the one in a dictionary. Article
 * and prefixed conjunctions of Arabic (Larkey's light10); case and verb endings elsewhere.
 */
const STEMMINGS: readonly Stemming[] = [
  {
    script: /\p{Script=Arabic}/u,
    before: /^(?:وال|بال|كال|فال|لل|ال|و(?=..{3}))/u,
    after: /(?:ات|ون|ين|ان|ها|هم|هن|كم|نا|وا|يه|تي|ته|ه|ي|ا)$/u,
  },
  {
    script: /\p{Script=Cyrillic}/u,
    before: null,
    after:
      /(?:иями|ями|ами|ией|иям|ием|иях|ого|его|ому|ему|ыми|ими|ешь|ете|ите|ишь|ует|ают|яют|ала|яла|али|или|ило|ать|ять|еть|ить|ться|тся|ться|ой|ей|ий|ый|ые|ие|ая|яя|ое|ее|ам|ям|ах|ях|ом|ем|ов|ев|ую|юю|ет|ит|ут|ют|ат|ят|ал|ил|ел|ть|а|я|о|е|и|ы|у|ю|ь|й)$/u,
  },
  {
    script: /\p{Script=Greek}/u,
    before: null,
    after: /(?:ους|εις|ησε|ουν|ειν|ων|ου|οι|ος|ης|ας|ες|ει|ον|αι|ια|α|η|ο|ι|ε|σ)$/u,
  },
  {
    script: /\p{Script=Devanagari}/u,
    before: null,
    after: /(?:ियों|ियाँ|ियां|ाओं|ुओं|ों|ें|ीय|ने|ना|नी|ते|ता|ती|ा|ी|े|ो|ि|ु|ू)$/u,
  },
];

const SHORTEST = 3;

/** What the forms of a word have in common; takes a word as folded for comparison. */
export function wordKey(fold: string): string {
  const stemming = STEMMINGS.find(({ script }) => script.test(fold));
  if (!stemming) return stem(fold);
  const bare = stemming.before ? cut(fold, stemming.before) : fold;
  return cut(bare, stemming.after);
}

function cut(word: string, affix: RegExp): string {
  const rest = word.replace(affix, "");
  return rest.length >= SHORTEST ? rest : word;
}

/** Letters by which words are grouped before their keys are made. */
const INITIALS = 2;

/** What the key of a folded word begins with: cheap to tell, also from the word's first letters alone. */
export function initialsOfWord(fold: string): string {
  const before = fold >= "\u0600" && STEMMINGS.find(({ script }) => script.test(fold))?.before;
  return initialsOfKey(before ? cut(fold, before) : fold);
}

/** The same for a key. */
export function initialsOfKey(key: string): string {
  return plainLetters(key).slice(0, INITIALS);
}
