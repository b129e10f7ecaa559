import type { Permalink } from "../handles/permalink.js";
import { idSpaceOf, isNamedBy } from "../handles/same-post.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import { contradiction } from "./agreement.js";
import { checkMain, timeDisagrees } from "./checks.js";
import type { Reading } from "./types.js";

export interface NamedReading extends Reading {
  layout: string;
}

interface Claim {
  post: Post;
  layout: string;
}

/** The posts of all layouts brought together. */
export interface Settled {
  main: Post | null;
  /** The layout that read `main`. */
  mainLayout: string | null;
  posts: Post[];
  findings: Finding[];
  /** Two readings of the wanted post exclude each other: neither is believed. */
  isDisputed: boolean;
}

/**
 * One post an id. Where elements or layouts contradict each other about a post, none of them is
 * believed and the post is left out; where they agree, the first that is not cut short stands.
 */
export function settle(readings: readonly NamedReading[], wanted: Permalink | null): Settled {
  const findings: Finding[] = [];
  const leftOut: Finding[] = [];
  const posts: Post[] = [];
  let main: Claim | null = null;
  let isDisputed = false;
  for (const claims of claimsById(readings)) {
    const best = claims.find(({ post }) => post.truncated === null) ?? claims[0];
    if (best === undefined) continue;
    const isMain = isWanted(best.post, wanted);
    const dispute = disputeOf(claims);
    if (dispute !== null) {
      if (isMain) findings.push(dispute);
      else leftOut.push(neighbourLeftOut(best.post, dispute.because));
      isDisputed ||= isMain;
    } else if (!isMain && timeDisagrees(best.post)) {
      leftOut.push(neighbourLeftOut(best.post, "its time is not that of its id"));
    } else {
      const post = claims.reduce((known, claim) => completed(known, claim.post), best.post);
      posts.push(post);
      if (isMain) main = { ...best, post };
    }
  }
  findings.push(...named(leftOut));
  if (main !== null && wanted !== null) findings.push(...checkMain(main.post, wanted));
  return {
    main: main?.post ?? null,
    mainLayout: main?.layout ?? null,
    posts,
    findings,
    isDisputed,
  };
}

function isWanted(post: Post, wanted: Permalink | null): boolean {
  return wanted !== null && isNamedBy(post, wanted);
}

/** What one reading of a post lacks, another one that agrees with it may say: never its words. */
function completed(post: Post, other: Post): Post {
  const isTimed = post.createdAtSource === "page" || other.createdAtSource !== "page";
  const time = isTimed ? post : other;
  return {
    ...post,
    author: {
      id: post.author.id ?? other.author.id,
      handle: post.author.handle ?? other.author.handle,
      name: post.author.name ?? other.author.name,
    },
    createdAt: time.createdAt,
    createdAtSource: time.createdAtSource,
    lang: post.lang ?? other.lang,
    replyTo: post.replyTo ?? other.replyTo,
    quoted: post.quoted ?? other.quoted,
    retweeted: post.retweeted ?? other.retweeted,
    edits: post.edits.length > 0 ? post.edits : other.edits,
    media: post.media.length > 0 ? post.media : other.media,
    sources: { ...other.sources, ...post.sources },
  };
}

/** Posts without an id stand for themselves. */
function claimsById(readings: readonly NamedReading[]): Claim[][] {
  const claims = new Map<string, Claim[]>();
  let unnamed = 0;
  for (const { layout, posts } of readings) {
    for (const post of posts) {
      if (post.id === null) unnamed += 1;
      const key =
        post.id === null
          ? `without id ${unnamed}`
          : `${post.platform} ${idSpaceOf(post) ?? ""} ${post.id}`;
      const same = claims.get(key);
      if (same) same.push({ post, layout });
      else claims.set(key, [{ post, layout }]);
    }
  }
  return [...claims.values()];
}

/** Compared with the first claim only: enough to find that not all agree. */
function disputeOf([first, ...others]: readonly Claim[]): Finding | null {
  if (first === undefined) return null;
  for (const other of others) {
    const reason = contradiction(first.post, other.post);
    if (reason === null) continue;
    const within = first.layout === other.layout;
    return {
      code: within ? "page.id-claimed-twice" : "page.layouts-disagree",
      severity: "note",
      because: within
        ? `Two elements claim post ${first.post.id}, but ${reason}: neither is believed.`
        : `${first.layout} and ${other.layout} disagree about post ${first.post.id}: ${reason}; neither is believed.`,
    };
  }
  return null;
}

/** Neighbours left out that are told one by one; a page of thousands would be nothing else. */
const MAX_NAMED = 100;

function named(leftOut: readonly Finding[]): Finding[] {
  const beyond = leftOut.length - MAX_NAMED;
  if (beyond <= 0) return [...leftOut];
  const because = `${beyond} further posts on the page are left out for reasons like these`;
  return [
    ...leftOut.slice(0, MAX_NAMED),
    { code: "page.neighbour-left-out", severity: "info", because },
  ];
}

function neighbourLeftOut(post: Post, reason: string): Finding {
  return {
    code: "page.neighbour-left-out",
    severity: "info",
    because: `Another post on the page (${post.id}) is left out: ${reason}`,
  };
}
