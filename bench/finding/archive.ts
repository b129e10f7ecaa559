import { digestOf } from "../../src/archives/digest.js";
import { surtKey } from "../../src/archives/surt.js";
import { toTimestamp } from "../../src/archives/timestamp.js";
import type { Held, Holdings, Played } from "../../test/support/archive-server/holdings.js";
import { apiStatus, type InventedPost, idAt } from "../../test/support/posts.js";
import { wordsOf } from "./words.js";

export const ACCOUNTS = 40;
/** Per account: with some ten captures each, a million in all. */
export const POSTS = 2_600;
const CAPTURES = 10;
const FIRST_MS = Date.UTC(2016, 0, 1);
const DAY_MS = 86_400_000;

/** Numbers in [0, 1) that are the same for the same seeds, whatever was asked before. */
export function randomOf(...seeds: number[]): () => number {
  let state = seeds.reduce(
    (sum, seed) => Math.imul(sum ^ (seed + 0x9e3779b9), 0x85ebca6b),
    0x1234567,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const handleOf = (account: number): string => `Nord_Desk${account}`;

const posts = new Map<number, InventedPost[]>();

/** Posts of an account over seven years, about one a day, some days with several and some with none. */
export function postsOf(account: number): InventedPost[] {
  const known = posts.get(account);
  if (known) return known;
  const made = Array.from({ length: POSTS }, (_, n): InventedPost => {
    const random = randomOf(account, n);
    const ms = FIRST_MS + (n + random() * 3) * DAY_MS * 0.97 + random() * 3_600_000;
    const at = `${new Date(ms).toISOString().slice(0, 19)}Z`;
    return {
      id: idAt(at, account * 4_096 + (n % 4_096)),
      handle: handleOf(account),
      userId: String(7_000 + account),
      name: `Nord Desk ${account}`,
      at,
      text: wordsOf(account, n),
    };
  });
  posts.set(account, made);
  return made;
}

type Kind = "post" | "shell" | "revisit" | "redirect" | "gone";

interface Made {
  held: Held;
  kind: Kind;
  post: InventedPost;
}

/** Shares as in real lists: shells 9 %, and the rest by eye from seven recorded ones. */
function kindOf(at: number): Kind {
  if (at < 0.09) return "shell";
  if (at < 0.17) return "revisit";
  if (at < 0.21) return "redirect";
  return at < 0.23 ? "gone" : "post";
}

function addressOf({ handle, id }: InventedPost, at: number): string {
  const path = `${handle}/status/${id}`;
  if (at < 0.08) return `https://twitter.com/${path.toLowerCase()}`;
  if (at < 0.12) return `https://twitter.com/${path}?s=20`;
  if (at < 0.15) return `https://mobile.twitter.com/${path}`;
  if (at < 0.18) return `https://x.com/${path}`;
  return at < 0.3 ? `http://www.twitter.com/${path}` : `https://twitter.com/${path}`;
}

const bodyOf = (post: InventedPost): Buffer => Buffer.from(JSON.stringify(apiStatus(post)));

/** An empty page of the app, never twice the same bytes. */
function shellOf(nonce: string): Buffer {
  return Buffer.from(
    `<!DOCTYPE html><html dir="ltr" lang="en"><head><meta charset="utf-8"/><script nonce="${nonce}"></script></head><body><noscript><div class="errorContainer"><h1>JavaScript is not available.</h1></div></noscript><div id="react-root"></div></body></html>`,
  );
}

/** Posts that nobody captured: gaps that no search can fill. */
const isGap = (account: number, n: number): boolean => randomOf(account, n, 5)() < 0.04;

function capturesOf(account: number, n: number): Made[] {
  const post = postsOf(account)[n];
  if (!post || isGap(account, n)) return [];
  const random = randomOf(account, n, 9);
  const count = 1 + Math.floor(-Math.log(1 - random()) * (CAPTURES - 0.5));
  const digest = digestOf(bodyOf(post)).replace("sha1:", "");
  let ms = Date.parse(post.at);
  return Array.from({ length: count }, (): Made => {
    ms += random() ** 6 * 400 * DAY_MS + 60_000;
    const kind = kindOf(random());
    const url = addressOf(post, random());
    const timestamp = toTimestamp(new Date(ms).toISOString());
    const shell = kind === "shell" ? digestOf(shellOf(timestamp)).replace("sha1:", "") : digest;
    const held: Held = {
      key: surtKey(url),
      timestamp,
      url,
      mime: {
        post: "application/json",
        shell: "text/html",
        revisit: "warc/revisit",
        redirect: "unk",
        gone: "text/html",
      }[kind],
      status: { post: 200, shell: 200, revisit: null, redirect: 301, gone: 404 }[kind],
      digest: kind === "redirect" || kind === "gone" ? "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ" : shell,
      length:
        kind === "shell" ? 3_400 + Math.floor(random() * 30) : 700 + Math.floor(random() * 300),
    };
    return { held, kind, post };
  });
}

/** Is there a capture that holds the post? */
export const isThere = (account: number, n: number): boolean =>
  capturesOf(account, n).some(({ kind }) => kind === "post" || kind === "revisit");

const playing = new WeakMap<Held, Made>();
const KEY = /^com,(?:twitter|x|twitter,mobile)\)\/nord_desk(\d+)\/status\/(\d*)/;

/** A million captures, made up as they are asked for. */
export const generated: Holdings = {
  under(key, exact) {
    const [, account = "-1", prefix = ""] = KEY.exec(key) ?? [];
    const found: Held[] = [];
    for (const [n, { id }] of (Number(account) >= 0 ? postsOf(Number(account)) : []).entries()) {
      if (!id.startsWith(prefix)) continue;
      for (const made of capturesOf(Number(account), n)) {
        const fits = exact ? made.held.key === key : made.held.key.startsWith(key);
        if (!fits) continue;
        playing.set(made.held, made);
        found.push(made.held);
      }
    }
    const order = ({ key: of, timestamp }: Held) => `${of} ${timestamp}`;
    return found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  },
  async play(held): Promise<Played | null> {
    const made = playing.get(held);
    if (!made) return null;
    const { kind, post } = made;
    if (kind === "shell") {
      return {
        status: 200,
        headers: { "content-type": "text/html" },
        body: shellOf(held.timestamp),
      };
    }
    if (kind === "redirect") {
      const location = `https://twitter.com/${post.handle}/status/${post.id}`;
      return { status: 301, headers: { location }, body: Buffer.alloc(0) };
    }
    if (kind === "gone") {
      return {
        status: 404,
        headers: { "content-type": "text/html" },
        body: Buffer.from("<h1>Sorry, that page doesn’t exist!</h1>"),
      };
    }
    return { status: 200, headers: { "content-type": "application/json" }, body: bodyOf(post) };
  },
};

export const countCaptures = (): number => {
  let count = 0;
  for (let account = 0; account < ACCOUNTS; account++) {
    for (let n = 0; n < POSTS; n++) count += capturesOf(account, n).length;
  }
  return count;
};
