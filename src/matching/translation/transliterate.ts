/*
 * Names written in another script, by their consonants: vowels are written differently or not at
 * all. Sounds that scripts tell apart differently share a class (b and p, k, q, g and kh).
 */
const CLASSES: Readonly<Record<string, string>> = {
  B: "b p ب پ б п π ब भ प फ ב פ",
  F: "f v ф в φ β व ف ڤ",
  T: "t ت ط ة т τ θ ट ठ त थ ט ת ث",
  D: "d د ض ذ д δ ड ढ द ध ד",
  S: "s z ش س ص ز ظ ج ж ш щ ц ч с з σ ς ζ ξ स श ष ज झ च छ ס ש ז צ j چ ژ",
  K: "k q c g x ك ک ق خ غ گ к г х κ γ χ क ख ग घ כ ק ג ח",
  L: "l ل л λ ल ל",
  M: "m م м μ म ם מ",
  N: "n ن н ν न ण ञ ङ ं נ ן",
  R: "r ر р ρ र ר",
};

const CLASS_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CLASSES).flatMap(([name, letters]) =>
    letters.split(" ").map((letter): [string, string] => [letter, name]),
  ),
);

/** Letters that together write one sound in Latin or Greek, before single letters are read. */
const TOGETHER: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|sch|sh|ch|zh|dj|dzh/g, "s"],
  [/kh|gh|qu|ck|γκ/g, "k"],
  [/μπ/g, "b"],
  [/ντ/g, "d"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/c(?=[eiy])/g, "s"],
  [/g(?=[eiy])/g, "s"],
];

const ARABIC_ARTICLE = /^(?:و|ب|ل)?ال(?=.{3})/u;
const LATIN_ARTICLE = /^(?:al|el|as|ash|ad|ar|an)-(?=.{3})/;

/** The consonants of a word as classes, runs of one class once; `""` where it has none. */
export function skeleton(fold: string): string {
  let plain = fold.replace(ARABIC_ARTICLE, "").replace(LATIN_ARTICLE, "");
  for (const [pattern, letter] of TOGETHER) plain = plain.replace(pattern, letter);
  let classes = "";
  for (const letter of plain) {
    const name = CLASS_OF.get(letter);
    if (name !== undefined && name !== classes.at(-1)) classes += name;
  }
  return classes;
}

const SHORTEST_NAME = 3;
const SHORTEST_WORD = 4;

/**
 * How alike two words of different scripts sound, 0 to 1. Short words must be names, since few
 * consonants agree by chance; a gap is allowed in long ones.
 */
export function soundsLike(a: string, b: string, isName: boolean): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter < (isName ? SHORTEST_NAME : SHORTEST_WORD)) return 0;
  if (a === b) return 1;
  if (!isName) return 0;
  // `Tunis` and `Tunisia`: an ending more.
  if (shorter >= 4 && (a.startsWith(b) || b.startsWith(a))) {
    return shorter / Math.max(a.length, b.length);
  }
  return 0;
}
