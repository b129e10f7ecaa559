/** What Hebrew letters count, by their order in the alphabet; final forms count as the others. */
const VALUES: ReadonlyMap<string, number> = new Map([
  ..."אבגדהוזחט".split("").map((letter, n): [string, number] => [letter, n + 1]),
  ..."יכלמנסעפצ".split("").map((letter, n): [string, number] => [letter, 10 * (n + 1)]),
  ..."קרשת".split("").map((letter, n): [string, number] => [letter, 100 * (n + 1)]),
]);

/** Years are printed without their thousands: תשפ"ג is 5783. */
const THOUSANDS = 5_000;
/** Days are below, years above. */
const LEAST_YEAR = 100;

/** Letters with a mark before the last one, or behind a single one; the thousand of a year before it. */
const NUMERAL = /(?<!\p{L})(ב-?)?(?:ה')?(?:([א-ת]{1,5})"([א-ת])|([א-ת])')(?![\p{L}"'])/gu;

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
  const values = Array.from(letters, (letter) => VALUES.get(letter) ?? Number.NaN);
  const falls = values.every((value, n) => n === 0 || value <= (values[n - 1] ?? 0));
  return falls ? values.reduce((sum, value) => sum + value, 0) : null;
}
