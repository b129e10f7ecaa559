import { permalinkOf } from "../../handles/addresses.js";
import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import { headOf } from "../markup/head.js";
import { attributesOf } from "../markup/start-tag.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { elementsWith } from "../states/signs.js";
import {
  attribute,
  elementsOf,
  findElement,
  type HtmlElement,
  hasClass,
  isElement,
} from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";
import type { Layout, Page } from "../types.js";

/** The account's name before the words, and the link to the comments behind them. */
const FURNITURE = ["CaptionUsername", "CaptionComments"];
const CAPTION: TextRules = {
  isHidden: (element) => FURNITURE.some((name) => hasClass(element, name)),
  whiteSpace: "folded",
};
const PLAIN: TextRules = { isHidden: () => false, whiteSpace: "folded" };

/** The first element of a class; only that one is parsed. */
function firstOf(page: Page, className: string): HtmlElement | null {
  const outline = page.outline();
  for (const element of elementsWith(page, className, "class")) {
    const classes = attributesOf(outline.startTagOf(element)).class ?? "";
    if (!classes.split(/\s+/).includes(className)) continue;
    const [root] = parseFragment(outline.markupOf(element));
    return root && isElement(root) ? root : null;
  }
  return null;
}

/** The post that the frame's own links lead to; the address it was captured at says no more. */
function idOf(page: Page): string | null {
  for (const name of [
    "EmbeddedMedia",
    "ViewProfileButton",
    "WatchOnInstagram",
    "SocialProofLink",
  ]) {
    for (const element of elementsWith(page, name, "href")) {
      const { href = "" } = attributesOf(page.outline().startTagOf(element));
      const named = parsePermalink(unwrapReplay(href));
      if (named?.platform === "instagram" && named.id !== null) return named.id;
    }
  }
  const declared = headOf(page).declared.find(({ platform }) => platform === "instagram");
  const asked = page.permalink?.platform === "instagram" ? page.permalink.id : null;
  return declared?.id ?? asked;
}

function mediaOf(page: Page): Post["media"] {
  const image = firstOf(page, "EmbeddedMediaImage");
  if (image === null) return [];
  const url = unwrapReplay(attribute(image, "src") ?? "");
  return [{ kind: "photo", url: url === "" ? null : url, alt: attribute(image, "alt") || null }];
}

function read(page: Page): Post | null {
  const caption = firstOf(page, "Caption");
  const printed =
    caption === null
      ? null
      : findElement(caption.children, (each) => hasClass(each, "CaptionUsername"));
  const user = printed ?? firstOf(page, "UsernameText");
  const handle = user === null ? "" : readerText(user.children, PLAIN).text;
  const id = idOf(page);
  // Without its frame and its author these are class names like any other.
  if (id === null || !/^[\w.]{1,30}$/.test(handle)) return null;
  const words = caption === null ? { text: "", links: [] } : readerText(caption.children, CAPTION);
  const time =
    caption && [...elementsOf(caption.children)].find(({ tagName }) => tagName === "time");
  const written = time ? attribute(time, "datetime") : null;
  const isDated =
    written !== null && !Number.isNaN(Date.parse(written)) && /Z$|[+-]\d\d:?\d\d$/.test(written);
  return makePost({
    platform: "instagram",
    id,
    url: permalinkOf("instagram", handle, id),
    author: { id: null, handle, name: null },
    ...madeAt(
      "instagram",
      id,
      isDated ? { value: new Date(written).toISOString(), at: ".Caption time[datetime]" } : null,
    ),
    text: words.text,
    links: words.links,
    media: mediaOf(page),
    sources: { id: "a.EmbeddedMedia@href", handle: ".CaptionUsername", text: ".Caption" },
  });
}

/** Instagram's frame for other sites (`/p/…/embed/captioned/`): public where the page itself is a wall. */
export const instagramEmbed: Layout = {
  name: "instagram-embed",
  era: "2013–",
  looksFor: "elements of class CaptionUsername or UsernameText beside EmbeddedMedia",
  signs: ["CaptionUsername", "UsernameText"],
  read(page) {
    if (!page.text.includes("EmbeddedMedia")) return null;
    const post = read(page);
    if (post === null) return null;
    return { state: "post", posts: [post], findings: [], because: "the frame for other sites" };
  },
};
