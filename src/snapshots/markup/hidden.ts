const HIDING_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b/i;

/** A look at the tag that nearly all pass: only then is it parsed. */
const MAY_HIDE = /\bhidden\b|\bnone\b|\bcollapse\b|^<dialog\b/i;

/** Whether a start tag may hide its element by itself; a cheap look before its attributes are read. */
export function mayHide(startTag: string): boolean {
  return MAY_HIDE.test(startTag);
}

/** What an element's own attributes say; rules of style sheets are not looked up. */
export function hidesItself(
  tagName: string,
  attributes: Readonly<Record<string, string>>,
): boolean {
  // Scripts reveal a whole page when they are ready, and a capture is often made before.
  if (tagName === "html" || tagName === "body") return false;
  if (Object.hasOwn(attributes, "hidden")) return true;
  if (tagName === "dialog" && !Object.hasOwn(attributes, "open")) return true;
  return Object.hasOwn(attributes, "style") && HIDING_STYLE.test(attributes.style ?? "");
}
