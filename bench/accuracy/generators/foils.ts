import type { Outcome } from "../../../src/records/verdict.js";
import { pick } from "../random.js";
import type { Case, Given, Pair } from "../types.js";
import { sentencesOf, wordsOf } from "./words.js";

const DAY = 86_400_000;
const GOOD: readonly Outcome[] = ["verified", "verified-with-notes"];
/** What may be said of a quote that is not this post's. */
const NOT: readonly Outcome[] = ["discrepancy", "unverifiable", "inconclusive"];

/** What a foil changes in the pair; null: this post gives none. */
interface Foil {
  kind: string;
  changed: boolean;
  outcomes: readonly Outcome[];
  make: (pair: Pair, given: Given) => Pair | null;
}

/** As an article prints it. `days` from the UTC day. */
function printedDay(createdAt: string, days: number, locale: string): string {
  const time = new Date(new Date(createdAt).getTime() + days * DAY);
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(time);
}

function withDay(days: number, locale = "en-US") {
  return (pair: Pair): Pair => ({
    ...pair,
    quote: { ...pair.quote, date: printedDay(pair.post.createdAt, days, locale) },
  });
}

function withHandle(change: (handle: string) => string) {
  return (pair: Pair): Pair | null => {
    const handle = change(pair.post.handle);
    if (handle === pair.post.handle || handle.length > 15) return null;
    return { ...pair, quote: { ...pair.quote, handle } };
  };
}

function withQuote(change: (text: string, given: Given) => string | null) {
  return (pair: Pair, given: Given): Pair | null => {
    const text = change(pair.post.text, given);
    return text === null ? null : { ...pair, quote: { ...pair.quote, text } };
  };
}

/** The later version says something else in one sentence; the quote is the earlier one's. */
function editedLater(pair: Pair): Pair | null {
  const last = sentencesOf(pair.post.text).at(-1);
  if (!last || sentencesOf(pair.post.text).length < 2) return null;
  const text = `${pair.post.text.slice(0, last.start)}The harbour of Velmora stays closed until spring.`;
  return { ...pair, post: { ...pair.post, text } };
}

function withoutField(field: "date" | "handle") {
  return (pair: Pair): Pair => {
    const { [field]: _, ...quote } = pair.quote;
    return { ...pair, quote };
  };
}

const right: Omit<Foil, "kind" | "make"> = { changed: false, outcomes: GOOD };
const wrong: Omit<Foil, "kind" | "make"> = { changed: true, outcomes: NOT };
const noted: Omit<Foil, "kind" | "make"> = { changed: false, outcomes: ["verified-with-notes"] };
/** A day aside may be a time zone: a note or a discrepancy, never `verified`. */
const aside: Omit<Foil, "kind" | "make"> = {
  changed: false,
  outcomes: ["verified-with-notes", "discrepancy"],
};

/** Quotes with their account and day, true ones and such as look true. */
const FOILS: readonly Foil[] = [
  { kind: "true-day", ...right, make: withDay(0) },
  { kind: "true-day-french", ...right, make: withDay(0, "fr-FR") },
  { kind: "true-day-arabic", ...right, make: withDay(0, "ar-EG") },
  { kind: "true-day-german", ...right, make: withDay(0, "de-DE") },
  { kind: "handle-case", ...right, make: withHandle((handle) => handle.toUpperCase()) },
  { kind: "no-day-printed", ...noted, make: withoutField("date") },
  { kind: "no-handle-printed", ...noted, make: withoutField("handle") },
  { kind: "day-before", ...aside, make: withDay(-1) },
  { kind: "day-after", ...aside, make: withDay(1) },
  { kind: "three-days-before", ...wrong, make: withDay(-3) },
  { kind: "three-days-after", ...wrong, make: withDay(3) },
  { kind: "other-year", ...wrong, make: withDay(-365) },
  { kind: "other-month", ...wrong, make: withDay(31) },
  { kind: "look-alike-underscore", ...wrong, make: withHandle((handle) => `${handle}_`) },
  { kind: "look-alike-digit", ...wrong, make: withHandle((handle) => handle.replace(/o/, "0")) },
  { kind: "look-alike-letter", ...wrong, make: withHandle((handle) => handle.replace(/l/, "I")) },
  { kind: "look-alike-suffix", ...wrong, make: withHandle((handle) => `${handle}TV`) },
  { kind: "other-account", ...wrong, make: withHandle(() => "gazette_korvel") },
  {
    kind: "same-authors-other-post",
    ...wrong,
    make: withQuote((text, { other }) => (other === text ? null : other)),
  },
  {
    kind: "half-of-other-post",
    ...wrong,
    make: withQuote((_, { other }) => {
      const sentences = sentencesOf(other).filter(({ text }) => wordsOf(text).length >= 6);
      return sentences[0]?.text ?? null;
    }),
  },
  {
    kind: "replys-text",
    ...wrong,
    make: withQuote((text, { other, random }) => {
      const opening = wordsOf(text)
        .slice(0, 2)
        .map((word) => word.text)
        .join(" ");
      return pick(random, [`${opening}? ${other}`, `@port_watch ${other}`]);
    }),
  },
  { kind: "edited-later", ...wrong, make: editedLater },
];

/** All foils that the pair gives; `given.other` is another post of the same run and language. */
export function foilCases(pair: Pair, given: Given): Case[] {
  const printed = withDay(0)(pair);
  return FOILS.flatMap(({ kind, changed, outcomes, make }) => {
    const made = make(printed, given);
    if (made === null) return [];
    const lang = pair.post.lang;
    const id = `${pair.id}/end-to-end/${kind}`;
    return [
      { ...made, id, set: "end-to-end" as const, kind, lang, changed, outcomes, classes: [] },
    ];
  });
}
