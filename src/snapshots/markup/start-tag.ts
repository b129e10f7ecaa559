import { parseFragment } from "../page.js";
import { isElement } from "../text/nodes.js";

/** The attributes of a start tag, as the parser reads them. */
export function attributesOf(startTag: string): Readonly<Record<string, string>> {
  const [tag] = parseFragment(startTag);
  return tag && isElement(tag) ? tag.attribs : {};
}
