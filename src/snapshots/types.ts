import type { Permalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { Outline } from "./markup/outline.js";

/** What an archive handed over: the bytes of one capture and what is known about them. */
export interface CaptureBytes {
  /** Address the capture was made of (URI-R); null for a file of unknown origin. */
  uriR: string | null;
  /** ISO 8601 UTC; null when unknown. */
  capturedAt: string | null;
  /** `Content-Type` as captured; null when unknown. Only a hint: captures mislabel themselves. */
  contentType: string | null;
  /** `Content-Encoding` as captured, when the body is still packed. */
  contentEncoding?: string | null;
  /** HTTP status as captured; null when unknown. */
  status: number | null;
  /** `Location` as captured, for redirects. */
  location?: string | null;
  body: Uint8Array;
}

/**
 * `deleted`, `suspended`, `protected`, `withheld`: the platform says so. `login-wall`, `shell`,
 * `error-page`, `consent-page`: says something about the crawler only, never about the post.
 */
const STATES = [
  "post",
  "deleted",
  "suspended",
  "protected",
  "withheld",
  "login-wall",
  "shell",
  "error-page",
  "consent-page",
  "redirect",
  "not-a-post",
  "unreadable",
] as const;

export type State = (typeof STATES)[number];

/** What a capture holds. `main` is the post the address names, never merely the first one. */
export interface Snapshot {
  state: State;
  layout: string | null;
  main: Post | null;
  /** Every post on the page in page order, `main` among them. */
  posts: Post[];
  findings: Finding[];
  /** Why this state, in words. */
  because: string;
}

/** A capture made ready for reading: packing and charset resolved, parsed on demand, all bounded. */
export interface Page {
  readonly capture: CaptureBytes;
  /** The body as text, decoded when it is first asked for: on most pages only pieces of it are. */
  readonly text: string;
  /**
   * The body with all that is ASCII in its place: cheap, and enough for a look whether something
   * stands in it. Whatever else it holds is not decoded.
   */
  readonly raw: string;
  /** Whether the body is data, which has no elements: markup in its strings is somebody's words. */
  readonly isData: boolean;
  /** Whether it is a program, which has no elements either. */
  readonly isScript: boolean;
  /** What the captured address names; null when it names no post or is unknown. */
  readonly permalink: Permalink | null;
  /** What went wrong in unpacking and parsing. */
  readonly problems: Finding[];
  /** Where the elements are, without a tree: cheap on large pages. */
  outline(): Outline;
  /** The body parsed as JSON; undefined when it is not JSON. Parsed once. */
  json(): unknown;
  /**
   * What `make` finds on this page, found once and kept with it. (A WeakMap by page would keep the
   * page itself alive through many collections.)
   */
  remember<T>(make: (page: Page) => T): T;
}

export interface ReadOptions {
  /**
   * Where the page holds its main post, `posts` is that one alone, mostly read in a
   * fraction of the time, and nothing is found about its neighbours and what stands behind them.
   * All else is as in a full read; a page without that post is read in full.
   */
  mainOnly?: boolean;
}

/** What one layout makes of a page. */
export interface Reading {
  state: State;
  posts: Post[];
  findings: Finding[];
  because: string;
}

/**
 * One way in which a post is kept. Detection is by structure, never by English words or by date:
 * `read` answers null when the page is not in this layout.
 */
export interface Layout {
  /** Stable name, as in evidence: `twitter-permalink`, `twitter-app`, `twitter-api-1.1`. */
  readonly name: string;
  /** Years in which archives hold it, in words. */
  readonly era: string;
  /** The tell-tales looked for, in words; printed by `quotary read --explain`. */
  readonly looksFor: string;
  /** Strings of which a page in this layout holds at least one; others are not looked at. */
  readonly signs?: readonly string[];
  /** `only`: the id of the one post that is wanted; then all that cannot claim it may be left unread. */
  read(page: Page, only?: string): Reading | null;
}
