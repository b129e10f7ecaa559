import { RELATIVE } from "./words/relative.js";

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
  const phrase = relativeTemplate(text);
  if (SHORT_AGE.test(phrase) || NOW.has(phrase)) return true;
  phrases ??= readPhrases();
  return phrases.has(phrase) || phrases.has(phrase.replace(/^#/, "# "));
}

/** Counts become `#`, signs around it go. */
export function relativeTemplate(text: string): string {
  return text
    .replace(/\d+/g, "#")
    .replace(/^[^\p{L}\p{M}#-]+|[^\p{L}\p{M}#.]+$/gu, "")
    .replace(/\.+$/, "");
}

function readPhrases(): ReadonlySet<string> {
  return new Set(
    RELATIVE.split("\n").flatMap((line) => line.slice(line.indexOf("\t") + 1).split("|")),
  );
}
