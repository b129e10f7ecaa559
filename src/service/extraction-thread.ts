import { extractArticle } from "../articles/extract.js";
import type { ExtractedArticle } from "../articles/types.js";

/** Extracts one article; runs in a thread of its own. */
export default function extract(given: Parameters<typeof extractArticle>): ExtractedArticle {
  return extractArticle(...given);
}
