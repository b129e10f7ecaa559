/** How archives' replay rewrites an address: their own prefix, a time stamp, the address itself. */
const REPLAYED =
  /^(?:https?:)?(?:\/\/[\w.:-]{1,100})?\/(?:web|wayback|all|coll)\/\d{1,14}(?:[a-z]{2}_)?\/(https?:\/{1,2}.+)$/s;

/** The same in archives with collections of their own (pywb, Archive-It, UKWA): a whole stamp. */
const REPLAYED_IN_COLLECTION =
  /^(?:https?:)?(?:\/\/[\w.:-]{1,100})?(?:\/[\w.~-]{1,80}){1,5}\/\d{14}(?:[a-z]{2}_)?\/(https?:\/{1,2}.+)$/s;

/** archive.today leads every link of a page through itself. */
const ARCHIVE_TODAY_LINK =
  /^https?:\/\/(?:[\w-]{1,40}\.)?archive\.(?:today|is|ph|md|li|vn|fo)\/(?:o\/\w{1,12}|\d{4}[\d.-]{2,15})\/(https?:\/\/.+)$/s;

const FORMS = [REPLAYED, REPLAYED_IN_COLLECTION, ARCHIVE_TODAY_LINK];

/** An address as the page's author wrote it, without an archive's replay prefix. */
export function unwrapReplay(address: string): string {
  for (const form of FORMS) {
    const inner = form.exec(address)?.[1];
    if (inner !== undefined) return inner;
  }
  return address;
}

/**
 * Replay prefixes before the platform's own short links inside running text. Only there: on
 * Twitter every link in a raw text is one of these, while an author may well name an archived
 * page in his own words.
 */
const REPLAYED_SHORT_LINK =
  /(?:https?:\/\/[\w.-]{1,100})?\/web\/\d{1,14}(?:[a-z]{2}_)?\/(?=https?:\/\/(?:t\.co|pic\.twitter\.com|pic\.x\.com)\/)/g;

export function unwrapReplayedText(text: string): string {
  return text.includes("/web/") ? text.replace(REPLAYED_SHORT_LINK, "") : text;
}
