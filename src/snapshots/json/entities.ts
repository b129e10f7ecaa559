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

/** Decodes a text's escapes exactly once: `&amp;lt;` becomes `&lt;` and stays so. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#0?39);/g, (written) => NAMED[written] ?? written);
}
