import { setTimeout as sleep } from "node:timers/promises";
import { anySignal } from "../../engine/abortable.js";
import type { ArchiveError, AskContext } from "../../engine/archive.js";
import type { Gate } from "../../manners/gate.js";
import { Line } from "../../manners/line.js";
import {
  type Ending,
  gapMs,
  KEEP_PLACE_EVERY_MS,
  type Lane,
  type Limits,
} from "../../manners/rules.js";
import {
  BodyTooLongError,
  ConnectionFailedError,
  ForbiddenAddressError,
  RequestTimeoutError,
} from "../../net/errors.js";
import type { GuardedClient, GuardedResponse } from "../../net/guarded-client.js";
import type { Answers, Sort } from "../cache/answers.js";
import {
  ArchiveUnavailableError,
  ConnectionLostError,
  RateLimitedError,
  RefusedError,
  TimedOutError,
} from "../errors.js";
import { countedAt, isSameArchive } from "../known.js";
import { limitsOf } from "./limits.js";

/** What an archive that does not say how long to wait is given (facts: archives 1). */
const DEFAULT_WAIT_SECONDS = 60;
/** A longer one is a mistake, or meant to keep us away for good. */
const LONGEST_WAIT_SECONDS = 86_400;
/** Longest capture read, packed. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** Of a list: some forty thousand captures, more than any question of ours is meant to bring. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** So many times as patient is who has had answers for the same quote. */
const BEGUN_WAITS = 10;

/** One line a gate, host and lane; who stands in front asks the gate. */
const lines = new WeakMap<Gate, Map<string, Line>>();

function lineOf(gate: Gate, host: string, lane: Lane): Line {
  const ofGate = lines.get(gate) ?? new Map<string, Line>();
  lines.set(gate, ofGate);
  const key = `${lane} ${host}`;
  const line = ofGate.get(key) ?? new Line();
  ofGate.set(key, line);
  return line;
}

/** Seconds of a `Retry-After` (RFC 9110, 10.2.3), in seconds or as a date, within bounds. */
function retryAfterSeconds(value: string | null): number | null {
  if (value === null) return null;
  const isDate = /[a-z]{3}/i.test(value);
  const seconds = isDate
    ? (Date.parse(value) - Date.now()) / 1000
    : Number(/^\d{1,9}$/.exec(value.trim())?.[0] ?? Number.NaN);
  if (Number.isNaN(seconds)) return null;
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(0, Math.ceil(seconds)));
}

/** First value of a header that is not empty. */
export function header(response: GuardedResponse, name: string): string | null {
  return response.headers.get(name)?.find((value) => value.trim() !== "") ?? null;
}

/** An answer that will be another one soon: the server behind the archive's front is away. */
function isPassing(response: GuardedResponse): boolean {
  const { status } = response;
  return (status === 502 || status === 503 || status === 504) && !isCapture(response);
}

/** A captured 429 or 503 is a capture like any other: `Memento-Datetime` decides (facts: archives 3). */
function isCapture(response: GuardedResponse): boolean {
  return header(response, "memento-datetime") !== null;
}

/** An error of the archive's own, and not one in playing this capture. */
function isUnwell(response: GuardedResponse): boolean {
  const ofCapture = isCapture(response) || header(response, "x-archive-wayback-runtime-error");
  return response.status >= 500 && !ofCapture;
}

/** What an answer tells about the archive's own state. */
function endingOf(response: GuardedResponse): Ending {
  const seconds = retryAfterSeconds(header(response, "retry-after"));
  if (response.status === 429 && !isCapture(response)) return { how: "limited", seconds };
  if (!isUnwell(response)) return { how: "answered" };
  return seconds === null ? { how: "failed" } : { how: "limited", seconds };
}

/** How a request is sent, and what its answer is to be kept as. */
interface AskOptions {
  /** `replay` by default. */
  lane?: Lane;
  headers?: Readonly<Record<string, string>>;
  /** Sent by POST, once: what is sent may have come about although no answer came. */
  form?: Readonly<Record<string, string>>;
  /** What an answer is, for keeping it; absent for one that is never kept. */
  sortOf?: (response: GuardedResponse) => Sort;
  /** Part of what an answer is kept under, beside address and headers. */
  keyOf?: string;
  /** What to do with a body longer than is read: throw (default), or take its beginning. */
  longBody?: "throw" | "cut";
  /** Lines that are read of it. */
  mostLines?: number;
}

