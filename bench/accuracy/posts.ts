import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { readJsonLines, sharedFolder } from "../../test/support/shared.js";

/** A post as the generators take it. */
export interface SourcePost {
  id: string;
  text: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  lang: string;
  handle: string;
}

/** A line of a file of posts: `id` and `text` are needed, the rest is filled in. */
interface Line {
  id: string;
  text: string;
  created?: string;
  createdAt?: string;
  lang?: string;
  user?: string;
  handle?: string;
}

const INVENTED = path.join(import.meta.dirname, "invented-posts.jsonl");
const TWITTER_EPOCH = 1_288_834_974_657n;
/** Ids above this carry their own time. */
const FIRST_SNOWFLAKE = 29_700_859_247n;

/**
 * Posts of a file of JSON lines; without one, those of the shared corpus, and where that is absent
 * a small invented set (a line says so). Duplicates, reposts and posts under
 * four words are left out.
 */
export function loadPosts(file?: string): { posts: SourcePost[]; from: string } {
  if (file !== undefined) return { posts: readPosts([file]), from: path.basename(file) };
  const folder = sharedFolder("tweets");
  const files = ["en.jsonl", "ne-hi.jsonl"].map((name) => path.join(folder ?? "", name));
  if (folder !== null && files.every((each) => existsSync(each))) {
    return { posts: readPosts(files), from: "the shared corpus of public posts" };
  }
  console.log("no corpus of posts: the small invented set of this repository is used");
  return { posts: readPosts([INVENTED]), from: "the invented set of this repository" };
}

function readPosts(files: readonly string[]): SourcePost[] {
  const seen = new Set<string>();
  return files
    .flatMap((file) => readJsonLines<Line>(file))
    .filter(({ id, text }) => typeof id === "string" && !/E\+/.test(id) && typeof text === "string")
    .map(toPost)
    .filter(({ text }) => {
      // A repost is another author's words: a quote of it is no print of this account's.
      if (/^RT @/.test(text) || text.split(/\s+/).length < 4 || seen.has(text)) return false;
      seen.add(text);
      return true;
    });
}

function toPost({ id, text, created, createdAt, lang, user, handle }: Line): SourcePost {
  return {
    id,
    text: text.trim(),
    createdAt: timeOf(id, createdAt ?? created),
    lang: lang ?? "und",
    handle: handle ?? user ?? "port_of_velmora",
  };
}

/** The id's own time, which no time zone can shift; else the time that the file names. */
function timeOf(id: string, named: string | undefined): string {
  const number = /^\d+$/.test(id) ? BigInt(id) : 0n;
  if (number > FIRST_SNOWFLAKE) {
    return new Date(Number((number >> 22n) + TWITTER_EPOCH)).toISOString();
  }
  const time = new Date(named ?? "");
  return Number.isNaN(time.getTime()) ? "2020-01-01T12:00:00.000Z" : time.toISOString();
}

/** Which half a post belongs to: tables are made of `train` and reported on `unseen`. */
export function halfOf(postId: string): "train" | "unseen" {
  const byte = createHash("sha256").update(postId).digest()[0] ?? 0;
  return byte % 2 === 0 ? "train" : "unseen";
}
