import { Problem } from "./problem.js";

/** Large bodies of one line that are unfolded at once; the others wait as they came over the wire. */
const AT_ONCE = 2;

/** So long a body may wait, which is as long as it may take to arrive. */
const LONGEST_WAIT_MS = 60_000;

/** Held until `leave` is called, once. */
export interface Place {
  leave(): void;
}

class Line {
  #held = 0;
  /** Who waits, in the order in which they came. */
  readonly #waiting = new Set<() => void>();

  get isEmpty(): boolean {
    return this.#held === 0;
  }

  /** Resolves with whether there was a place before `late`. */
  async take(late: Promise<unknown>): Promise<boolean> {
    if (this.#held < AT_ONCE) {
      this.#held += 1;
      return true;
    }
    return new Promise((resolve) => {
      const enter = () => resolve(true);
      this.#waiting.add(enter);
      void late.then(() => {
        if (this.#waiting.delete(enter)) resolve(false);
      });
    });
  }

  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#held -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

const lines = new Map<string, Line>();

/**
 * A place among those of one `line`. Throws `Problem` 503 where none is left for long, 400 where the
 * client has `gone` before.
 */
export async function takePlace(
  name: string,
  gone: Promise<unknown>,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<Place> {
  const line = lines.get(name) ?? new Line();
  lines.set(name, line);
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      resolve();
    }, longestWaitMs);
  });
  const isTaken = await line.take(Promise.race([gone, late]));
  clearTimeout(timer);
  if (isTaken) return { leave: () => leave(name, line) };
  if (!isLate) throw new Problem(400, { detail: "The request was broken off." });
  throw new Problem(503, {
    detail: "Too many large bodies wait already; nothing of this request was taken in.",
    headers: { "retry-after": "5" },
  });
}

function leave(name: string, line: Line): void {
  line.leave();
  if (line.isEmpty) lines.delete(name);
}
