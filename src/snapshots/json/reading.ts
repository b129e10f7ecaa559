import type { Permalink } from "../../handles/permalink.js";
import type { Finding } from "../../records/finding.js";
import type { Post } from "../../records/post.js";
import type { Layout, Page, Reading, State } from "../types.js";
import { jsonDocument } from "./document.js";

/** A post that an answer names only to say that it is not there. */
export interface Missing {
  /** null where the answer does not say which post it means: the one that was asked for. */
  id: string | null;
  state: State;
  because: string;
}

/** What a reader of one JSON shape needs to know besides the value. */
export interface Asked {
  permalink: Permalink | null;
}

/** A layout whose posts stand in JSON, wherever that JSON was found (a body, a script element). */
export interface JsonLayout extends Layout {
  readValue(value: unknown, asked: Asked): Reading | null;
}

/** Makes a layout of a reader for one JSON shape. */
export function jsonLayout(
  about: Pick<Layout, "name" | "era" | "looksFor">,
  readValue: JsonLayout["readValue"],
): JsonLayout {
  return {
    ...about,
    readValue,
    read(page: Page): Reading | null {
      const value = jsonDocument(page);
      return value === undefined ? null : readValue(value, { permalink: page.permalink });
    },
  };
}

function sameWords(a: Post, b: Post): boolean {
  return a.text === b.text && a.author.handle === b.author.handle;
}

/** Differing copies of one post that are kept; two already show that they disagree. */
const MAX_COPIES = 8;

/**
 * Posts in order, each once. Answers repeat a post (as a quote, as an entry of its own): the copy
 * that is not cut is kept. Two whole copies that differ are both kept, for the page's reader to see
 * that an id is claimed twice.
 */
export function mergePosts(posts: readonly Post[]): Post[] {
  const merged: Post[] = [];
  const places = new Map<string, number[]>();
  for (const post of posts) {
    const known = post.id === null ? [] : (places.get(post.id) ?? []);
    const at = known.find((index) => {
      const other = merged[index];
      return other && (sameWords(other, post) || other.truncated || post.truncated);
    });
    const other = at === undefined ? undefined : merged[at];
    if (at !== undefined && other) {
      if (other.truncated && !post.truncated) merged[at] = post;
      continue;
    }
    if (known.length >= MAX_COPIES) continue;
    if (post.id !== null) places.set(post.id, [...known, merged.length]);
    merged.push(post);
  }
  return merged;
}

function gone(missing: readonly Missing[], asked: Asked, posts: readonly Post[]): Missing | null {
  const id = asked.permalink?.id ?? null;
  if (id !== null) {
    if (posts.some((post) => post.id === id || post.edits.includes(id))) return null;
    const named = missing.find((entry) => entry.id === id);
    if (named) return named;
  }
  if (posts.length > 0) return null;
  // What is said of another post says nothing of the one that was asked for.
  return missing.find((entry) => entry.id === null) ?? (id === null ? missing[0] : null) ?? null;
}

/**
 * The reading of one answer: its posts, or what it says of the post that was asked for. Null when
 * it holds neither, that is, when the value is not in the caller's layout.
 */
export function readingOf(
  posts: readonly Post[],
  missing: readonly Missing[],
  asked: Asked,
  findings: readonly Finding[] = [],
): Reading | null {
  const merged = mergePosts(posts);
  const absent = gone(missing, asked, merged);
  if (absent) {
    return {
      state: absent.state,
      posts: merged,
      findings: [...findings],
      because: absent.because,
    };
  }
  if (merged.length === 0) return null;
  const count = merged.length === 1 ? "one post" : `${merged.length} posts`;
  return { state: "post", posts: merged, findings: [...findings], because: `holds ${count}` };
}
