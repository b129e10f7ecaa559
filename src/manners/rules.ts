/** Who goes first where archives are asked in turn. */
export type Priority = "breaking" | "normal";

/** Those in a hurry pass others this many times, then one of the others goes first. */
export const PASSED_AT_MOST = 3;

/**
 * What is asked for: an archive's index is dearer to it than its replay (facts: archives 1), and
 * having it make a capture is dearer than both.
 */
export type Lane = "index" | "replay" | "save";

/** What an archive puts up with, from all of us together. */
export interface Limits {
  /** Requests a minute and lane, evenly spread; null for an archive of one's own. */
  perMinute: Readonly<Record<"index" | "replay", number | null> & { save?: number | null }>;
  /** Requests under way at one time, over both lanes. */
  concurrency: number;
  /** Pauses before a request that failed is sent again, ms; as many retries as entries. */
  retryPausesMs: readonly number[];
}

/** What is known of one archive's host; small enough to be stored whole. Times are ms since 1970. */
export interface HostState {
  /** Earliest time of the next request of a lane. */
  next: Record<Lane, number>;
  /**
   * Somebody in a hurry waits for a lane, in whichever process: until when that is believed, and how
   * many in a hurry have entered since one of the others did. Absent in a state of an older version.
   */
  hurry?: Partial<Record<Lane, { until: number; passed: number }>>;
  /** Requests under way, and when each is given up for lost unless it is heard of again. */
  active: Record<string, number>;
  restUntil: number;
  /** Requests that were under way when that rest began: they tell nothing of how it went on. */
  before?: readonly string[];
  /** Times in a row that it asked for fewer requests. */
  strikes: number;
  /** Times in a row that it failed. */
  failures: number;
  /** The one request that tries whether a host that rested is well again. */
  probe: string | null;
}

export type Entry =
  | { kind: "enter" }
  /** Its turn may come then. */
  | { kind: "wait"; ms: number }
  /** The host is left alone until then. */
  | { kind: "rest"; ms: number; because: "limited" | "failing" };

/**
 * How a request ended; `seconds` is what the archive asked to wait, null when it did not say. One that
 * we gave up says nothing of the archive.
 */
export type Ending =
  | { how: "answered" | "failed" | "given-up" }
  | { how: "limited"; seconds: number | null };

/** A place is held this long, and longer while its process says so: one that died leaves it soon. */
const LEASE_MS = 15_000;
/** How often a request that goes on says so. */
export const KEEP_PLACE_EVERY_MS = LEASE_MS / 3;
/** Look again for a free place after this long. */
const PLACE_POLL_MS = 10;
const MINUTE_MS = 60_000;
/** Of a gap between requests, so that what jitter pushes together still fits the minute. */
const GAP_MARGIN_MS = 25;
/** One in a hurry who waits for longer than this past his turn has left. */
const HURRY_MS = 500;
/** An archive that asks for fewer requests "now" is not asked again at once, and later each time. */
const LEAST_REST_MS = 1_000;
/** Wayback has never been seen to say how long to wait; its clients wait this long (facts: archives 1). */
const REST_MS = 60_000;
/** Longest rest that comes of doubling; an archive that asks for more than that gets it. */
const LONGEST_REST_MS = 3_600_000;
/** Failures in a row after which the host is left alone, and for how long at first. */
const FAILURES_TO_REST = 5;
const FAILURE_REST_MS = 30_000;
const LONGEST_FAILURE_REST_MS = 600_000;

export function freshHost(): HostState {
  return {
    next: { index: 0, replay: 0, save: 0 },
    active: {},
    restUntil: 0,
    strikes: 0,
    failures: 0,
    probe: null,
  };
}

/** True for a host that rested and has not answered since: one request at a time tries it. */
function isOnTrial(state: HostState): boolean {
  return state.strikes > 0 || state.failures >= FAILURES_TO_REST;
}

/** How a host is doing, for people: asked as usual, left alone until then, or tried again. */
export interface HostHealth {
  state: "asked" | "resting" | "on-trial";
  /** ISO time; null unless it rests. */
  restsUntil: string | null;
  because: "limited" | "failing" | null;
}

export function healthOf(state: HostState, now: number): HostHealth {
  if (!isOnTrial(state)) return { state: "asked", restsUntil: null, because: null };
  const because = state.strikes > 0 ? "limited" : "failing";
  if (now >= state.restUntil) return { state: "on-trial", restsUntil: null, because };
  return { state: "resting", restsUntil: new Date(state.restUntil).toISOString(), because };
}

