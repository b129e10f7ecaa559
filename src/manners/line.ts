import { PASSED_AT_MOST, type Priority } from "./rules.js";

interface Waiting {
  priority: Priority;
  go: () => void;
}

/** Of how long turns take, what the last one counts for. */
const LAST_COUNTS = 0.3;
/** Nobody is sent away for longer: how fast the line goes may change meanwhile. */
const LONGEST_AWAY_MS = 60_000;

/**
 * Lets one caller in at a time: those in a hurry first, but not for ever; the others in the order
 * they came. A caller who gives up leaves the line. Who finds it too long is told when to come back:
 * each later than the one before, so that they do not all return for one turn.
 */
export class Line {
  #busy = false;
  #passed = 0;
  #turnMs = 0;
  #lastReturn = Number.NEGATIVE_INFINITY;
  readonly #waiting: Waiting[] = [];

  /** Runs `task` in its turn. Throws the signal's reason when it is aborted before. */
  async take<T>(priority: Priority, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.#busy) await this.#wait(priority, signal);
    this.#busy = true;
    const began = performance.now();
    try {
      const result = await task();
      this.#turnMs += (performance.now() - began - this.#turnMs) * LAST_COUNTS;
      return result;
    } finally {
      this.#busy = false;
      this.#next();
    }
  }

  /** How long who comes now would wait, ms, as turns went of late. */
  expectedMs(priority: Priority): number {
    const inFront = this.#waiting.filter(
      (one) => priority === "normal" || one.priority !== "normal",
    );
    return (inFront.length + (this.#busy ? 1 : 0)) * this.#turnMs;
  }

  /**
   * When who does not wait should come back, ms from now.
   *
   * @param atLeast ms until the next turn
   * @param gapMs between turns, as far as that is known beforehand
   */
  returnMs(atLeast: number, gapMs: number): number {
    const now = performance.now();
    const free = this.#lastReturn + Math.max(gapMs, this.#turnMs);
    this.#lastReturn = Math.min(Math.max(now + atLeast, free), now + LONGEST_AWAY_MS);
    return Math.max(atLeast, this.#lastReturn - now);
  }

  #wait(priority: Priority, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(me), 1);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const me: Waiting = { priority, go };
      this.#waiting.push(me);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }

  #next(): void {
    const hurried = this.#waiting.findIndex(({ priority }) => priority === "breaking");
    const first = this.#waiting.findIndex(({ priority }) => priority === "normal");
    const place =
      hurried < 0 || (first >= 0 && this.#passed >= PASSED_AT_MOST) ? Math.max(first, 0) : hurried;
    const next = this.#waiting.splice(place, 1)[0];
    if (!next) return;
    this.#passed = next.priority === "breaking" && first >= 0 ? this.#passed + 1 : 0;
    // Held for the one who goes: nobody who comes just now may slip in before.
    this.#busy = true;
    next.go();
  }
}
