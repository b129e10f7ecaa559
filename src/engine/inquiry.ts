import { type Permalink, parsePermalink } from "../handles/permalink.js";
import type { SearchEntry, SearchStep } from "../records/verdict.js";
import type { ArchiveAccount, Refusal, Taken } from "./account.js";
import {
  type Archive,
  ArchiveError,
  type Around,
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
} from "./archive.js";
import type { Library, Reading } from "./library.js";
import type { Step } from "./plan.js";
import { inReadingOrder, type PostCaptures } from "./reading-order.js";

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
/** Most captures read for a step that looks for more than was printed. */
const EXTRA_READS = 4;
/** Captured redirects from one spelling of a link to another that are followed. */
const MOST_REDIRECTS = 2;

/** After a capture: read on, go on with the next post, or read nothing further. */
export type Enough = "more" | "post" | "all";

const keyOf = (ref: CaptureRef): string => `${ref.uriM} ${ref.digest ?? ""}`;

/** An address's post; the handle counts, since some platforms number posts within an account. */
const postKey = ({ platform, handle, id }: Permalink): string =>
  `${platform} ${handle?.toLowerCase()} ${id}`;

/** Who is asked, with whose patience. */
export interface InquiryOptions {
  /** Ends the whole check: it throws. */
  signal: AbortSignal;
  /** Ends the asking: what is not answered by then counts as timed out. */
  deadline?: AbortSignal | undefined;
  priority?: AskContext["priority"] | undefined;
  fresh?: boolean | undefined;
}

/**
 * One archive asked for one quote: keeps the account of it (requests, captures, what went wrong)
 * and stops asking as soon as the archive could not be asked.
 */
export class Inquiry {
  readonly entry: SearchEntry;
  /** Captures of wanted addresses, whether read or not: what the timeline is drawn from. */
  readonly listed: CaptureRef[] = [];
  /** Captures of which only the time was told: for the timeline as well. */
  readonly toldOf: CaptureRef[] = [];
  readonly readings: Reading[] = [];
  private readonly probes: { uriR: string; ref: CaptureRef | null; around: Around | null }[] = [];
  private readonly saved: { uriR: string; ref: CaptureRef }[] = [];
  private readonly passedOver = new Set<string>();
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
  /** Posts that were read here in full and are not the quoted one: at another host they are no other. */
  private readonly settled = new Set<string>();
  /** Posts of whose addresses one capture was listed, although there may be more. */
  private readonly collapsed = new Set<string>();
  private extraReads = 0;
  /** Account of the step under way. */
  private step: SearchStep | null = null;

  constructor(
    private readonly archive: Archive,
    private readonly library: Library,
    private readonly options: InquiryOptions,
  ) {
    const { signal, deadline, priority = "normal", fresh = false } = options;
    this.entry = {
      archive: archive.name,
      outcome: "answered",
      requests: 0,
      captures: 0,
      read: 0,
      asked: [],
      problems: [],
      steps: [],
    };
    this.context = {
      signal: deadline ? AbortSignal.any([signal, deadline]) : signal,
      priority,
      fresh,
      requested: () => {
        this.entry.requests += 1;
        if (this.step) this.step.requests += 1;
      },
    };
  }

  /** False once the archive could not be asked: nothing more is to be had from it now. */
  get answers(): boolean {
    return this.entry.outcome === "answered" || this.entry.outcome === "withheld";
  }

  /** Does it list all that it holds? */
  get isAtHand(): boolean {
    return this.archive.listAll !== undefined;
  }

  get canSave(): boolean {
    return this.archive.save !== undefined && this.answers;
  }

  /** Opens the account of a step; `isTaken` is false for one that came to be needless. */
  begin(step: Step, isTaken = true): void {
    const account: SearchStep = {
      purpose: step.purpose,
      taken: isTaken,
      asked: isTaken ? [] : step.queries.map(addressOf),
      requests: 0,
      captures: 0,
      read: 0,
    };
    this.entry.steps?.push(account);
    this.step = isTaken ? account : null;
  }

  private asks(address: string): void {
    if (!this.entry.asked.includes(address)) this.entry.asked.push(address);
    if (this.step && !this.step.asked.includes(address)) this.step.asked.push(address);
  }

  private counts(captures: number): void {
    this.entry.captures += captures;
    if (this.step) this.step.captures += captures;
  }

