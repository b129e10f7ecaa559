import { YEAR_FIRST } from "./words/months.js";

const yearFirst = new Set(YEAR_FIRST.split("\n"));

/** `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

/** Whether dates of a language begin with the year; false for what is no language. */
export function leadsWithYear(language: string): boolean {
  return yearFirst.has(language);
}
