import { attribute, elementsBelow, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { postLink } from "../permalinks.js";
import { type Passage, passagesOf } from "../reader-text.js";
import type { Embed, EmbedConvention } from "../types.js";

/**
 * Instagram's embed code. Captioned codes link the caption to the post; the line below, in any
 * language, ends in "Name (@handle)" and in older codes in a `<time>`.
 */
export const instagramCode: EmbedConvention = {
  name: "instagram-code",
  looksFor: "blockquote.instagram-media or [data-instgrm-permalink]",
  tags: ["blockquote"],
  read: (element) => {
    const marked = hasClass(element, "instagram-media");
    const permalink = attribute(element, "data-instgrm-permalink");
    if (!marked && permalink === null) return null;
    const passages = passagesOf(element).filter(({ text }) => text !== "");
    const line = passages[passages.length - 1];
    const address = permalink ?? passages.flatMap(({ links }) => links)[0]?.href ?? null;
    const embed = linkOnly(postLink(address), "instagram");
    if (embed === null) return null;
    const time = elementsBelow(element, ({ name }) => name === "time", 1)[0];
    const date = time === undefined ? null : (passagesOf(time)[0]?.text ?? null);
    return { ...embed, date, ...authorIn(line), text: captionIn(passages, embed) };
  },
};

function authorIn(line: Passage | undefined): Pick<Embed, "name" | "handle"> {
  const match = /([^()]{0,200})\(@([\w.]{1,40})\)/.exec(line?.text ?? "");
  const words = (match?.[1] ?? "").trim();
  const by = /(?:^|\s)(?:by|de|von|da|di|por|par|van|af|av|przez|от)\s+(.{1,100})$/iu.exec(words);
  return { name: by?.[1]?.trim() ?? null, handle: match?.[2] ?? null };
}

/** The caption is a paragraph that links to the post; the rest of the code stands in boxes. */
function captionIn(passages: readonly Passage[], embed: Embed): string | null {
  const caption = passages.find(
    ({ text, links, block }) =>
      block?.name === "p" &&
      !/\(@[\w.]{1,40}\)/.test(text) &&
      links.some(
        ({ href, start, end }) => end - start === text.length && postLink(href)?.id === embed.id,
      ),
  );
  return caption?.text ?? null;
}