  /**
   * Reads the capture nearest to the post's time without the archive's index, where it can do that.
   * True when the step needs nothing further: `enough` says so, or there is none at this address
   * and a list would not show another.
   */
  async probe(step: Step, enough: (reading: Reading) => Promise<Enough>): Promise<boolean> {
    const { probe } = step;
    const { archive } = this;
    if (!probe || !archive.nearest) return false;
    let next: string | null = probe.uriR;
    for (let hop = 0; next !== null && hop <= MOST_REDIRECTS; hop++) {
      const uriR: string = next;
      next = null;
      let reading: Reading | null = null;
      let isAnswered = false;
      let isPassed = false;
      this.asks(uriR);
      await this.guard(
        async () => {
          reading = await this.library
            .nearest(archive, uriR, probe.at, this.context)
            .catch((error: unknown) => {
              // One capture that cannot be had so: the list will tell of it, and of others.
              if (!(error instanceof CaptureUnreadableError)) throw error;
              isPassed = true;
              return null;
            });
          isAnswered = true;
        },
        { asked: uriR, ref: null },
      );
      const got = reading as Reading | null;
      if (got === null) {
        const isNone = isAnswered && !isPassed;
        if (isNone) this.probes.push({ uriR, ref: null, around: null });
        return isNone && probe.only && hop === 0;
      }
      const { ref, around, capture } = got.read;
      this.probes.push({ uriR, ref, around: around ?? null });
      if (!this.seen.has(keyOf(ref))) this.take(got, ref, around);
      if ((await enough(got)) !== "more") return true;
      const isRedirect = (capture.status ?? 200) >= 300 && (capture.status ?? 200) < 400;
      if (isRedirect && capture.location && step.wants(parsePermalink(capture.location))) {
        next = capture.location;
      }
    }
    return false;
  }

  /** Adds a capture that came without a list, and what the archive told of its neighbours. */
  private take(reading: Reading, ref: CaptureRef, around: Around | undefined): void {
    this.seen.add(keyOf(ref));
    this.counts(1);
    this.listed.push(ref);
    for (const time of [around?.first, around?.last]) {
      if (time) this.toldOf.push({ ...ref, capturedAt: time });
    }
    this.keep(reading, ref);
  }

  /**
   * Has the archive capture the link of a step, and reads that capture. That it cannot be had, or
   * read, is told in the account, and says nothing of the post: all else was asked before.
   */
  async save(step: Step): Promise<void> {
    const { probe } = step;
    const { archive } = this;
    if (!probe || !archive.save || !this.answers) return;
    let made: CaptureRef | { because: string } | null = null;
    try {
      made = await archive.save(probe.uriR, this.context);
    } catch (error) {
      this.options.signal.throwIfAborted();
      if (!(error instanceof ArchiveError) && !this.context.signal.aborted) throw error;
      this.note(`not saved: ${error instanceof Error ? error.message : error}`);
    }
    if (made === null) return;
    if ("because" in made) {
      this.note(`not saved: ${made.because}`);
      return;
    }
    if (!step.wants(parsePermalink(made.uriR))) {
      this.note(`not saved: the link led to ${made.uriR}`);
      return;
    }
    this.asks(`saving ${probe.uriR}`);
    if (this.seen.has(keyOf(made))) return;
    this.seen.add(keyOf(made));
    this.counts(1);
    this.saved.push({ uriR: probe.uriR, ref: made });
    const { outcome } = this.entry;
    const { unreadable } = this;
    const reading = await this.readOne(made);
    if (reading !== null) this.listed.push(made);
    this.entry.outcome = outcome;
    this.unreadable = unreadable;
  }

  /** Lists the captures a step wants, each once over all steps. */
  async list(step: Step): Promise<CaptureRef[]> {
    const wanted: CaptureRef[] = [];
    let isAll = await this.listInto(wanted, step, step.queries);
    if (!isAll && step.narrower.length > 0)
      isAll = await this.listInto(wanted, step, step.narrower);
    if (!isAll && !step.isExtra) this.incomplete = true;
    this.counts(wanted.length);
    this.listed.push(...wanted);
    return wanted;
  }

