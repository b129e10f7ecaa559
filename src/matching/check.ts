import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { compareText } from "./compare.js";
import type { TextComparison } from "./types.js";

/** Checks the text of a quote against an archived post, translations included. Never throws. */
export function checkText(
  quote: Pick<QuoteRecord, "text" | "originalText" | "lang">,
  post: Pick<Post, "text" | "lang" | "truncated" | "links">,
): TextComparison {
  const options = {
    ...(post.lang ? { lang: post.lang } : {}),
    links: post.links,
    ...(post.truncated ? { cutAt: post.truncated.at } : {}),
  };
  return compareText(quote.text, post.text, options);
}
