import { parsePermalink } from "../handles/permalink.js";
import type { SearchEntry } from "../records/verdict.js";
import type { ArchiveAccount, Refusal, Taken } from "./account.js";
import {
  type Archive,
  ArchiveError,
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
} from "./archive.js";
import type { Library, Reading } from "./library.js";
import type { Step } from "./plan.js";

/** States in which the platform itself says that the post is not to be had. */
export const GONE = new Set(["deleted", "suspended", "protected", "withheld"]);

/** How the account names a look through all captures of an archive at hand. */
const ELSEWHERE = "posts in all captures";
const ELSEWHERE_ASKED: Question = { asked: ELSEWHERE, ref: null };
const TIME_USED_UP = "the time that one quote may take was used up";

/** What an archive was asked: an address or prefix, or one capture. */
type Question = Pick<Refusal, "asked" | "ref">;

/** Most captures of one post that are read before it counts as not readable here. */
const READS_PER_POST = 6;

/**
 * One archive asked for one quote: keeps the account of it (requests, captures, what went wrong)
 * and stops asking as soon as the archive could not be asked.
 */
export class Inquiry {
  readonly entry: SearchEntry;
  /** Captures of wanted addresses, whether read or not: what the timeline is drawn from. */
  readonly listed: CaptureRef[] = [];
  readonly readings: Reading[] = [];
  /** Each reading with the capture that was asked for; archives may hand over another one. */
  private readonly taken: Taken[] = [];
  /** Questions that were not answered, and captures that could not be had. */
  private readonly refusals: Refusal[] = [];
  /** Captures that might hold the post and could not be read. */
  unreadable = 0;
  /** True when a list or the reading stopped at its bound. */
  incomplete = false;
  private readonly context: AskContext;
  private readonly seen = new Set<string>();

  constructor(
    private readonly archive: Archive,
    private readonly library: Library,
    /** Ends the whole check: it throws. */
    private readonly signal: AbortSignal,
    /** Ends the asking: what is not answered by then counts as timed out. */
    private readonly deadline?: AbortSignal,
    priority: AskContext["priority"] = "normal",
  ) {
    this.entry = {
      archive: archive.name,
      outcome: "answered",
      requests: 0,
      captures: 0,
      read: 0,
      asked: [],
      problems: [],
    };
    this.context = {
      signal: deadline ? AbortSignal.any([signal, deadline]) : signal,
      priority,
      requested: () => {
        this.entry.requests += 1;
      },
    };
  }

  /** False once the archive could not be asked: nothing more is to be had from it now. */
  get answers(): boolean {
    return this.entry.outcome === "answered" || this.entry.outcome === "withheld";
  }

  /** Lists the captures a step wants, each once over all steps. */
  async list(step: Step): Promise<CaptureRef[]> {
    const wanted: CaptureRef[] = [];
    const take = (list: CaptureList) => {
      // In a damaged file the capture looked for may be the one that is lost.
      this.incomplete ||= list.truncated || list.problems.length > 0;
      this.note(...list.problems);
      for (const ref of list.captures) {
        const key = `${ref.uriM} ${ref.digest ?? ""}`;
        if (this.seen.has(key) || !step.wants(parsePermalink(ref.uriR))) continue;
        this.seen.add(key);
        wanted.push(ref);
      }
    };
    for (const query of step.queries) {
      if (!this.answers) break;
      this.entry.asked.push(addressOf(query));
      await this.guard(
        async () => take(await this.library.find(this.archive, query, this.context)),
        { asked: addressOf(query), ref: null },
      );
    }
    this.entry.captures += wanted.length;
    this.listed.push(...wanted);
    return wanted;
  }

  /**
   * Captures of any address in which a step's post was seen, for archives that list all they
   * hold: a deleted post often survives in somebody else's capture only (prior-art.md 3).
   */
  async listElsewhere(step: Step): Promise<CaptureRef[]> {
    let found: CaptureRef[] = [];
    await this.guard(async () => {
      const index = await this.library.postIndex(this.archive, this.context);
      if (index === null) return;
      if (!this.entry.asked.includes(ELSEWHERE)) this.entry.asked.push(ELSEWHERE);
      const list = await index.lookUp(step, this.context);
      found = list.captures;
      // The post may stand in a capture that could not be read, or beyond what was looked through.
      this.incomplete ||= list.truncated || list.problems.length > 0;
      this.note(...list.problems);
    }, ELSEWHERE_ASKED);
    const fresh = found.filter((ref) => !this.seen.has(`${ref.uriM} ${ref.digest ?? ""}`));
    for (const ref of fresh) this.seen.add(`${ref.uriM} ${ref.digest ?? ""}`);
    this.entry.captures += fresh.length;
    return fresh;
  }

