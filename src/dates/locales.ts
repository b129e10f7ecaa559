/**
 * Languages whose month, weekday and day-period names are asked of the runtime (CLDR data in Intl).
 * Regions are named where their names differ: Jänner in Austria, شباط in Syria, فيفري in Tunisia.
 * Tigrinya and Oromo are left out: CLDR gives them the names of Ethiopian months, which begin on
 * other days.
 */
const TAGS = (
  "af am ar ar-DZ ar-EG ar-IQ ar-LB ar-MA ar-SY ar-TN as ast az be bg bn br bs ca ckb cs cy da " +
  "de de-AT ee el en en-AU en-CA en-GB en-IN eo es es-CO es-MX es-UY et eu fa ff fi fil fo fr " +
  "fr-CA fur fy ga gd gl gsw gu ha he hi hr hsb hu hy id ig is it ja jv ka kab kk km kn ko ku " +
  "ky lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt pt-PT qu rm rn ro " +
  "ru rw sah sd si sk sl so sq sr sr-Latn sv sw ta te tg th tk tr tt ug uk ur uz uz-Cyrl vi wo " +
  "xh yo yue zh zh-Hant zu"
).split(" ");

let supported: readonly string[] | undefined;
const yearFirst = new Map<string, boolean>();

/** Those of the languages that this runtime has names for. */
export function namedLocales(): readonly string[] {
  supported ??= Intl.DateTimeFormat.supportedLocalesOf(TAGS);
  return supported;
}

/** `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

/** Whether dates of a language begin with the year; false for what is no language. */
export function leadsWithYear(language: string): boolean {
  const known = yearFirst.get(language);
  if (known !== undefined) return known;
  if (!/^[a-z]{2,3}$/.test(language)) return false;
  const parts = new Intl.DateTimeFormat(language, {
    year: "2-digit",
    month: "short",
    day: "numeric",
  }).formatToParts(0);
  const order = parts.map(({ type }) => type);
  const leads = order.indexOf("year") < order.indexOf("day");
  if (yearFirst.size < 1_000) yearFirst.set(language, leads);
  return leads;
}
