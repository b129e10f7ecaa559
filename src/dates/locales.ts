/**
 * Languages whose month, weekday and day-period names are asked of the runtime (CLDR data in Intl).
 * Regions are named where their names differ: Jänner in Austria, شباط in Syria, فيفري in Tunisia. Tigrinya is
 * left out: CLDR gives it the names of Ethiopian months, which begin on other days.
 */
const TAGS = (
  "af am ar ar-DZ ar-EG ar-IQ ar-LB ar-MA ar-SY ar-TN as az be bg bn br bs ca cs cy da de de-AT el " +
  "en en-AU en-CA en-GB en-IN eo es es-CO es-MX es-UY et eu fa fi fil fo fr fr-CA ga gd gl gu ha he " +
  "hi hr hsb hu hy id ig is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn or " +
  "pa pl ps pt pt-PT ro ru si sk sl so sq sr sr-Latn sv sw ta te tg th tk tr tt ug uk ur uz " +
  "uz-Cyrl vi wo xh yo yue zh zh-Hant zu"
).split(" ");

let supported: readonly string[] | undefined;

/** Those of the languages that this runtime has names for. */
export function namedLocales(): readonly string[] {
  supported ??= Intl.DateTimeFormat.supportedLocalesOf(TAGS);
  return supported;
}

/** `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}