  /** False when an answer was not all there is. */
  private async listInto(
    wanted: CaptureRef[],
    step: Step,
    queries: readonly CaptureQuery[],
  ): Promise<boolean> {
    let isAll = true;
    const take = (list: CaptureList, isCollapsed: boolean) => {
      isAll &&= !list.truncated;
      // In a damaged file the capture looked for may be the one that is lost.
      this.incomplete ||= list.problems.length > 0;
      this.note(...list.problems);
      for (const ref of list.captures) {
        const named = parsePermalink(ref.uriR);
        if (!step.wants(named)) continue;
        if (isCollapsed) this.collapsed.add(named?.id ?? ref.uriR);
        if (this.seen.has(keyOf(ref))) continue;
        this.seen.add(keyOf(ref));
        wanted.push(ref);
      }
    };
    for (const query of queries) {
      if (!this.answers) break;
      this.asks(addressOf(query));
      const isCollapsed = query.kind === "prefix" && query.collapse === true;
      await this.guard(
        async () => take(await this.library.find(this.archive, query, this.context), isCollapsed),
        { asked: addressOf(query), ref: null },
      );
    }
    return isAll;
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
      this.asks(ELSEWHERE);
      const list = await index.lookUp(step, this.context);
      found = list.captures;
      // The post may stand in a capture that could not be read, or beyond what was looked through.
      this.incomplete ||= list.truncated || list.problems.length > 0;
      this.note(...list.problems);
    }, ELSEWHERE_ASKED);
    const fresh = found.filter((ref) => !this.seen.has(keyOf(ref)));
    for (const ref of fresh) this.seen.add(keyOf(ref));
    this.counts(fresh.length);
    return fresh;
  }

  /**
   * Reads captures, post by post, until `enough` says so or a bound is reached. Captures of the
   * same bytes are read once, and not those whose bytes are known to hold no post.
   */
  async read(
    refs: readonly CaptureRef[],
    step: Step,
    enough: (reading: Reading) => Promise<Enough>,
  ): Promise<void> {
    const shells = this.library.shells(this.archive);
    const groups = inReadingOrder(refs, step.rank ?? (() => 0), (ref) => shells.looksAlike(ref));
    for (const group of groups) {
      if (group.named !== null && this.settled.has(postKey(group.named))) continue;
      const how = await this.readPost(group, step, enough);
      if (how === "all" || how === "stop") return;
      const [first] = group.refs;
      const post = group.named?.id ?? first?.uriR ?? "";
      if (how === "post" || !first || !this.collapsed.delete(post)) continue;
      // Of this post one capture was listed, and it was not enough: now the others.
      const address = first.uriR.split("?", 1)[0] ?? first.uriR;
      const queries = [{ kind: "prefix" as const, prefix: address }];
      const others = await this.list({ ...step, queries, narrower: [] });
      const more = inReadingOrder(
        others,
        () => 0,
        (ref) => shells.looksAlike(ref),
      );
      for (const captures of more) {
        const then = await this.readPost(captures, step, enough);
        if (then === "all" || then === "stop") return;
      }
    }
  }

  /** `stop` when a bound of the whole quote is reached, or the archive answers no more. */
  private async readPost(
    { named, refs }: PostCaptures,
    step: Step,
    enough: (reading: Reading) => Promise<Enough>,
  ): Promise<Enough | "stop"> {
    const shells = this.library.shells(this.archive);
    const digests = new Set<string>();
    let reads = 0;
    for (const ref of refs) {
      if (!this.answers) return "stop";
      if (ref.digest !== null && digests.has(ref.digest)) continue;
      if (ref.digest !== null && shells.isKnown(ref)) {
        this.passedOver.add(ref.digest);
        continue;
      }
      if (this.entry.read >= this.archive.readLimit) {
        this.incomplete ||= !step.isExtra;
        this.note(`stopped after reading ${this.entry.read} captures`);
        return "stop";
      }
      if (step.isExtra && this.archive.host !== undefined && this.extraReads >= EXTRA_READS) {
        this.note("of the days around the printed one, only the nearest posts were read");
        return "stop";
      }
      if (reads >= READS_PER_POST) {
        this.incomplete ||= !step.isExtra;
        return "more";
      }
      reads += 1;
      if (step.isExtra) this.extraReads += 1;
      const reading = await this.readOne(ref);
      if (reading === null) continue;
      if (ref.digest !== null) digests.add(ref.digest);
      const how = await enough(reading);
      const { main } = reading.snapshot;
      if (how === "post" && named !== null && main?.id === named.id && !main.truncated) {
        this.settled.add(postKey(named));
      }
      if (how !== "more") return how;
    }
    return "more";
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
    if (got !== null) this.keep(got, ref);
    return got;
  }

  private keep(reading: Reading, ref: CaptureRef): void {
    this.entry.read += 1;
    if (this.step) this.step.read += 1;
    this.readings.push(reading);
    this.taken.push({ asked: ref, reading });
    this.library.shells(this.archive).learn(reading, ref);
    if (reading.read.note !== null) this.note(reading.read.note);
    if (reading.snapshot.state === "unreadable") {
      this.unreadable += 1;
      this.note(`${ref.uriM}: ${reading.snapshot.because}`);
    }
  }

  /** Runs one question; what fails becomes part of the account, anything unforeseen is thrown on. */
  private async guard(ask: () => Promise<void>, question: Question): Promise<void> {
    const { signal, deadline } = this.options;
    signal.throwIfAborted();
    try {
      deadline?.throwIfAborted();
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
      } else if (deadline?.aborted && !signal.aborted) {
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
      probes: this.probes,
      saved: this.saved,
      emptyPages: [...this.passedOver],
      host: this.archive.host ?? null,
      trust: this.archive.trust ?? null,
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
