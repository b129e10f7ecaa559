import { en } from "./en.js";
import { fr } from "./fr.js";
import type { Locale } from "./locale.js";

/** Languages that summaries are written in; the first is the one taken where nothing else is asked. */
export const LOCALES: readonly Locale[] = [en, fr];

/** The locale of a BCP 47 tag (`fr-CA` is French), or null where there is none. */
export function findLocale(tag: string): Locale | null {
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0];
  return LOCALES.find((locale) => locale.tag === primary) ?? null;
}

/** The locale of a tag; English where none is given or known. */
export function localeFor(tag: string | undefined): Locale {
  return (tag === undefined ? null : findLocale(tag)) ?? en;
}
