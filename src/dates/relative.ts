import { foldDate } from "./fold.js";
import { namedLocales } from "./locales.js";

const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"] as const;
const STYLES = ["long", "short", "narrow"] as const;
/** One of each plural form that languages have. */
const COUNTS = [1, 2, 3, 5, 11, 21, 100];

/** `3h`, `2d`, `5 min`, `45s`: as platforms print them, with or without "ago". */
const SHORT_AGE =
  /^#\+? ?(?:s|sec|secs|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|j|w|wk|wks|weeks?|mo|months?|y|yr|yrs|years?|t|std|g|u)\.?(?: ago)?$/;
const NOW = new Set([
  "just now",
  "right now",
  "moments ago",
  "a moment ago",
  "a l'instant",
  "ahora mismo",
  "gerade eben",
  "hier soir",
  "last night",
  "this morning",
  "ce matin",
]);

let phrases: ReadonlySet<string> | undefined;

/** Whether a folded text tells a time only as seen from when it was read, in any language. */
export function isRelative(text: string): boolean {
  const phrase = template(text);
  if (SHORT_AGE.test(phrase) || NOW.has(phrase)) return true;
  phrases ??= buildPhrases();
  return phrases.has(phrase) || phrases.has(phrase.replace(/^#/, "# "));
}

/** Counts become `#`, signs around it go. */
function template(text: string): string {
  return text
    .replace(/\d+/g, "#")
    .replace(/^[^\p{L}\p{M}#-]+|[^\p{L}\p{M}#.]+$/gu, "")
    .replace(/\.+$/, "");
}

function buildPhrases(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const locale of namedLocales()) {
    for (const style of STYLES) {
      for (const numeric of ["always", "auto"] as const) {
        const format = new Intl.RelativeTimeFormat(`${locale}-u-nu-latn`, { style, numeric });
        for (const unit of UNITS) {
          for (const count of COUNTS) found.add(template(foldDate(format.format(-count, unit))));
        }
        found.add(template(foldDate(format.format(0, "day"))));
        found.add(template(foldDate(format.format(0, "second"))));
      }
    }
  }
  return found;
}
