/** What Hebrew letters count, by their order in the alphabet; final forms count as the others. */
const VALUES: ReadonlyMap<string, number> = new Map(
  (
    [
      ["אבגדהוזחט", 1],
      ["יכלמנסעפצ", 10],
      ["קרשת", 100],
    ] as const
  ).flatMap(([letters, unit]) =>
    [...letters].map((letter, n): [string, number] => [letter, unit * (n + 1)]),
  ),
);
/** Letters that are written otherwise at the end of a word. */
const FINAL: Readonly<Record<string, string>> = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };

/** Years are printed without their thousands: תשפ"ג is 5783. */
const THOUSANDS = 5_000;
/** Days are below, years above. */
const LEAST_YEAR = 100;

/**
 * Letters with a mark before the last one, or behind a single one; the thousand of a year before
 * it. Adar I and II are names of months.
 */
const NUMERAL =
  /(?<!\p{L})(?<!אדר (?=[אב]'))(ב-?)?(?:ה')?(?:([א-ת]{1,5})"([א-ת])|([א-ת])')(?![\p{L}"'])/gu;

/** A folded date whose days and years in Hebrew letters (ט"ו בשבט תשפ"ג) are digits. */
export function hebrewNumerals(text: string): string {
  return text.replace(NUMERAL, (all, _on, head = "", last = "", single = "") => {
    const value = numberOf(`${head}${last}${single}`);
    if (value === null) return all;
    return String(value >= LEAST_YEAR ? value + THOUSANDS : value);
  });
}

/** Null for what only looks so: in a numeral no letter is followed by a greater one. */
function numberOf(letters: string): number | null {
  const values = Array.from(letters, (letter) => VALUES.get(FINAL[letter] ?? letter) ?? Number.NaN);
  const falls = values.every((value, n) => n === 0 || value <= (values[n - 1] ?? 0));
  return falls ? values.reduce((sum, value) => sum + value, 0) : null;
}
