import { parsePermalink } from "../handles/permalink.js";
import { anySignal } from "./abortable.js";
import {
  type Archive,
  ArchiveError,
  type AskContext,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
} from "./archive.js";
import { addressOf, ELSEWHERE, Ledger, type Question } from "./ledger.js";
import type { Library, Reading } from "./library.js";
import type { Step } from "./plan/step.js";
import type { Judge } from "./reader.js";
import type { Shells } from "./shells.js";

/**
 * Most requests to a remote archive for one quote, so that one that leads on and on does not cost all
 * others their turn. A usual quote takes two, one asked for under two handles in three crawls seventy.
 */
const MOST_REQUESTS = 100;
/** Captured redirects from one spelling of a link to another that are followed. */
const MOST_REDIRECTS = 2;

const keyOf = (ref: CaptureRef): string => `${ref.uriM} ${ref.digest ?? ""}`;
const momentOf = ({ capturedAt, uriR }: CaptureRef): string => `${capturedAt} ${uriR}`;

const whyCut = ({ captures: { length } }: CaptureList): string =>
  length === 0
    ? "there may be captures beyond those listed: lists are had of single addresses only"
    : `the list is longer than is read; read were its first ${length} captures`;

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
 * One archive asked for one quote: puts the questions, keeps the account of the answers in its
 * ledger, and stops asking as soon as the archive could not be asked.
 */
export class Inquiry {
  readonly ledger: Ledger;
  /** Posts of whose addresses one capture was listed, although there may be more. */
  readonly collapsed = new Set<string>();
  private readonly context: AskContext;
  private readonly seen = new Set<string>();
  /** Sizes of empty pages that were not known before they were read here. */
  private readonly learnt = new Set<number>();
  /** Captures that were had without the index, by time and address. */
  private readonly probed = new Map<string, Reading>();

  constructor(
    readonly archive: Archive,
    private readonly library: Library,
    private readonly options: InquiryOptions,
  ) {
    const { signal, deadline, priority = "normal", fresh = false } = options;
    this.ledger = new Ledger(archive);
    this.context = {
      signal: deadline ? anySignal([signal, deadline]) : signal,
      priority,
      fresh,
      requested: () => this.ledger.requested(),
      hasAsked: () => this.ledger.entry.requests > 0,
    };
  }

  /** False once the archive could not be asked: nothing more is to be had from it now. */
  get answers(): boolean {
    const { outcome } = this.ledger.entry;
    return outcome === "answered" || outcome === "withheld";
  }

  /** Does it list all that it holds? */
  get isAtHand(): boolean {
    return this.archive.listAll !== undefined;
  }

  get canSave(): boolean {
    return this.archive.save !== undefined && this.answers;
  }

  /** What was learnt of the archive's captures that hold no post. */
  get shells(): Shells {
    return this.library.shells(this.archive);
  }

  /** Is it of the size of pages without a post? What other quotes taught of that is told in the account. */
  looksEmpty(ref: CaptureRef): boolean {
    const size = this.shells.sizeLike(ref);
    if (size !== null && !this.learnt.has(size)) this.ledger.knew(size);
    return size !== null;
  }

  /**
   * Reads the capture nearest to the post's time without the archive's index, where it can do that.
   * True when the step needs nothing further: `enough` says so, or there is none at this address
   * and a list would not show another.
   */
  async probe(step: Step, enough: Judge): Promise<boolean> {
    const { probe } = step;
    if (!probe || !this.archive.nearest) return false;
    let next: string | null = probe.uriR;
    for (let hop = 0; next !== null && hop <= MOST_REDIRECTS; hop++) {
      const uriR: string = next;
      next = null;
      this.ledger.asks(uriR);
      const got = await this.#nearest(uriR, probe.at);
      if (got === "none") this.ledger.probed(uriR, null, null);
      if (got === "none" || got === null) return got === "none" && probe.only && hop === 0;
      const { ref, around, capture } = got.read;
      this.ledger.probed(uriR, ref, around ?? null);
      this.probed.set(momentOf(ref), got);
      if (this.#isNew(ref)) {
        this.ledger.lists(ref);
        this.#keep(got, ref);
      }
      if ((await enough(got)) !== "more") {
        const last = around?.last ?? "";
        if (this.options.fresh && last > ref.capturedAt) await this.#latest(uriR, last);
        return true;
      }
      const isRedirect = (capture.status ?? 200) >= 300 && (capture.status ?? 200) < 400;
      if (isRedirect && capture.location && step.wants(parsePermalink(capture.location))) {
        next = capture.location;
      }
    }
    return false;
  }

