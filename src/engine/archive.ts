import type { Platform } from "../records/platform.js";
import type { SearchOutcome } from "../records/verdict.js";
import type { CaptureBytes } from "../snapshots/types.js";

/** One capture as an archive lists it; enough to ask for its bytes. */
export interface CaptureRef {
  /** Name of the archive that listed it. */
  archive: string;
  /** Address as captured: case, scheme and host may differ from the one asked for. */
  uriR: string;
  /** Where the capture can be looked at by others. */
  uriM: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
  /** HTTP status as captured; null when the index does not say (revisits). */
  status: number | null;
  mime: string | null;
  /** `sha1:BASE32` or as the index names it; null when not known. */
  digest: string | null;
  /** Made on our own request, after a question: it shows what was there then, not before. */
  madeByUs?: true | undefined;
  /** Bytes of the stored record, where the index tells: captures of one kind of page are alike in it. */
  length?: number | undefined;
}

/**
 * What to look for: one address, or every address that begins with `prefix`. `glance` takes one page
 * of the list, since narrower questions follow where that is not all; `collapse` lists one capture
 * of each address.
 */
export type CaptureQuery =
  | { kind: "exact"; uriR: string }
  | { kind: "prefix"; prefix: string; glance?: true; collapse?: true };

/**
 * Which posts to look for, whatever address they were captured under. `key` is a handle, an
 * account's id or a display name; `windows` are the times of posting, all when null.
 */
export type PostQuery =
  | { by: "id"; platform: Platform; id: string }
  | {
      by: "handle" | "account" | "name";
      platform: Platform;
      key: string;
      windows: readonly { fromMs: number; toMs: number }[] | null;
    };

/** What is known beforehand of the posts in an archive's captures: an index kept on disk. */
export interface KnownPosts {
  /** Captures in which such a post was seen; `truncated` when there are more. */
  lookUp(query: PostQuery, context: AskContext): Promise<CaptureList>;
  /** True when the posts of this capture are in the index. */
  covers(ref: CaptureRef): boolean;
}

export interface CaptureList {
  captures: CaptureRef[];
  /** True when the archive holds more than it (or we) would list. */
  truncated: boolean;
  /** Damage met on the way, in words: the list is then what could be read. */
  problems: string[];
}

/** Times of the first and the last capture of an address, ISO 8601 UTC. */
export interface Around {
  first: string | null;
  last: string | null;
}

/** The bytes of one capture with what the archive says about them. */
export interface ReadCapture {
  ref: CaptureRef;
  capture: CaptureBytes;
  /** The payload digest that was checked, `sha1:BASE32`; null when there is none. */
  digest: string | null;
  digestVerified: boolean | null;
  /** Why it cannot be told whether the digest fits; null where that is known. */
  digestBecause?: string | null;
  /** Headers as captured, names in lower case, in order; none where they are not known. */
  headers?: readonly (readonly [string, string])[];
  /** Time of the capture really handed over, when it is not the one asked for. */
  note: string | null;
  /** Times of the first and last capture of the address, where the archive tells them by the way. */
  around?: Around;
  /** Where one archive hands over captures of others: as `Archive.trust`, of that one. */
  trust?: "low" | undefined;
}

/** Handed to every call: cancels it, and counts what is asked of the network. */
export interface AskContext {
  signal: AbortSignal;
  /** Called once per request sent, redirects and retries included. */
  requested: () => void;
  /** True once something was asked of the network for the same quote. */
  hasAsked?: () => boolean;
  /** Who goes first where archives are asked in turn; `normal` by default. */
  priority?: "breaking" | "normal";
  /** Asks the archive itself, whatever was kept of its earlier answers. */
  fresh?: boolean;
}

/**
 * An archive of captures. Both verbs throw an `ArchiveError` when the archive could not be asked,
 * never an empty answer in its place; `read` throws `CaptureUnreadableError` when this one capture
 * cannot be had although the archive answers.
 */
export interface Archive {
  readonly name: string;
  /** Where it lives (scheme and host); absent for archives at hand. */
  readonly host?: string;
  /** Most captures worth reading for one quote; remote archives are asked sparingly. */
  readonly readLimit: number;
  /** `low` for an archive whose captures are known to have been altered: not evidence by itself. */
  readonly trust?: "low" | undefined;
  /** How likely it holds a post, beside other remote archives: the heaviest is asked first. */
  readonly weight?: number | undefined;
  /** Digests of captures known beforehand to hold no post. */
  readonly emptyPages?: readonly string[];
  /** Sizes of such captures, bytes of the stored record. */
  readonly emptySizes?: readonly number[];
  find(query: CaptureQuery, context: AskContext): Promise<CaptureList>;
  read(ref: CaptureRef, context: AskContext): Promise<ReadCapture>;
  /**
   * The capture of an address nearest to a time (ISO 8601), had without the index, which is dearer;
   * null when the archive answers that it has none of this address. Archives that can do it.
   */
  nearest?(uriR: string, at: string, context: AskContext): Promise<ReadCapture | null>;
  /**
   * Has the archive capture an address now, where that is configured: the capture, or why there is
   * none. Throws an `ArchiveError` when it could not be asked.
   */
  save?(uriR: string, context: AskContext): Promise<CaptureRef | { because: string }>;
  /**
   * Every capture that may hold posts (pages and JSON, error answers left out). Only archives at
   * hand can answer that: posts are then also found in captures of other posts' addresses.
   */
  listAll?(context: AskContext): Promise<CaptureList>;
  /** The index of posts kept for what `listAll` lists; null where there is none. */
  knownPosts?(context: AskContext): Promise<KnownPosts | null>;
  /** Releases files and connections. */
  close(): Promise<void>;
}

/** The archive could not be asked, or withholds: `outcome` says which. */
export class ArchiveError extends Error {
  override readonly name: string = "ArchiveError";
  constructor(
    readonly archive: string,
    readonly outcome: Exclude<SearchOutcome, "answered">,
    because: string,
    /** Seconds after which asking again makes sense; null when the archive did not say. */
    readonly retryAfterSeconds: number | null = null,
    options?: ErrorOptions,
  ) {
    super(because, options);
  }
}

/** The archive answers, but this capture cannot be read from it (damage, missing original). */
export class CaptureUnreadableError extends Error {
  override readonly name: string = "CaptureUnreadableError";
  constructor(
    readonly ref: CaptureRef,
    because: string,
    options?: ErrorOptions,
  ) {
    super(because, options);
  }
}
