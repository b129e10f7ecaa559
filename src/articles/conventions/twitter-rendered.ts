import { attribute, byClass, type Element, elementsBelow, hasClass } from "../dom.js";
import { certainPostLink, postLink } from "../permalinks.js";
import { passagesOf } from "../reader-text.js";
import type { Embed, EmbedConvention } from "../types.js";

/** Class names of the parts, by generation of Twitter's widget. */
const GENERATIONS = [
  {
    root: "EmbeddedTweet-tweet",
    text: ["Tweet-text"],
    name: ["TweetAuthor-name"],
    handle: ["TweetAuthor-screenName"],
    date: ["dt-updated"],
  },
  {
    root: "Tweet",
    text: ["Tweet-text", "e-entry-title"],
    name: ["TweetAuthor-name", "p-name"],
    handle: ["TweetAuthor-screenName", "p-nickname"],
    date: ["dt-updated"],
  },
  {
    root: "tweet",
    text: ["e-entry-title", "js-tweet-text", "tweet-text"],
    name: ["p-name", "full-name", "fullname"],
    handle: ["p-nickname", "nickname", "screen-name"],
    date: ["dt-updated", "timestamp"],
  },
] as const;

const ANY_ROOT = new RegExp(GENERATIONS.map(({ root }) => root).join("|"));

/** A widget's own markup, from a shadow tree or a frame that a saved page holds in the open. */
export const twitterRendered: EmbedConvention = {
  name: "twitter-rendered",
  looksFor:
    "blockquote or div .Tweet, .EmbeddedTweet-tweet, .tweet with .Tweet-text and author parts",
  tags: ["blockquote", "div"],
  read: (element) => {
    if (!ANY_ROOT.test(element.attribs.class ?? "")) return null;
    const parts = GENERATIONS.find(({ root }) => hasClass(element, root));
    if (parts === undefined) return null;
    const words = byClass(element, ...parts.text);
    const handle = byClass(element, ...parts.handle);
    const link = linkOf(element);
    if (words === null || handle === null || link === null) return null;
    return {
      ...link,
      handle: textOf(handle)?.replace(/^@/, "") ?? null,
      name: textOf(byClass(element, ...parts.name)),
      date: dateOf(byClass(element, ...parts.date)),
      text: textOf(words),
      lang: attribute(words, "lang"),
    };
  },
};

function linkOf(element: Element): Pick<Embed, "platform" | "id" | "url"> | null {
  const own = certainPostLink(attribute(element, "cite") ?? attribute(element, "data-permalink"));
  if (own !== null) return own;
  const links = elementsBelow(element, ({ name }) => name === "a", 200);
  for (const link of links.reverse()) {
    const post = postLink(attribute(link, "href"));
    if (post !== null) return post;
  }
  return null;
}

function textOf(element: Element | null): string | null {
  if (element === null) return null;
  const text = passagesOf(element)
    .map((passage) => passage.text)
    .join("\n\n");
  return text === "" ? null : text;
}

/** The moment, where the markup has it; else the words printed. */
function dateOf(element: Element | null): string | null {
  if (element === null) return null;
  const shown = textOf(element);
  const time =
    element.name === "time" ? element : elementsBelow(element, ({ name }) => name === "time", 1)[0];
  return (time === undefined ? null : attribute(time, "datetime")) ?? shown;
}