export interface HostParts {
  client: GuardedClient;
  /** How likely it holds posts, and whether its captures are evidence; as `Archive` has them. */
  weight?: number | undefined;
  trust?: "low" | undefined;
  /** Kept from earlier; none are when absent. */
  answers?: Answers | undefined;
  gate: Gate;
  limits: Limits;
  /** Longest time to stand in line, ms. */
  patienceMs: number;
}

/** The archive at an address: asked no more than it puts up with, its failures told apart. */
export class RemoteHost {
  constructor(
    /** Name of the archive, for messages. */
    readonly archive: string,
    /** Where it lives, without a trailing slash. */
    readonly base: string,
    private readonly parts: HostParts,
  ) {}

  /**
   * Sends one GET request in its turn, again where it failed and may do better. Any status is an
   * answer, except the archive's own 429. Throws an `ArchiveError` when the archive could not be
   * asked, `BodyTooLongError` on a longer answer than is read, and the signal's reason when it was
   * aborted.
   */
  async ask(
    address: string,
    context: AskContext,
    options: AskOptions = {},
  ): Promise<GuardedResponse> {
    const { headers = {}, sortOf, keyOf = "" } = options;
    const { answers } = this.parts;
    if (!answers || !sortOf) return await this.#askPatiently(address, context, options);
    const fetch = (conditions: Readonly<Record<string, string>>) =>
      this.#askPatiently(address, context, { ...options, headers: { ...headers, ...conditions } });
    const key = `${address} ${JSON.stringify(headers)} ${keyOf}`;
    return await answers.get(key, fetch, sortOf, context);
  }

