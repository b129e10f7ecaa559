import { attribute, type Element, parseHtml } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import { passagesOf } from "../reader-text.js";
import type { EmbedConvention } from "../types.js";

/** Longest value that is parsed; a post with its pictures takes about 3 kB. */
const MAX_LENGTH = 20_000;

/** Substack's boxes: the post as the editor's system fetched it, as JSON in an attribute. */
export const substack: EmbedConvention = {
  name: "substack",
  looksFor: "div[data-attrs] whose JSON holds the url and the full_text of a post",
  tags: ["div"],
  byAttribute: true,
  read: (element) => {
    const data = dataOf(element);
    const embed = linkOnly(certainPostLink(data?.url ?? null));
    if (embed === null || data === null) return null;
    return {
      ...embed,
      handle: data.username ?? null,
      name: data.name ?? null,
      date: data.date ?? null,
      text: data.full_text === undefined ? null : wordsOf(data.full_text),
    };
  },
};

/** The words come with their links as markup. */
function wordsOf(markup: string): string | null {
  const passages = passagesOf(parseHtml(markup.replaceAll("\n", "<br>"), () => undefined).document);
  return passages.map(({ text }) => text).join("\n\n") || null;
}

const FIELDS = ["url", "full_text", "username", "name", "date"] as const;

function dataOf(element: Element): Partial<Record<(typeof FIELDS)[number], string>> | null {
  const written = attribute(element, "data-attrs");
  if (written === null || written.length > MAX_LENGTH || !written.includes("full_text"))
    return null;
  try {
    const value = JSON.parse(written) as Record<string, unknown> | null;
    const known = FIELDS.flatMap((name) => {
      const field = value?.[name];
      return typeof field === "string" && field !== "" ? [[name, field]] : [];
    });
    return Object.fromEntries(known) as Partial<Record<(typeof FIELDS)[number], string>>;
  } catch {
    return null;
  }
}
