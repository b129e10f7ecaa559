import type { Permalink } from "../../handles/permalink.js";
import { parsePermalink } from "../../handles/permalink.js";
import { parseFragment } from "../page.js";
import { attribute, elementsOf } from "../text/nodes.js";
import { unwrapReplay } from "../text/replay.js";
import type { Page } from "../types.js";

/** More is no head of a page; some applications put 200 there. */
const MAX_TAGS = 1_000;

/** What a page says of itself in its head. */
export interface Head {
  /** Contents by `property` or `name`, lower case, in page order. */
  meta: ReadonlyMap<string, readonly string[]>;
  title: string | null;
  /** Posts and accounts that the page declares itself to be, best first. */
  declared: readonly Permalink[];
}

/** Signs of a page whose head may declare something. */
export const DECLARING = ["og:url", "canonical"] as const;

/** Read once a page. What stands in the body, in `noscript` or in `template` is no part of it. */
export function headOf(page: Page): Head {
  return page.remember(readHead);
}

/** The first value of a property; null where there is none. */
export function metaOf(head: Head, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = head.meta.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return null;
}

const IN_HEAD = /^(?:meta|link|title)$/;

function readHead(page: Page): Head {
  const outline = page.outline();
  const tags: string[] = [];
  for (const element of outline.elements()) {
    const name = outline.nameOf(element);
    if (name === "body" || tags.length >= MAX_TAGS) break;
    if (IN_HEAD.test(name) && outline.isShown(element) && isOfPage(page, element)) {
      tags.push(outline.markupOf(element));
    }
  }
  return gather(tags.join(""));
}

/** `title` is also a name of drawings' captions. */
function isOfPage(page: Page, element: number): boolean {
  const outline = page.outline();
  return outline.closest(element, (each) => outline.nameOf(each) === "svg") === -1;
}

function gather(markup: string): Head {
  const meta = new Map<string, string[]>();
  const canonical: string[] = [];
  let title: string | null = null;
  for (const element of elementsOf(parseFragment(markup))) {
    if (element.tagName === "title") {
      const [words] = element.children;
      title ??= words?.type === "text" ? words.data.trim() : null;
    } else if (element.tagName === "link") {
      if (attribute(element, "rel") === "canonical")
        canonical.push(attribute(element, "href") ?? "");
    } else
      addMeta(
        meta,
        attribute(element, "property") ?? attribute(element, "name"),
        element.attribs.content,
      );
  }
  const addresses = [...(meta.get("og:url") ?? []), ...canonical];
  const permalinks = addresses.flatMap((address) => parsePermalink(unwrapReplay(address)) ?? []);
  // Posts before accounts: an application's start page is declared beside the page it became.
  const declared = [
    ...permalinks.filter((each) => each.id !== null),
    ...permalinks.filter((each) => each.id === null),
  ];
  return { meta, title, declared };
}

function addMeta(
  meta: Map<string, string[]>,
  name: string | null,
  content: string | undefined,
): void {
  if (name === null || content === undefined) return;
  const key = name.toLowerCase();
  const values = meta.get(key);
  if (values) values.push(content);
  else meta.set(key, [content]);
}
