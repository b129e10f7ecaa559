import type { Page } from "../types.js";
import { elementsWith, wordsOf } from "./signs.js";

/** A notice is a sentence or two; a longer box is a post with such a link in it. */
const MAX_NOTICE = 400;

/** The help page that the app links in every notice, in every language, under both names. */
const HELP_LINK = "rules-and-policies/notices-on-";

/** The words of each notice that the app has put in a post's place. */
export function noticesInPlace(page: Page): string[] {
  return page.remember(readNotices);
}

function readNotices(page: Page): string[] {
  const outline = page.outline();
  const notices: string[] = [];
  for (const link of elementsWith(page, HELP_LINK, "href")) {
    const box = outline.closest(link, (each) => outline.nameOf(each) === "article");
    if (box === -1 || outline.nameOf(link) !== "a") continue;
    const words = wordsOf(page, box);
    // A post names its author and its time; a notice names neither.
    const isPost = /<time[\s>]|data-testid="?(?:tweetText|User-Names?)\b/.test(
      outline.markupOf(box),
    );
    if (words.length <= MAX_NOTICE && !isPost) notices.push(words);
  }
  return notices;
}
