import type { MachineFailure, MachineTranslation } from "../matching/translation/aids.js";
import type { SearchEntry, SearchOutcome } from "../records/verdict.js";
import type { Around, CaptureRef } from "./archive.js";
import type { Reading } from "./library.js";

/** A capture that was read, and the one asked for: archives may hand over another. */
export interface Taken {
  asked: CaptureRef;
  reading: Reading;
}

/** A question that was not answered: an address or prefix (`asked`), or one capture (`ref`). */
export interface Refusal {
  asked: string | null;
  ref: CaptureRef | null;
  /** `unreadable`: the archive answers, this capture cannot be had. */
  outcome: Exclude<SearchOutcome, "answered"> | "unreadable";
  because: string;
}

/** What one archive answered while one quote was checked. */
export interface ArchiveAccount {
  entry: SearchEntry;
  readLimit: number;
  /** True when a list or the reading stopped at its bound. */
  incomplete: boolean;
  /** True when posts were looked for in captures of any address. */
  lookedThroughAll: boolean;
  /** Captures of wanted addresses in the order in which they were listed. */
  listed: readonly CaptureRef[];
  taken: readonly Taken[];
  /**
   * Addresses whose nearest capture was asked for, and what came: null for "never archived". `at`: to
   * this time, and not to the post's own.
   */
  probes: readonly { uriR: string; ref: CaptureRef | null; around: Around | null; at?: string }[];
  /** Addresses of which a capture was made for this quote, and what came of it. */
  saved: readonly { uriR: string; ref: CaptureRef }[];
  /** Digests of captures that were passed over, since those bytes were known to hold no post. */
  emptyPages: readonly string[];
  /** Sizes of such captures that were known beforehand: captures of those were read after others. */
  emptySizes: readonly number[];
  /** Addresses and prefixes whose list was not all there is, so that narrower ones were asked for. */
  cut: readonly string[];
  /** Where it lives; null for an archive at hand. */
  host: string | null;
  trust: "low" | null;
  refusals: readonly Refusal[];
}

/** What a translating machine answered for a text. */
export interface MachineAnswer {
  text: string;
  from: string;
  to: string;
  answer: MachineTranslation | MachineFailure;
}

/** All that was answered while one quote was checked: with it the check can be made again. */
export interface CheckAccount {
  archives: readonly ArchiveAccount[];
  translations: readonly MachineAnswer[];
}
