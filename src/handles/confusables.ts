/**
 * Letters of other scripts that pass for the letters of handles: the letter, then what it looks
 * like. Lower case; the part of Unicode's confusables data (UTS #39) that readers of Latin text
 * cannot tell apart. Accents, full-width and mathematical letters need no entry: Unicode
 * normalisation folds them.
 */
const PAIRS: readonly string[] = [
  "аa вb сc ԁd еe ёe ғf ԍg һh іi їi ӏl јj кk мm нh оo рp ԛq ѕs тt уy ѵv ԝw хx ьb",
  "αa βb γy εe ηn ιi κk νv οo ρp σo τt υu χx ωw ϲc ϳj",
  "ոn սu օo հh զq ցg յj",
  "ןl סo",
  "ꭺa ꮯc ꭼe ꮋh ꭻj ꮶk ꮮl ꮇm ꮲp ꮪs ꭲt ꮩv ꮃw ꮓz",
  "ıi ȷj ɑa ɡg ɩi ɪi ʏy ʟl ɴn ʀr øo đd ħh łl ŧt ƒf ɢg ʜh ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz",
];

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap((row) =>
    row.split(" ").map((pair): [string, string] => {
      const [letter = "", ...latin] = pair;
      return [letter, latin.join("")];
    }),
  ),
);

/** The text in lower-case Latin letters as a reader takes it for: accents off, look-alikes replaced. */
export function latinLookalike(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return Array.from(plain, (letter) => LOOKS_LIKE.get(letter) ?? letter).join("");
}
