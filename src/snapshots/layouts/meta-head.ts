import { permalinkOf } from "../../handles/addresses.js";
import type { Permalink } from "../../handles/permalink.js";
import type { Platform } from "../../records/platform.js";
import { madeAt } from "../json/parts.js";
import { cutAtEllipsis } from "../json/twitter-truncation.js";
import { DECLARING, type Head, headOf, metaOf } from "../markup/head.js";
import { makePost } from "../post.js";
import { asksForPassword } from "../states/signs.js";
import type { Layout, Page } from "../types.js";

interface Said {
  name: string | null;
  handle: string | null;
  text: string;
}

/** `Name (@handle) …` in every interface language; the words stand in the description as they are. */
function fromThreads(title: string, description: string): Said | null {
  const [, name = "", handle = ""] = /^(.{1,200})\s\(@([\w.]{1,30})\)/su.exec(title) ?? [];
  return handle === "" ? null : { name, handle, text: description.trim() };
}

/** The quoted end of `Name on Instagram: "words"`: the marks differ by language, the place does not. */
const QUOTED_END = /^(.{1,300}?):\s["“„«「](.*)["”“»」]\s?\.?$/su;

/** `12 likes, 3 comments - Name (@handle) on Instagram`, before 2023: the last brackets count. */
const LIKES_NAME = /\s-\s.{1,200}\s\(@([\w.]{1,30})\)/su;
/** `12 likes, 3 comments - handle on January 5, 2024`: behind it stands a day, and no brackets. */
const LIKES_HANDLE = /\s-\s([\w.]{1,30})\s[^(@]{0,60}\p{Nd}[^(@]{0,60}$/u;

/** `Name (@handle) • …` in the other card's title; a name may hold brackets itself, the last count. */
const CARD_HANDLE = /^.{1,200}\s\(@([\w.]{1,30})\)(?=\s|$)/su;

function fromInstagram(title: string, description: string, card: string | null): Said | null {
  const inTitle = QUOTED_END.exec(title.trim());
  const inDescription = QUOTED_END.exec(description.trim());
  const words = inTitle ?? inDescription;
  if (words === null) return null;
  const name = /^(.{1,200}?)\s\S{1,12}\sInstagram/su.exec(inTitle?.[1] ?? "")?.[1] ?? null;
  // Behind a colon the author's own words begin, or the rest of a name.
  const [beforeColon = ""] = description.split(/[:\uff1a]/u, 1);
  const told = [
    CARD_HANDLE.exec((card ?? "").trim()),
    LIKES_NAME.exec(inDescription?.[1] ?? beforeColon),
    LIKES_HANDLE.exec(beforeColon),
  ].flatMap((match) => match?.[1] ?? []);
  // Names may be made up to look like the other form: of handles that differ none is believed.
  const handle = new Set(told).size === 1 ? (told[0] ?? null) : null;
  return { name, handle, text: (words[2] ?? "").trim() };
}

/** `Name - words…` or the name alone; the description is the post's beginning. */
function fromFacebook(title: string, description: string): Said | null {
  const name = /^([^|]{1,200}?)(?:\s[-–—|]\s.*)?$/su.exec(title.trim())?.[1] ?? null;
  return description.trim() === "" ? null : { name, handle: null, text: description.trim() };
}

type Reader = (title: string, description: string, card: string | null) => Said | null;

const READERS: Partial<Record<Platform, Reader>> = {
  threads: fromThreads,
  instagram: fromInstagram,
  facebook: fromFacebook,
};

/**
 * The log-in page in a post's place declares the post's address all the same, but it speaks of the
 * platform, in any language: it names it first in its title or again in its description. Public
 * posts carry a log-in form too; one of them that names the platform is given up for a wall.
 */
function isWall(page: Page, title: string, description: string): boolean {
  const name = /facebook|instagram|threads/i;
  const first = title.split(/\s[-–—|•·]\s/)[0] ?? "";
  if (/^(?:facebook|instagram|threads)$/i.test(first.trim())) return true;
  return (name.test(first) || name.test(description)) && asksForPassword(page);
}

/** A page of a post names it in its head; a log-in page names nothing or the log-in's address. */
function declaredPost(
  head: Head,
  asked: Permalink | null,
): { platform: Platform; handle: string | null; id: string } | null {
  const named = head.declared.find((each) => READERS[each.platform] && each.id !== null);
  const one = named ?? null;
  if (one === null || one.id === null) return null;
  // The app's number and the address's code name the same post; then the asked one is meant.
  const handle = one.handle ?? (asked?.id === one.id ? asked.handle : null);
  return { platform: one.platform, handle, id: one.id };
}

/** Threads, Instagram and Facebook: of a public post, archives mostly hold what its head says. */
export const metaHead: Layout = {
  name: "meta-head",
  era: "2013–",
  looksFor: "og:url of a Threads, Instagram or Facebook post with og:title and og:description",
  signs: DECLARING,
  read(page) {
    const head = headOf(page);
    const declared = declaredPost(head, page.permalink);
    const [title, description] = [metaOf(head, "og:title"), metaOf(head, "og:description")];
    if (declared === null || title === null || description === null) return null;
    if (isWall(page, title, description)) return null;
    const said =
      READERS[declared.platform]?.(title, description, metaOf(head, "twitter:title")) ?? null;
    if (said === null) return null;
    const handle = said.handle ?? declared.handle;
    const post = makePost({
      platform: declared.platform,
      id: declared.id,
      url: permalinkOf(declared.platform, handle, declared.id),
      author: { id: null, handle, name: said.name },
      ...madeAt(declared.platform, declared.id, null),
      text: said.text,
      truncated: cutAtEllipsis(said.text, "the page's description ends in an ellipsis"),
      sources: { id: "meta og:url", handle: "meta og:title", text: "meta og:description" },
    });
    return { state: "post", posts: [post], findings: [], because: "the page's head says it" };
  },
};
