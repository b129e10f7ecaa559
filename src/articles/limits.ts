import type { Platform } from "../records/platform.js";
import { type QuoteRecord, QuoteRecordSchema } from "../records/quote.js";

/** Text as records may hold it: no NUL, no half characters. */
export function storable(text: string): string {
  return text.replace(/\0/g, "").replace(/\p{Surrogate}/gu, "\ufffd");
}

const WIDE_OR_NARROW_SPACE = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
/** What is replaced or left out; most texts hold none of it, and one look tells. */
const REPLACED = /[\0\u00a0\u2000-\u200a\u202f\u205f\p{Surrogate}]/u;

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
  const author = present({ name: draft.name, handle: draft.handle });
  const record = {
    ...present({ platform: draft.platform, url: draft.url }),
    ...(Object.keys(author).length > 0 ? { author } : {}),
    ...present({ date: draft.date }),
    text: readable(draft.text),
    ...present({ originalText: draft.originalText, lang: draft.lang }),
    attribution: draft.attribution,
    place: {
      ...present({ selector: draft.place.selector }),
      start: draft.place.start,
      end: draft.place.end,
      ...present({ sentence: draft.place.sentence }),
      convention: draft.place.convention,
    },
  };
  const parsed = QuoteRecordSchema.safeParse(record);
  return parsed.success ? parsed.data : null;
}

function present(values: Record<string, string | null>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value.trim() !== "") kept[key] = readable(value);
  }
  return kept;
}
