/**
 * Deliveries under way to one host at a time, by how long its last answer took (ms): many to a
 * quick one, few to one that is slow or fails. The first row that fits holds.
 */
const MOST: readonly (readonly [upToMs: number, most: number])[] = [
  [500, 64],
  [2_000, 8],
  [Number.POSITIVE_INFINITY, 2],
];
/** For a host that has not answered yet: it may be quick, and it may be stuck. */
const MOST_AT_FIRST = 16;
const EXPECTED_MS = 50;
const FAILED_MS = 2_001;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 30_000;
/** Hosts remembered while nothing is sent to them. */
const REMEMBERED = 10_000;

interface Host {
  underWay: number;
  /** Lanes that found no place. */
  waiting: Set<string>;
  /** Of the last answer; null before the first. */
  tookMs: number | null;
}

/** How an answer was. */
export interface Taken {
  tookMs: number;
  ok: boolean;
}

/** Gives a place back, with the last answer had there; null: nothing was sent. */
export type Leave = (last: Taken | null) => void;

/** A place at a host, to be given back; or how long to stay away. */
type Place = { leave: Leave } | { waitMs: number };

/**
 * Places at the hosts of receivers. One that takes its fifteen seconds each time gets few of a
 * worker's many, so that it never holds up the others; what finds no place comes back later, the
 * later the more are waiting.
 */
export class Places {
  readonly #hosts = new Map<string, Host>();

  take(host: string, lane: string): Place {
    const state = this.#hosts.get(host) ?? {
      underWay: 0,
      waiting: new Set<string>(),
      tookMs: null,
    };
    this.#hosts.set(host, state);
    const { tookMs } = state;
    const known = MOST.find(([upToMs]) => (tookMs ?? 0) <= upToMs)?.[1] ?? 1;
    const most = tookMs === null ? MOST_AT_FIRST : known;
    if (state.underWay >= most) {
      state.waiting.add(lane);
      const turnMs = ((tookMs ?? EXPECTED_MS) * state.waiting.size) / most;
      return { waitMs: Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, turnMs)) };
    }
    state.underWay += 1;
    state.waiting.delete(lane);
    return { leave: (last) => this.#leave(host, state, last) };
  }

  #leave(host: string, state: Host, last: Taken | null): void {
    state.underWay -= 1;
    if (last !== null) state.tookMs = last.ok ? last.tookMs : FAILED_MS;
    if (state.underWay > 0) return;
    // Who waits comes back by itself; who does not was settled elsewhere.
    state.waiting.clear();
    if (this.#hosts.size > REMEMBERED) this.#hosts.delete(host);
  }
}