/**
 * May a request be sent now? A `pass` that enters counts as under way until it leaves. While somebody
 * in a hurry waits for a lane, others let him pass, but not for ever.
 */
export function enter(
  state: HostState,
  now: number,
  pass: string,
  lane: Lane,
  limits: Limits,
  priority: Priority = "normal",
): { state: HostState; entry: Entry } {
  if (now < state.restUntil) {
    const because = state.strikes > 0 ? "limited" : "failing";
    return { state, entry: { kind: "rest", ms: state.restUntil - now, because } };
  }
  const hurry = state.hurry?.[lane] ?? { until: 0, passed: 0 };
  const isHurried = priority === "breaking";
  const wait = (ms: number) => {
    const waits = { ...hurry, until: now + ms + HURRY_MS };
    const noted = isHurried ? { ...state, hurry: { ...state.hurry, [lane]: waits } } : state;
    return { state: noted, entry: { kind: "wait" as const, ms } };
  };
  const active = Object.fromEntries(
    Object.entries(state.active).filter(([, until]) => until > now),
  );
  const probing = state.probe !== null && active[state.probe] !== undefined;
  if (Object.keys(active).length >= limits.concurrency || (probing && isOnTrial(state))) {
    return wait(PLACE_POLL_MS);
  }
  // A state written by an older version knows fewer lanes.
  const next = state.next[lane] ?? 0;
  if (now < next) return wait(next - now);
  if (!isHurried && now < hurry.until && hurry.passed < PASSED_AT_MOST) return wait(PLACE_POLL_MS);
  return {
    state: {
      ...state,
      next: { ...state.next, [lane]: now + gapMs(limits, lane) },
      hurry: {
        ...state.hurry,
        [lane]: isHurried ? { until: 0, passed: hurry.passed + 1 } : { ...hurry, passed: 0 },
      },
      active: { ...active, [pass]: now + LEASE_MS },
      probe: isOnTrial(state) ? pass : null,
    },
    entry: { kind: "enter" },
  };
}

/** Time between two requests of a lane, ms; 0 where there is no such limit. */
export function gapMs({ perMinute }: Limits, lane: Lane): number {
  const most = perMinute[lane] ?? null;
  return most === null ? 0 : Math.ceil(MINUTE_MS / most) + GAP_MARGIN_MS;
}

/** A request goes on: its place is held for longer. One that was given up for lost stays so. */
export function keep(state: HostState, now: number, pass: string): HostState {
  if (state.active[pass] === undefined) return state;
  return { ...state, active: { ...state.active, [pass]: now + LEASE_MS } };
}

/**
 * A request ended. What an archive asks for is obeyed by everyone at once; asked again and again,
 * it is left alone twice as long each time, up to an hour. Repeated failures rest it as well. One that
 * was sent before the rest began is no sign that the archive is well, nor that it asked twice.
 */
export function leave(state: HostState, now: number, pass: string, ending: Ending): HostState {
  const { [pass]: _gone, ...active } = state.active;
  const left = { ...state, active, probe: state.probe === pass ? null : state.probe };
  const isOld = state.before?.includes(pass) ?? false;
  const before = Object.keys(active);
  if (ending.how === "given-up" || (isOld && ending.how !== "limited")) return left;
  if (ending.how === "answered") return { ...left, strikes: 0, failures: 0 };
  if (ending.how === "limited") {
    const asked = ending.seconds === null ? REST_MS : ending.seconds * 1000;
    const strikes = isOld ? Math.max(1, state.strikes) : state.strikes + 1;
    const doubled = Math.max(asked, LEAST_REST_MS) * 2 ** (isOld ? 0 : strikes - 1);
    const rest = Math.max(asked, Math.min(doubled, LONGEST_REST_MS));
    const restUntil = Math.max(state.restUntil, now + rest);
    return { ...left, strikes, restUntil, before };
  }
  const failures = state.failures + 1;
  if (failures < FAILURES_TO_REST) return { ...left, failures };
  const rest = FAILURE_REST_MS * 2 ** Math.min(failures - FAILURES_TO_REST, 10);
  const restUntil = now + Math.min(rest, LONGEST_FAILURE_REST_MS);
  return { ...left, failures, restUntil, before };
}
