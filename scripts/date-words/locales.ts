/**
 * Languages that newsrooms write in, whose names are believed before any other's. Regions are named
 * where their names differ: Jänner in Austria, شباط in Syria, فيفري in Tunisia. Tigrinya and Oromo
 * are left out: CLDR gives them the names of Ethiopian months, which begin on other days.
 */
const TAGS = (
  "af am ar ar-DZ ar-EG ar-IQ ar-LB ar-MA ar-SY ar-TN as ast az be bg bn br bs ca ckb cs cy da " +
  "de de-AT ee el en en-AU en-CA en-GB en-IN eo es es-CO es-MX es-UY et eu fa ff fi fil fo fr " +
  "fr-CA fur fy ga gd gl gsw gu ha he hi hr hsb hu hy id ig is it ja jv ka kab kk km kn ko ku " +
  "ky lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt pt-PT qu rm rn ro " +
  "ru rw sah sd si sk sl so sq sr sr-Latn sv sw ta te tg th tk tr tt ug uk ur uz uz-Cyrl vi wo " +
  "xh yo yue zh zh-Hant zu"
).split(" ");

const LEFT_OUT = new Set(["ti", "om"]);
const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

/** Those of the languages that this runtime has names for. */
export function namedLocales(): readonly string[] {
  return Intl.DateTimeFormat.supportedLocalesOf(TAGS);
}

/** All further languages of this runtime: of two and three letters, as no list of them can be had. */
export function furtherLocales(): readonly string[] {
  const pairs = LETTERS.flatMap((a) => LETTERS.map((b) => a + b));
  const codes = [...pairs, ...pairs.flatMap((pair) => LETTERS.map((c) => pair + c))];
  const named = new Set(TAGS);
  return Intl.DateTimeFormat.supportedLocalesOf(codes).filter(
    (code) => code.length <= 3 && !named.has(code) && !LEFT_OUT.has(code),
  );
}

/** Languages among them whose dates begin with the year. */
export function yearFirstLanguages(): string[] {
  return [...namedLocales(), ...furtherLocales()]
    .filter(leadsWithYear)
    .filter((tag) => !tag.includes("-"));
}

function leadsWithYear(language: string): boolean {
  const parts = new Intl.DateTimeFormat(language, {
    year: "2-digit",
    month: "short",
    day: "numeric",
  }).formatToParts(0);
  const order = parts.map(({ type }) => type);
  return order.indexOf("year") < order.indexOf("day");
}
