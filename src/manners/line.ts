import { PASSED_AT_MOST, type Priority } from "./rules.js";

interface Waiting {
  priority: Priority;
  go: () => void;
}

/**
 * Lets one caller in at a time: those in a hurry first, but not for ever; the others in the order
 * they came. A caller who gives up leaves the line.
 */
export class Line {
  #busy = false;
  #passed = 0;
  readonly #waiting: Waiting[] = [];

  /** Runs `task` in its turn. Throws the signal's reason when it is aborted before. */
  async take<T>(priority: Priority, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.#busy) await this.#wait(priority, signal);
    this.#busy = true;
    try {
      return await task();
    } finally {
      this.#busy = false;
      this.#next();
    }
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
