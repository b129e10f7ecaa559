import type { Platform } from "../records/platform.js";
import { type QuoteRecord, QuoteRecordSchema } from "../records/quote.js";
import { MAX_QUOTES } from "../records/request.js";

/** Most entries of `unread` and of `setAside`; a page with more is no article. */
export const MAX_NAMED = 1_000;

/** Behind so many quotes, in an article's order, another is neither a record nor named. */
export const MOST_TOLD = MAX_QUOTES + MAX_NAMED;

/** Text as records may hold it: no NUL, no half characters. */
export function storable(text: string): string {
  return text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
}

const WIDE_OR_NARROW_SPACE = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
/** What may be replaced or left out; most texts hold none of it, and one look tells. */
const REPLACED = /[\0\u00a0\u2000-\u200a\u202f\u205f\ud800-\udfff]/;

/** Words as they are read: spaces of any width look like any other. */
function readable(text: string): string {
  return (REPLACED.test(text) ? storable(text).replace(WIDE_OR_NARROW_SPACE, " ") : text).trim();
}

/** A record without what is null, or null when it breaks the schema's limits. */
export function recordOf(draft: {
  platform: Platform | null;
  url: string | null;
  name: string | null;
  handle: string | null;
  date: string | null;
  text: string;
  originalText: string | null;
  lang: string | null;
  attribution: "printed" | "inferred";
  place: {
    selector: string | null;
    start: number;
    end: number;
    sentence: string | null;
    convention: string;
  };
}): QuoteRecord | null {
  const { place } = draft;
  const record: Fields = {};
  keep(record, "platform", draft.platform);
  keep(record, "url", draft.url);
  const author: Fields = {};
  keep(author, "name", draft.name);
  keep(author, "handle", draft.handle);
  if (author.name !== undefined || author.handle !== undefined) record.author = author;
  keep(record, "date", draft.date);
  record.text = readable(draft.text);
  keep(record, "originalText", draft.originalText);
  keep(record, "lang", draft.lang);
  record.attribution = draft.attribution;
  const placed: Fields = {};
  keep(placed, "selector", place.selector);
  placed.start = place.start;
  placed.end = place.end;
  keep(placed, "sentence", place.sentence);
  placed.convention = place.convention;
  record.place = placed;
  const parsed = QuoteRecordSchema.safeParse(record);
  return parsed.success ? parsed.data : null;
}

type Fields = Record<string, unknown>;

/** Sets the field where there is something to be read. */
function keep(fields: Fields, key: string, value: string | null): void {
  if (value !== null && value.trim() !== "") fields[key] = readable(value);
}
