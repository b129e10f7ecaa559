import type { Post } from "../records/post.js";
import { parseFragment } from "./page.js";
import type { NamedReading } from "./settle.js";
import { readerText, type TextRules } from "./text/reader-text.js";
import type { Page } from "./types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "folded" };
/** A whole page closes what it opened within so many characters of its end, a cut one ends in words. */
const END = 2_000;
/** Longer than the words of any post with their markup. */
const MOST_MARKUP = 200_000;

const letters = (text: string): string => text.replace(/\s+/g, "");

/**
 * Words of the elements in which a page ends that was not had to its end, the innermost and the
 * widest; none for a whole page. An archive may hand over less than it has (a connection that broke,
 * a length that is too small), and what is left of a post's words then reads like all of them.
 */
function lastWords(page: Page): string[] {
  const { raw } = page;
  if (page.isData || page.isScript || /<\/(?:html|body)\b/i.test(raw.slice(-END))) return [];
  const outline = page.outline();
  const innermost = outline.around(raw.length - 1);
  let widest = -1;
  for (let at = innermost; at !== -1; at = outline.parentOf(at)) {
    if (raw.length - outline.startOf(at) <= MOST_MARKUP && outline.isCut(at)) widest = at;
  }
  return [...new Set([innermost, widest])]
    .filter((element) => element !== -1 && outline.isCut(element))
    .map((element) => letters(readerText(parseFragment(outline.markupOf(element)), RULES).text))
    .filter((words) => words !== "");
}

/** The same readings, with a post marked as cut short in whose words the capture ends. */
export function markCut(readings: NamedReading[], page: Page): NamedReading[] {
  // Cheap, and true of hardly any page: only such a one is looked at to its end.
  const end = page.raw.slice(-END);
  const mayBeLast = ({ text }: Post) =>
    end.includes(/\w*(?=\W*$)/.exec(text.slice(-50))?.[0] ?? "");
  if (!readings.some(({ posts }) => posts.some(mayBeLast))) return readings;
  const ends = lastWords(page);
  if (ends.length === 0) return readings;
  const marked = (post: Post): Post => {
    const text = letters(post.text);
    const isLast =
      text !== "" && ends.some((words) => text.endsWith(words) || words.endsWith(text));
    if (post.truncated !== null || !isLast) return post;
    const because = "the capture ends within the post's words";
    return { ...post, truncated: { at: post.text.length, because } };
  };
  return readings.map((reading) => ({ ...reading, posts: reading.posts.map(marked) }));
}
