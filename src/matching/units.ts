import type { Situation } from "./situation.js";
import type { Token } from "./types.js";

/** Words that multiply a number; the same value under each name. */
export const MAGNITUDES: ReadonlyMap<string, string> = new Map(
  [
    "k thousand",
    "thousand thousand",
    "thousands thousands",
    "hundred hundred",
    "hundreds hundreds",
    "m million",
    "mn million",
    "mio million",
    "million million",
    "millions million",
    "millones million",
    "millon million",
    "bn billion",
    "b billion",
    "billion billion",
    "billions billion",
    "tn trillion",
    "trillion trillion",
    "milliard milliard",
    "milliards milliard",
    "mille mille",
    "mil mil",
    "dozen dozen",
    "dozens dozens",
    "lakh lakh",
    "crore crore",
    "млн million",
    "миллион million",
    "миллионов million",
    "миллиардов milliard",
    "مليون million",
    "مليار milliard",
    "करोड crore",
    "लाख lakh",
    "हजार thousand",
    "万 万",
    "億 億",
    "亿 亿",
    "千 千",
  ].map((entry) => entry.split(" ") as [string, string]),
);

const PERCENT_WORDS = new Set([
  "percent",
  "per",
  "pour",
  "por",
  "prozent",
  "procent",
  "процентов",
  "प्रतिशत",
]);

/** The last word or the sign of "per cent", folded. */
export const PERCENT_FORMS: ReadonlySet<string> = new Set(
  "% percent prozent procent pct cent ciento cento процентов प्रतिशत".split(" "),
);

/** Nouns that a number counts; cut off, it counts anything. */
const UNIT_WORDS = new Set(
  "hours hour days day weeks week months month years year minutes minute seconds km kilometers kilometres miles meters metres kg tons tonnes dollars euros francs pounds degrees points heures heure jours jour semaines mois ans minutes horas dias semanas meses anos stunden tage wochen monate jahre часов дней лет месяцев".split(
    " ",
  ),
);
/** "One third of": what follows belongs to the number. */
const OF = new Set("of de des d di von van из".split(" "));

/** Signs that belong to the number beside them: currencies, per cent, degree, plus. */
function isUnitMark({ kind, text }: Token): boolean {
  return kind === "punctuation" && /^\p{Sc}$|^[%‰°+]$/u.test(text);
}

/** Does a cut before archived token `at` part a number from what makes it another one? */
export function unitAfter({ archived }: Situation, at: number): boolean {
  const before = archived[at - 1];
  const after = archived[at];
  if (before?.kind !== "number" || !after) return false;
  const joins = after.kind === "punctuation" && !after.spaced && /^[:/,.-]$/.test(after.text);
  return (
    isUnitMark(after) ||
    MAGNITUDES.has(after.fold) ||
    PERCENT_WORDS.has(after.fold) ||
    UNIT_WORDS.has(after.fold) ||
    (joins && archived[at + 1]?.kind === "number" && archived[at + 1]?.spaced === false)
  );
}

/** The same at the beginning of what is kept: the sign before a number, or the rest of it. */
export function unitBefore({ archived }: Situation, at: number): boolean {
  const before = archived[at - 1];
  const after = archived[at];
  if (!before || !after) return false;
  if (after.kind === "number") {
    if (isUnitMark(before)) return true;
    return (
      !after.spaced &&
      /^[:/,.-]$/.test(before.text) &&
      !before.spaced &&
      archived[at - 2]?.kind === "number"
    );
  }
  return (
    before.kind === "number" &&
    (isUnitMark(after) || MAGNITUDES.has(after.fold) || OF.has(after.fold))
  );
}