  async #askPatiently(
    address: string,
    context: AskContext,
    options: AskOptions,
  ): Promise<GuardedResponse> {
    const pauses = options.form ? [] : this.parts.limits.retryPausesMs;
    for (const pause of pauses) {
      const response = await this.#askOnce(address, context, options).catch((error: unknown) => {
        if (error instanceof TimedOutError || error instanceof ConnectionLostError) return null;
        throw error;
      });
      const retries =
        response === null || (isPassing(response) && !header(response, "retry-after"));
      if (!retries) return response;
      await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal: context.signal }).catch(
        () => context.signal.throwIfAborted(),
      );
    }
    return await this.#askOnce(address, context, options);
  }

  async #askOnce(
    address: string,
    context: AskContext,
    { lane = "replay", headers = {}, longBody = "throw", mostLines, form }: AskOptions,
  ): Promise<GuardedResponse> {
    const host = this.#countedAt(new URL(address));
    const pass = await this.#enter(host, lane, context);
    const { gate } = this.parts;
    // One that is not told is told the next time, or the place is lost to a request too many.
    const keeping = setInterval(() => gate.keep(host, pass).catch(() => {}), KEEP_PLACE_EVERY_MS);
    let ending: Ending = { how: "failed" };
    try {
      context.requested();
      const response = await this.parts.client.request(address, {
        signal: context.signal,
        maxBodyBytes: lane === "index" ? MAX_LIST_BYTES : MAX_ANSWER_BYTES,
        longBody,
        ...(mostLines !== undefined && { maxBodyLines: mostLines }),
        ...(form && { method: "POST", body: new URLSearchParams(form).toString() }),
        // Unpacked, the body of a capture is as it was stored more often, so its digest can fit.
        headers: {
          "accept-encoding": "identity",
          ...(form && { "content-type": "application/x-www-form-urlencoded" }),
          ...headers,
        },
      });
      ending = endingOf(response);
      if (response.status !== 429 || ending.how !== "limited") return response;
      const seconds = ending.seconds ?? DEFAULT_WAIT_SECONDS;
      throw this.#rateLimited(`asks for fewer requests: again in ${seconds} s`, seconds);
    } catch (error) {
      if (error instanceof BodyTooLongError) ending = { how: "answered" };
      else if (context.signal.aborted && ending.how === "failed") ending = { how: "given-up" };
      throw this.#translated(error);
    } finally {
      clearInterval(keeping);
      await gate.leave(host, pass, ending);
    }
  }

  /** Its other names, and its address without `https`, are no other archive. */
  #countedAt(url: URL): string {
    const own = new URL(this.base);
    return countedAt(isSameArchive(url.host, own.host) ? own : url);
  }

  /** An aggregator's captures lie at other archives, each with its own limits. */
  #limitsOf(host: string): Limits {
    return host === countedAt(new URL(this.base)) ? this.parts.limits : limitsOf(new URL(host), []);
  }

  /** Waits in line until a request may be sent; throws when that would take longer than patience. */
  async #enter(host: string, lane: Lane, context: AskContext): Promise<string> {
    const { gate } = this.parts;
    const { signal, priority = "normal" } = context;
    const limits = this.#limitsOf(host);
    const line = lineOf(gate, host, lane);
    const patienceMs = this.#patienceMs(context);
    const tooLong = (ms: number) => this.#lineTooLong(line.returnMs(ms, gapMs(limits, lane)));
    const expectedMs = line.expectedMs(priority);
    if (expectedMs > patienceMs) throw tooLong(expectedMs);
    const until = performance.now() + patienceMs;
    const impatience = Number.isFinite(patienceMs) ? AbortSignal.timeout(patienceMs) : null;
    const either = impatience ? anySignal([signal, impatience]) : signal;
    const inFront = async () => {
      for (;;) {
        const entry = await gate.enter(host, lane, limits, priority);
        if (entry.kind === "enter") return entry.pass;
        if (entry.kind === "rest") throw this.#resting(entry.because, Math.ceil(entry.ms / 1000));
        if (performance.now() + entry.ms > until) throw tooLong(entry.ms);
        await sleep(entry.ms, undefined, { signal: either });
      }
    };
    try {
      return await line.take(priority, either, inFront);
    } catch (error) {
      signal.throwIfAborted();
      if (impatience?.aborted) throw tooLong(patienceMs);
      throw error;
    }
  }

  /** A check that has asked already waits for longer: begun anew, it would have to ask again. */
  #patienceMs({ hasAsked }: AskContext): number {
    const { patienceMs } = this.parts;
    return hasAsked?.() ? patienceMs * BEGUN_WAITS : patienceMs;
  }

  #rateLimited(what: string, seconds: number): RateLimitedError {
    return new RateLimitedError(this.archive, `${this.archive} ${what}`, seconds);
  }

  #resting(because: "limited" | "failing", seconds: number): ArchiveError {
    if (because === "limited") {
      return this.#rateLimited(`asks for fewer requests: again in ${seconds} s`, seconds);
    }
    const text = `${this.archive} failed again and again and is left alone: again in ${seconds} s`;
    return new ArchiveUnavailableError(this.archive, text, seconds);
  }

  #lineTooLong(ms: number): RateLimitedError {
    const seconds = Math.ceil(ms / 1000);
    return this.#rateLimited(
      `is asked no more often than it allows; the turn comes in ${seconds} s or later`,
      seconds,
    );
  }

  #translated(cause: unknown): unknown {
    const because = `${this.archive} could not be asked: ${cause instanceof Error ? cause.message : cause}`;
    if (cause instanceof RequestTimeoutError)
      return new TimedOutError(this.archive, because, { cause });
    if (cause instanceof ForbiddenAddressError)
      return new RefusedError(this.archive, because, { cause });
    if (cause instanceof ConnectionFailedError) {
      return new ConnectionLostError(this.archive, because, { cause });
    }
    return cause;
  }

  /** An answer that says that the archive cannot answer, as the error it stands for. */
  failure(response: GuardedResponse): ArchiveUnavailableError | RefusedError {
    const { status } = response;
    const because = `${this.archive} answered ${status}`;
    if (status === 401 || status === 403) return new RefusedError(this.archive, because);
    const wait = retryAfterSeconds(header(response, "retry-after"));
    return new ArchiveUnavailableError(this.archive, because, wait);
  }

  get weight(): number | undefined {
    return this.parts.weight;
  }

  get trust(): "low" | undefined {
    return this.parts.trust;
  }

  close(): Promise<void> {
    return this.parts.client.close();
  }
}