  /**
   * Reads captures, post by post, until `enough` says so or a bound is reached. Captures of the
   * same bytes are read once; error answers come after pages, since a page may hold the post.
   */
  async read(refs: readonly CaptureRef[], enough: (reading: Reading) => boolean): Promise<void> {
    for (const group of byPost(refs).values()) {
      let reads = 0;
      const digests = new Set<string>();
      for (const ref of group) {
        if (!this.answers) return;
        if (ref.digest !== null && digests.has(ref.digest)) continue;
        if (this.entry.read >= this.archive.readLimit) {
          this.incomplete = true;
          this.note(`stopped after reading ${this.entry.read} captures`);
          return;
        }
        if (reads >= READS_PER_POST) {
          this.incomplete = true;
          break;
        }
        reads += 1;
        const reading = await this.readOne(ref);
        if (reading === null) continue;
        if (ref.digest !== null) digests.add(ref.digest);
        if (enough(reading)) break;
      }
    }
  }

  private async readOne(ref: CaptureRef): Promise<Reading | null> {
    let reading: Reading | null = null;
    await this.guard(
      async () => {
        reading = await this.library.read(this.archive, ref, this.context);
      },
      { asked: null, ref },
    );
    const got = reading as Reading | null;
    if (got === null) return null;
    this.entry.read += 1;
    this.readings.push(got);
    this.taken.push({ asked: ref, reading: got });
    if (got.read.note !== null) this.note(got.read.note);
    if (got.snapshot.state === "unreadable") {
      this.unreadable += 1;
      this.note(`${ref.uriM}: ${got.snapshot.because}`);
    }
    return got;
  }

  /** Runs one question; what fails becomes part of the account, anything unforeseen is thrown on. */
  private async guard(ask: () => Promise<void>, question: Question): Promise<void> {
    this.signal.throwIfAborted();
    try {
      this.deadline?.throwIfAborted();
      await ask();
    } catch (error) {
      if (error instanceof ArchiveError) {
        this.entry.outcome = error.outcome;
        this.refuse(question, error.outcome, error.message);
        if (error.retryAfterSeconds !== null) {
          this.entry.retryAt = new Date(Date.now() + error.retryAfterSeconds * 1000).toISOString();
        }
        this.note(error.message);
      } else if (error instanceof CaptureUnreadableError) {
        this.unreadable += 1;
        this.refuse({ ...question, ref: question.ref ?? error.ref }, "unreadable", error.message);
        this.note(`${question.ref?.uriM ?? error.ref.uriM}: ${error.message}`);
      } else if (this.deadline?.aborted && !this.signal.aborted) {
        this.entry.outcome = "timed-out";
        this.refuse(question, "timed-out", TIME_USED_UP);
        this.note(TIME_USED_UP);
      } else {
        throw error;
      }
    }
  }

  /** All that this archive answered for the quote, so that it can be gone through again. */
  account(): ArchiveAccount {
    return {
      entry: this.entry,
      readLimit: this.archive.readLimit,
      incomplete: this.incomplete,
      lookedThroughAll: this.entry.asked.includes(ELSEWHERE),
      listed: this.listed,
      taken: this.taken,
      refusals: this.refusals,
    };
  }

  private refuse({ asked, ref }: Question, outcome: Refusal["outcome"], because: string): void {
    this.refusals.push({ asked, ref, outcome, because });
  }

  private note(...problems: string[]): void {
    for (const problem of problems) {
      if (!this.entry.problems.includes(problem) && this.entry.problems.length < 50) {
        this.entry.problems.push(problem);
      }
    }
  }
}

/** A question as the account of the search names it. */
export function addressOf(query: CaptureQuery): string {
  return query.kind === "exact" ? query.uriR : `${query.prefix}*`;
}

/** Captures by the post their address names; pages before error answers, oldest first. */
function byPost(refs: readonly CaptureRef[]): Map<string, CaptureRef[]> {
  const groups = new Map<string, CaptureRef[]>();
  const isPage = (ref: CaptureRef) => (ref.status === null || ref.status === 200 ? 0 : 1);
  const sorted = [...refs].sort(
    (a, b) => isPage(a) - isPage(b) || a.capturedAt.localeCompare(b.capturedAt),
  );
  for (const ref of sorted) {
    const key = parsePermalink(ref.uriR)?.id ?? ref.uriR;
    const group = groups.get(key);
    if (group) group.push(ref);
    else groups.set(key, [ref]);
  }
  return groups;
}
