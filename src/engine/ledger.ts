import type { SearchEntry, SearchStep } from "../records/verdict.js";
import type { ArchiveAccount, Refusal, Taken } from "./account.js";
import type { Archive, ArchiveError, Around, CaptureQuery, CaptureRef } from "./archive.js";
import type { Reading } from "./library.js";
import type { Step } from "./plan/step.js";

/** How the account names a look through all captures of an archive at hand. */
export const ELSEWHERE = "posts in all captures";

/** What an archive was asked: an address or prefix, or one capture. */
export type Question = Pick<Refusal, "asked" | "ref">;

const MOST_PROBLEMS = 50;
/** How far ahead of ours a clock may run before it is called wrong. */
const AHEAD_MS = 86_400_000;

/**
 * The account of one archive asked for one quote, as it grows: what was asked and answered, step by
 * step, and what went wrong.
 */
export class Ledger {
  readonly entry: SearchEntry;
  /** Captures of wanted addresses, whether read or not: what the timeline is drawn from. */
  readonly listed: CaptureRef[] = [];
  /** Captures of which only the time was told: for the timeline as well. */
  readonly toldOf: CaptureRef[] = [];
  readonly readings: Reading[] = [];
  /** Captures that might hold the post and could not be read. */
  unreadable = 0;
  /** True when a list or the reading stopped at its bound. */
  incomplete = false;
  readonly #probes: ArchiveAccount["probes"][number][] = [];
  readonly #saved: { uriR: string; ref: CaptureRef }[] = [];
  readonly #passedOver = new Set<string>();
  readonly #cut = new Set<string>();
  readonly #sizes = new Set<number>();
  /** Each reading with the capture that was asked for; archives may hand over another one. */
  readonly #taken: Taken[] = [];
  /** Questions that were not answered, and captures that could not be had. */
  readonly #refusals: Refusal[] = [];
  readonly #leftOut = new Set<Reading>();
  /** Account of the step under way. */
  #step: SearchStep | null = null;

  constructor(private readonly archive: Archive) {
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
    this.#step = isTaken ? account : null;
  }

  /** One request was sent. */
  requested(): void {
    this.entry.requests += 1;
    if (this.#step) this.#step.requests += 1;
  }

  asks(address: string): void {
    if (!this.entry.asked.includes(address)) this.entry.asked.push(address);
    if (this.#step && !this.#step.asked.includes(address)) this.#step.asked.push(address);
  }

  /** Captures found in all captures, of whatever address. */
  counts(captures: number): void {
    this.entry.captures += captures;
    if (this.#step) this.#step.captures += captures;
  }

  /** Captures of wanted addresses. */
  lists(...refs: readonly CaptureRef[]): void {
    this.counts(refs.length);
    this.listed.push(...refs);
  }

  /** What an index says of a capture that was had without it. */
  describes(ref: CaptureRef): void {
    const { capturedAt, uriR } = ref;
    const at = this.listed.findIndex((one) => one.capturedAt === capturedAt && one.uriR === uriR);
    if (at >= 0) this.listed[at] = ref;
  }

  /** What the archive has nearest to the time asked for; null for "never archived". */
  probed(uriR: string, ref: CaptureRef | null, around: Around | null, at?: string): void {
    this.#probes.push({ uriR, ref, around, ...(at !== undefined && { at }) });
    for (const time of [around?.first, around?.last]) {
      if (ref && time) this.toldOf.push({ ...ref, capturedAt: time });
    }
  }

  /** Captures of wanted addresses that were not read, nor others of the same bytes. */
  unread(): CaptureRef[] {
    const read = new Set(this.#taken.map(({ asked }) => asked));
    const bytes = new Set(this.#taken.flatMap(({ asked }) => asked.digest ?? []));
    return this.listed.filter(
      (ref) => !read.has(ref) && (ref.digest === null || !bytes.has(ref.digest)),
    );
  }

  /** Was a capture of this address had by a time? */
  hasProbed(uriR: string): boolean {
    return this.#probes.some((probe) => probe.uriR === uriR);
  }

  /** A capture was made of an address. */
  saves(uriR: string, ref: CaptureRef): void {
    this.counts(1);
    this.#saved.push({ uriR, ref });
  }

  /** The list of an address or prefix is not all there is; narrower ones may follow. */
  cuts(asked: string): void {
    this.#cut.add(asked);
  }

  /** A size of empty pages that was known beforehand, by which captures were put last. */
  knew(size: number): void {
    this.#sizes.add(size);
  }

  /** A capture left unread, since its very bytes are known to hold no post. */
  passesOver(digest: string): void {
    this.#passedOver.add(digest);
  }

  reads(reading: Reading, asked: CaptureRef): void {
    this.entry.read += 1;
    if (this.#step) this.#step.read += 1;
    this.readings.push(reading);
    this.#taken.push({ asked, reading });
    if (reading.read.note !== null) this.note(reading.read.note);
    if (reading.snapshot.state === "unreadable") {
      this.unreadable += 1;
      this.note(`${asked.uriM}: ${reading.snapshot.because}`);
    }
    this.#looksAtClock(reading, asked);
  }

  /** A reading of this archive whose capture is older than its post; left out, it hides the post. */
  isMisdated(reading: Reading, isLeftOut: boolean): void {
    const { uriM } = reading.read.ref;
    if (!this.readings.includes(reading)) return;
    if (isLeftOut && !this.#leftOut.has(reading)) this.unreadable += 1;
    if (isLeftOut) this.#leftOut.add(reading);
    this.note(
      `${uriM}: dated ${reading.read.ref.capturedAt}, before the post that it shows: a clock is wrong, or the capture is made up`,
    );
  }

  #looksAtClock({ read: { ref } }: Reading, { uriM }: CaptureRef): void {
    if (Date.parse(ref.capturedAt) <= Date.now() + AHEAD_MS) return;
    this.note(
      `${uriM}: dated ${ref.capturedAt}, which is still to come: the archive's clock is wrong`,
    );
  }

  /** The archive could not be asked: how, and when it may be again. */
  fails(
    { asked, ref }: Question,
    {
      outcome,
      message,
      retryAfterSeconds,
    }: Pick<ArchiveError, "outcome" | "message"> & Partial<Pick<ArchiveError, "retryAfterSeconds">>,
  ): void {
    this.entry.outcome = outcome;
    this.#refusals.push({ asked, ref, outcome, because: message });
    if (typeof retryAfterSeconds === "number") {
      this.entry.retryAt = new Date(Date.now() + retryAfterSeconds * 1000).toISOString();
    }
    this.note(message);
  }

  /** One capture could not be had, although the archive answers. */
  cannotRead({ asked, ref }: Question & { ref: CaptureRef }, because: string): void {
    this.unreadable += 1;
    this.#refusals.push({ asked, ref, outcome: "unreadable", because });
    this.note(`${ref.uriM}: ${because}`);
  }

  note(...problems: readonly string[]): void {
    for (const problem of problems) {
      if (this.entry.problems.length >= MOST_PROBLEMS) return;
      if (!this.entry.problems.includes(problem)) this.entry.problems.push(problem);
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
      taken: this.#taken,
      probes: this.#probes,
      saved: this.#saved,
      emptyPages: [...this.#passedOver],
      emptySizes: [...this.#sizes],
      cut: [...this.#cut],
      host: this.archive.host ?? null,
      trust: this.archive.trust ?? null,
      refusals: this.#refusals,
    };
  }
}

/** A question as the account of the search names it. */
export function addressOf(query: CaptureQuery): string {
  return query.kind === "exact" ? query.uriR : `${query.prefix}*`;
}
