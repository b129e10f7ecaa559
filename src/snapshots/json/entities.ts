/**
 * The escapes that APIs put into texts: `&amp; &lt; &gt;` always, quotes and numbers in older
 * answers. Nothing else, so that `&copy` in a query string stays what the author typed.
 */
const NAMED: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&#039;": "'",
};

const ESCAPE = /&(?:amp|lt|gt|quot|apos|#0?39);/g;

/**
 * Whether every `&` of a text begins an escape. Long posts' notes come unescaped (twscrape's
 * captures of 2023–26 hold "1st & 2nd"), other answers pass the same words on escaped.
 */
export function isEscaped(text: string): boolean {
  return !text.replace(ESCAPE, "").includes("&");
}

/** Decodes a text's escapes exactly once: `&amp;lt;` becomes `&lt;` and stays so. */
export function decodeEntities(text: string): string {
  return text.replace(ESCAPE, (written) => NAMED[written] ?? written);
}
