/** Deliveries under way to one host at a time, and to one that is slow or fails. */
const MOST = 8;
const MOST_TO_SLOW = 2;
/** An answer that took longer makes a host a slow one, ms. */
const SLOW_MS = 2_000;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 30_000;

interface Host {
  underWay: number;
  /** Put off and not seen since. */
  putOff: number;
  /** Of the last answer; a failure counts as slow. */
  tookMs: number;
}

/** A place at a host, to be given back; or how long to stay away. */
export type Place = { leave: (tookMs: number, ok: boolean) => void } | { waitMs: number };

/**
 * Places at the hosts of receivers. One that takes its fifteen seconds each time gets few of a
 * worker's many, so that it never holds up the others; what finds no place comes back later, the
 * later the more are waiting.
 */
export class Places {
  readonly #hosts = new Map<string, Host>();

  take(host: string): Place {
    const state = this.#hosts.get(host) ?? { underWay: 0, putOff: 0, tookMs: 0 };
    this.#hosts.set(host, state);
    const most = state.tookMs > SLOW_MS ? MOST_TO_SLOW : MOST;
    if (state.underWay >= most) {
      state.putOff += 1;
      const turnMs = (Math.max(state.tookMs, SHORTEST_WAIT_MS) * state.putOff) / most;
      return { waitMs: Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, turnMs)) };
    }
    state.underWay += 1;
    state.putOff = Math.max(0, state.putOff - 1);
    return {
      leave: (tookMs, ok) => {
        state.underWay -= 1;
        state.tookMs = ok ? tookMs : Math.max(tookMs, SLOW_MS + 1);
        if (state.underWay === 0 && state.putOff === 0 && ok) this.#hosts.delete(host);
      },
    };
  }
}

/** Runs what has the same name one after the other, in the order it came. */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(name: string | null, task: () => Promise<T>): Promise<T> {
    if (name === null) return task();
    const before = this.#last.get(name);
    const mine = before === undefined ? task() : before.then(task, task);
    this.#last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name);
    }
  }
}
