import type { Platform } from "../records/platform.js";
import { readNameAndHandle } from "./attribution.js";
import { attribute, type Element } from "./dom.js";
import { type PostLink, postLink } from "./permalinks.js";
import { type Link, type Passage, passagesOf } from "./reader-text.js";
import type { Embed } from "./types.js";

/** The parts of an embed code of the form: words, then "— Name (@handle) linked date". */
interface Parts {
  words: Passage[];
  /** Words that stand in one passage with the attribution line, where a system dropped the `<p>`. */
  cutWords: string | null;
  /** From the dash to the date's link. */
  line: string;
  date: string | null;
  link: PostLink;
  /** The passage with the line. */
  passage: Passage;
}

const DASH_INSIDE = /[\u2014\u2013\u2015](?=[^\u2014\u2013\u2015\n]{0,200}[(\uff08]\s*[@\uff20])/gu;
const OPENING_DASH = /^(?:[\u2014\u2013\u2015\uff0d]|--?)\s*/u;
const HANDLE_AT_END = /[@\uff20][^\s()]{1,100}\s*[)\uff09]?\s*$/u;

/**
 * Reads the official embed code of Twitter and Bluesky, and its kin, in all generations: paragraphs
 * of words, then the attribution line with the permalink on the date. Only what stands behind the
 * words counts as attribution: words that look like an attribution line stay words. Null when the
 * element holds no permalink of a post.
 */
export function readEmbedCode(element: Element): Embed | null {
  const parts = takeApart(passagesOf(element));
  return parts === null ? null : embedOf(parts, element);
}

/** The same, but only where there is an attribution line: what tells an embed code by its form. */
export function readAttributedCode(element: Element): Embed | null {
  const parts = takeApart(passagesOf(element));
  return parts === null || parts.line === "" ? null : embedOf(parts, element);
}

function embedOf(parts: Parts, element: Element): Embed {
  const named = readNameAndHandle(parts.line);
  const texts = parts.words.map((passage) => passage.text);
  if (parts.cutWords) texts.push(parts.cutWords);
  const text = texts.filter((one) => one !== "").join("\n\n");
  return {
    platform: parts.link.platform,
    url: parts.link.url,
    id: parts.link.id,
    handle: named?.handle ?? null,
    name: named?.name ?? nameAlone(parts.line),
    date: parts.date,
    text: text === "" ? null : text,
    lang: languageOf(parts.words[0] ?? parts.passage, element),
  };
}

/** An embed of which only the address is known. */
export function linkOnly(link: PostLink | null, platform?: Platform): Embed | null {
  if (link === null || (platform !== undefined && link.platform !== platform)) return null;
  const { id, url } = link;
  const blank = { handle: null, name: null, date: null, text: null, lang: null };
  return { platform: link.platform, url, id, ...blank };
}

function takeApart(passages: readonly Passage[]): Parts | null {
  for (let index = passages.length - 1; index >= 0; index -= 1) {
    const passage = passages[index];
    if (passage === undefined) continue;
    for (let at = passage.links.length - 1; at >= 0; at -= 1) {
      const shown = passage.links[at];
      const link = shown === undefined ? null : postLink(shown.href);
      if (shown !== undefined && link !== null) return around(passages, index, shown, link);
    }
  }
  return null;
}

function around(
  passages: readonly Passage[],
  index: number,
  shown: Link,
  link: PostLink,
): Parts | null {
  const passage = passages[index];
  if (passage === undefined) return null;
  const before = passage.text.slice(0, shown.start).trim();
  const date = passage.text.slice(shown.start, shown.end).trim();
  const dated = date === "" || /^https?:|^pic\./i.test(date) ? null : date;
  const base = { link, date: dated, passage };
  if (OPENING_DASH.test(before)) {
    return { ...base, words: passages.slice(0, index), cutWords: null, line: before };
  }
  const dash = [...before.matchAll(DASH_INSIDE)].pop();
  if (dash !== undefined) {
    const cutWords = before.slice(0, dash.index).trim();
    return { ...base, words: passages.slice(0, index), cutWords, line: before.slice(dash.index) };
  }
  const previous = passages[index - 1];
  if (before === "" && previous !== undefined && OPENING_DASH.test(previous.text)) {
    return { ...base, words: passages.slice(0, index - 1), cutWords: null, line: previous.text };
  }
  if (index > 0 && HANDLE_AT_END.test(before)) {
    return { ...base, words: passages.slice(0, index), cutWords: null, line: before };
  }
  const wordless = shown.end - shown.start === passage.text.length;
  return wordless
    ? { ...base, words: passages.slice(0, index), cutWords: null, line: "" }
    : { link, passage, date: null, words: [...passages], cutWords: null, line: "" };
}

/** An attribution line without handle: the dash and a name. */
function nameAlone(line: string): string | null {
  if (!OPENING_DASH.test(line)) return null;
  const name = line.replace(OPENING_DASH, "").replace(/[\s,(]+$/u, "");
  return name === "" || name.length > 120 || /[@\uff20]/u.test(name) ? null : name;
}

/** The words' own language; the `lang` of older codes' blockquote is the interface's. */
function languageOf(passage: Passage, root: Element): string | null {
  for (let node = passage.block; node !== null && node !== root; ) {
    const lang = attribute(node, "lang");
    if (lang) return lang;
    const parent: Element | null = node.parent?.type === "tag" ? (node.parent as Element) : null;
    node = parent;
  }
  return null;
}
