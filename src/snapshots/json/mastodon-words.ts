import type { Post } from "../../records/post.js";
import { elementsOf, type HtmlNode, hasClass } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { markupNodes } from "./html-text.js";

/** Mastodon's style sheet hides `invisible`; a quoted post's fallback link is not shown with it. */
const RULES: TextRules = {
  isHidden: (element) => hasClass(element, "invisible") || hasClass(element, "quote-inline"),
  whiteSpace: "folded",
};

/** The style sheet puts "…" behind the cut middle of a link. */
function showEllipses(nodes: readonly HtmlNode[]): void {
  for (const element of elementsOf(nodes)) {
    if (!hasClass(element, "ellipsis")) continue;
    const last = element.children.findLast((node) => node.type === "text");
    if (last?.type === "text" && !last.data.endsWith("…")) last.data += "…";
  }
}

export interface MastodonWords {
  text: string;
  links: Post["links"];
}

/** Words of nodes that hold a status's content, as its page shows them. */
export function wordsOfNodes(nodes: readonly HtmlNode[]): MastodonWords {
  showEllipses(nodes);
  return readerText(nodes, RULES);
}

/** A status's words: its content warning, if any, stands above its content. */
export function mastodonWords(content: string, warning: string | null): MastodonWords {
  const { text, links } = wordsOfNodes(markupNodes(content));
  const warned = (warning ?? "").trim();
  return { text: [warned, text].filter((part) => part !== "").join("\n\n"), links };
}