  /**
   * The last capture of an address, where a quote is checked once more: its post may be gone since. `at`:
   * a time that none is behind. Nothing is asked of an address of which more is known.
   */
  async lookAtLast({ uriR }: CaptureRef, at: string): Promise<void> {
    const isKnown = this.ledger.hasProbed(uriR);
    if (this.options.fresh && this.archive.nearest && !isKnown) await this.#latest(uriR, at);
  }

  async #latest(uriR: string, at: string): Promise<void> {
    const got = await this.#nearest(uriR, at, `${uriR} at ${at}`);
    if (got === "none" || got === null) return;
    this.ledger.probed(uriR, got.read.ref, got.read.around ?? null, at);
    const { uriM } = got.read.ref;
    if (this.ledger.readings.some(({ read }) => read.ref.uriM === uriM)) return;
    if (this.#isNew(got.read.ref)) this.ledger.lists(got.read.ref);
    this.#keep(got, got.read.ref);
  }

  /** The nearest capture; `none` where the archive says that there is none, null where it cannot be had so. */
  async #nearest(uriR: string, at: string, asked = uriR): Promise<Reading | "none" | null> {
    return await this.#guard(
      async () => {
        try {
          return (await this.library.nearest(this.archive, uriR, at, this.context)) ?? "none";
        } catch (error) {
          // One capture that cannot be had so: the list will tell of it, and of others.
          if (error instanceof CaptureUnreadableError) return null;
          throw error;
        }
      },
      { asked, ref: null },
    );
  }

  /**
   * Has the archive capture the link of a step, and reads that capture. That it cannot be had, or
   * read, is told in the account, and says nothing of the post: all else was asked before.
   */
  async save(step: Step): Promise<void> {
    const { probe } = step;
    const { archive, ledger } = this;
    if (!probe || !archive.save || !this.answers) return;
    let made: CaptureRef | { because: string };
    try {
      made = await archive.save(probe.uriR, this.context);
    } catch (error) {
      this.options.signal.throwIfAborted();
      if (!(error instanceof ArchiveError) && !this.context.signal.aborted) throw error;
      made = { because: error instanceof Error ? error.message : String(error) };
    }
    if ("because" in made) {
      ledger.note(`not saved: ${made.because}`);
      return;
    }
    if (!step.wants(parsePermalink(made.uriR))) {
      ledger.note(`not saved: the link led to ${made.uriR}`);
      return;
    }
    ledger.asks(`saving ${probe.uriR}`);
    if (!this.#isNew(made)) return;
    ledger.saves(probe.uriR, made);
    const { entry, unreadable } = ledger;
    const { outcome } = entry;
    const reading = await this.read(made);
    if (reading !== null) ledger.listed.push(made);
    entry.outcome = outcome;
    ledger.unreadable = unreadable;
  }

  /** Lists the captures a step wants, each once over all steps. */
  async list(step: Step): Promise<CaptureRef[]> {
    const wanted: CaptureRef[] = [];
    let cut = await this.#listInto(wanted, step, step.queries);
    if (cut.length > 0 && step.narrower.length > 0)
      cut = await this.#listInto(wanted, step, step.narrower);
    if (cut.length > 0 && step.extraUpTo === undefined) {
      this.ledger.incomplete = true;
      this.ledger.note(...cut);
    }
    this.ledger.lists(...wanted);
    return wanted;
  }

  /** Which lists were not all there is, in words. */
  async #listInto(
    wanted: CaptureRef[],
    step: Step,
    queries: readonly CaptureQuery[],
  ): Promise<string[]> {
    const cut: string[] = [];
    for (const query of queries) {
      if (!this.answers) break;
      const asked = addressOf(query);
      this.ledger.asks(asked);
      const ask = () => this.library.find(this.archive, query, this.context);
      const list = await this.#guard(ask, { asked, ref: null });
      if (list === null) continue;
      if (list.truncated) {
        cut.push(`${asked}: ${whyCut(list)}`);
        this.ledger.cuts(asked);
      }
      this.#tellDamage(list);
      for (const ref of list.captures) {
        const named = parsePermalink(ref.uriR);
        if (!step.wants(named)) continue;
        const known = this.probed.get(momentOf(ref));
        if (known) {
          // It was read, and now its size is known: an empty page tells others like it.
          this.ledger.describes(ref);
          this.#learn(known, ref);
          continue;
        }
        if (query.kind === "prefix" && query.collapse) this.collapsed.add(named?.id ?? ref.uriR);
        if (this.#isNew(ref)) wanted.push(ref);
      }
    }
    return cut;
  }

  /** In a damaged file the capture looked for may be the one that is lost. */
  #tellDamage({ problems }: CaptureList): void {
    this.ledger.incomplete ||= problems.length > 0;
    this.ledger.note(...problems);
  }

  /**
   * Captures of any address in which a step's post was seen, for archives that list all they
   * hold: a deleted post often survives in somebody else's capture only (prior-art.md 3).
   */
  async listElsewhere(step: Step): Promise<CaptureRef[]> {
    const list = await this.#guard(
      async () => {
        const index = await this.library.postIndex(this.archive, this.context);
        if (index === null) return null;
        this.ledger.asks(ELSEWHERE);
        return await index.lookUp(step, this.context);
      },
      { asked: ELSEWHERE, ref: null },
    );
    if (list === null) return [];
    // The post may stand in a capture that could not be read, or beyond what was looked through.
    this.ledger.incomplete ||= list.truncated;
    this.#tellDamage(list);
    const fresh = list.captures.filter((ref) => this.#isNew(ref));
    this.ledger.counts(fresh.length);
    return fresh;
  }

  /** Reads one capture; null where it cannot be had. */
  async read(ref: CaptureRef): Promise<Reading | null> {
    const ask = () => this.library.read(this.archive, ref, this.context);
    const reading = await this.#guard(ask, { asked: null, ref });
    if (reading !== null) this.#keep(reading, ref);
    return reading;
  }

  #keep(reading: Reading, ref: CaptureRef): void {
    this.ledger.reads(reading, ref);
    this.#learn(reading, ref);
  }

  #learn(reading: Reading, ref: CaptureRef): void {
    const size = this.shells.learn(reading, ref);
    if (size !== null) this.learnt.add(size);
  }

  /** True for a capture that did not come up before in this inquiry; from now on it did. */
  #isNew(ref: CaptureRef): boolean {
    const key = keyOf(ref);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  /**
   * Puts one question. What fails becomes part of the account, and null is the answer then; anything
   * unforeseen is thrown on.
   */
  async #guard<Answer>(ask: () => Promise<Answer>, question: Question): Promise<Answer | null> {
    const { signal, deadline } = this.options;
    signal.throwIfAborted();
    const { requests } = this.ledger.entry;
    if (this.archive.host !== undefined && requests >= MOST_REQUESTS) {
      this.ledger.incomplete = true;
      this.ledger.note(`stopped after ${requests} requests`);
      return null;
    }
    try {
      deadline?.throwIfAborted();
      return await ask();
    } catch (error) {
      if (error instanceof ArchiveError) this.ledger.fails(question, error);
      else if (error instanceof CaptureUnreadableError) {
        this.ledger.cannotRead({ ...question, ref: question.ref ?? error.ref }, error.message);
      } else if (deadline?.aborted && !signal.aborted) {
        const message = "the time that one quote may take was used up";
        this.ledger.fails(question, { outcome: "timed-out", message });
      } else {
        throw error;
      }
      return null;
    }
  }
}
