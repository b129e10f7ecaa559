/** How archives' replay rewrites an address: their own prefix, a time stamp, the address itself. */
const REPLAYED =
  /^(?:https?:)?(?:\/\/[\w.:-]{1,100})?\/(?:web|wayback|all|coll)\/\d{1,14}(?:[a-z]{2}_)?\/(https?:\/{1,2}.+)$/s;

/** An address as the page's author wrote it, without an archive's replay prefix. */
export function unwrapReplay(address: string): string {
  return REPLAYED.exec(address)?.[1] ?? address;
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
