import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Ending,
  enter,
  freshHost,
  type HostState,
  healthOf,
  keep,
  type Limits,
  leave,
} from "../../src/manners/rules.js";

const LIMITS: Limits = {
  perMinute: { index: 20, replay: 240 },
  concurrency: 2,
  retryPausesMs: [],
};
const OWN: Limits = { ...LIMITS, perMinute: { index: null, replay: null } };

/** The state after requests that ended one after the other, each begun when it was allowed. */
function sequence(endings: readonly Ending[], start = 0): { state: HostState; now: number } {
  let state = freshHost();
  let now = start;
  for (const [at, ending] of endings.entries()) {
    const tried = enter(state, Math.max(now, state.restUntil), `p${at}`, "replay", OWN);
    expect(tried.entry.kind).toBe("enter");
    now = Math.max(now, state.restUntil);
    state = leave(tried.state, now, `p${at}`, ending);
  }
  return { state, now };
}

describe("how often an archive is asked", () => {
  it("keeps within the minute in any 60 s, whoever asks and whenever", () => {
    const waits = fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(waits, fc.constantFrom("index", "replay"), (pauses, lane) => {
        let state = freshHost();
        let now = 0;
        const entered: number[] = [];
        for (const [at, pause] of pauses.entries()) {
          now += pause;
          const tried = enter(state, now, `p${at}`, lane, LIMITS);
          if (tried.entry.kind !== "enter") continue;
          entered.push(now);
          state = leave(tried.state, now, `p${at}`, { how: "answered" });
        }
        for (const from of entered) {
          const inMinute = entered.filter((time) => time >= from && time < from + 60_000).length;
          expect(inMinute).toBeLessThanOrEqual(LIMITS.perMinute[lane] ?? 0);
        }
      }),
    );
  });

  it("says when the next turn comes, and then it does", () => {
    const first = enter(freshHost(), 1_000, "a", "index", LIMITS);
    const second = enter(first.state, 1_500, "b", "index", LIMITS);
    expect(second.entry).toMatchObject({ kind: "wait" });
    const ms = second.entry.kind === "wait" ? second.entry.ms : 0;
    expect(enter(first.state, 1_500 + ms, "b", "index", LIMITS).entry.kind).toBe("enter");
  });

  it("counts lanes apart, places together", () => {
    const one = enter(freshHost(), 0, "a", "index", LIMITS).state;
    const two = enter(one, 0, "b", "replay", LIMITS);
    expect(two.entry.kind).toBe("enter");
    expect(enter(two.state, 10_000, "c", "index", LIMITS).entry.kind).toBe("wait");
    const left = leave(two.state, 10_000, "a", { how: "answered" });
    expect(enter(left, 10_000, "c", "index", LIMITS).entry.kind).toBe("enter");
  });

  it("gives a place back whose process died", () => {
    const one = enter(freshHost(), 0, "dead", "index", { ...OWN, concurrency: 1 }).state;
    expect(enter(one, 14_000, "b", "index", { ...OWN, concurrency: 1 }).entry.kind).toBe("wait");
    expect(enter(one, 16_000, "b", "index", { ...OWN, concurrency: 1 }).entry.kind).toBe("enter");
  });

  it("leaves its place to a request that goes on, and gives none back that was lost", () => {
    const alone = { ...OWN, concurrency: 1 };
    const long = keep(enter(freshHost(), 0, "long", "index", alone).state, 10_000, "long");
    expect(enter(long, 24_000, "b", "index", alone).entry.kind).toBe("wait");
    const next = enter(long, 26_000, "b", "index", alone).state;
    expect(keep(next, 27_000, "long")).toBe(next);
  });
});

describe("those in a hurry", () => {
  /** Two processes that always want to ask: the order in which they get in, by letters. */
  function order(asks: number): string {
    let state = freshHost();
    let now = 0;
    let entered = "";
    const backAt = { breaking: 0, normal: 0 };
    while (entered.length < asks) {
      for (const priority of ["normal", "breaking"] as const) {
        if (now < backAt[priority]) continue;
        const tried = enter(state, now, `p${now}`, "index", LIMITS, priority);
        state = tried.state;
        if (tried.entry.kind === "enter") {
          entered += priority[0];
          state = leave(state, now, `p${now}`, { how: "answered" });
        } else backAt[priority] = now + tried.entry.ms;
      }
      now += 1;
    }
    return entered;
  }

  it("go first whichever process they wait in, and never keep the rest out", () => {
    const entered = order(40);
    expect(entered.slice(1)).toMatch(/^(?:b{3,}n)+b*$/);
    expect(entered.match(/n/g)?.length).toBeGreaterThanOrEqual(8);
  });

  it("who leave while they wait hold nobody up for long", () => {
    const first = enter(freshHost(), 0, "a", "index", LIMITS);
    const waits = enter(first.state, 10, "b", "index", LIMITS, "breaking");
    const turn = waits.entry.kind === "wait" ? 10 + waits.entry.ms : 0;
    expect(enter(waits.state, turn, "c", "index", LIMITS).entry.kind).toBe("wait");
    expect(enter(waits.state, turn + 500, "c", "index", LIMITS).entry.kind).toBe("enter");
  });
});

describe("an archive that asks for fewer requests", () => {
  const restOf = ({ state, now }: { state: HostState; now: number }) => state.restUntil - now;

  it("is left alone for as long as it says, a minute where it does not", () => {
    expect(restOf(sequence([{ how: "limited", seconds: 7 }]))).toBe(7_000);
    expect(restOf(sequence([{ how: "limited", seconds: null }]))).toBe(60_000);
  });

  it("is not asked again at once, even where it says so", () => {
    const now = { how: "limited", seconds: 0 } as const;
    expect([1, 2, 3].map((n) => restOf(sequence(Array(n).fill(now))))).toEqual([
      1_000, 2_000, 4_000,
    ]);
  });

  it("twice as long each time, up to an hour; an answer clears it", () => {
    const limited = { how: "limited", seconds: 60 } as const;
    expect(restOf(sequence([limited, limited]))).toBe(120_000);
    expect(restOf(sequence(Array(20).fill(limited)))).toBe(3_600_000);
    expect(restOf(sequence([limited, limited, { how: "answered" }, limited]))).toBe(60_000);
  });

  it("for longer than that where it asks for it itself", () => {
    expect(restOf(sequence([{ how: "limited", seconds: 50_000 }]))).toBe(50_000_000);
  });

  it("is not well because of an answer to what was sent before, nor asked twice by it", () => {
    const limited = { how: "limited", seconds: 60 } as const;
    const endedBy = (ending: Ending) => {
      const one = enter(freshHost(), 0, "one", "replay", OWN).state;
      const two = enter(one, 0, "two", "replay", OWN).state;
      return leave(leave(two, 1_000, "one", limited), 2_000, "two", ending);
    };
    expect(endedBy({ how: "answered" })).toMatchObject({ strikes: 1, restUntil: 61_000 });
    expect(endedBy({ how: "failed" })).toMatchObject({ failures: 0, restUntil: 61_000 });
    expect(endedBy(limited)).toMatchObject({ strikes: 1, restUntil: 62_000 });
    const { state } = enter(endedBy({ how: "answered" }), 61_000, "probe", "replay", OWN);
    expect(leave(state, 61_500, "probe", limited)).toMatchObject({ restUntil: 61_500 + 120_000 });
  });

  it("is tried by one request alone after the rest", () => {
    const { state, now } = sequence([{ how: "limited", seconds: 1 }]);
    const probe = enter(state, now + 1_000, "probe", "replay", OWN);
    expect(probe.entry.kind).toBe("enter");
    expect(enter(probe.state, now + 1_000, "next", "replay", OWN).entry.kind).toBe("wait");
    const well = leave(probe.state, now + 1_500, "probe", { how: "answered" });
    expect(enter(well, now + 1_500, "next", "replay", OWN).entry.kind).toBe("enter");
  });
});

describe("how an archive is doing", () => {
  it.each([
    ["asked as usual", [], { state: "asked", restsUntil: null, because: null }],
    [
      "resting",
      [{ how: "limited", seconds: 9 }],
      { state: "resting", restsUntil: "1970-01-01T00:00:09.000Z", because: "limited" },
    ],
    ["asked after few failures", Array(4).fill({ how: "failed" }), { state: "asked" }],
    ["failing", Array(5).fill({ how: "failed" }), { state: "resting", because: "failing" }],
  ] as [string, Ending[], object][])("%s", (_, endings, health) => {
    const { state, now } = sequence(endings);
    expect(healthOf(state, now)).toMatchObject(health);
    if (state.restUntil > now) {
      expect(healthOf(state, state.restUntil)).toMatchObject({ state: "on-trial" });
    }
  });
});

describe("an archive that fails", () => {
  const failed = { how: "failed" } as const;

  it("is asked on after a few failures, left alone after more", () => {
    expect(sequence(Array(4).fill(failed)).state.restUntil).toBe(0);
    const { state, now } = sequence(Array(5).fill(failed));
    expect(enter(state, now, "x", "replay", OWN).entry).toEqual({
      kind: "rest",
      ms: 30_000,
      because: "failing",
    });
  });

  it("rests longer while it goes on failing, ten minutes at most", () => {
    expect(sequence(Array(6).fill(failed)).state.restUntil).toBe(30_000 + 60_000);
    const { state, now } = sequence(Array(40).fill(failed));
    expect(state.restUntil - now).toBe(600_000);
  });
});

it("a request that we gave up says nothing of the archive: what it asked for still counts", () => {
  const limited = { how: "limited" as const, seconds: null };
  const before = sequence([limited, limited]);
  const after = sequence([limited, limited, { how: "given-up" }]);
  expect(after.state).toEqual({
    ...before.state,
    next: after.state.next,
    hurry: after.state.hurry,
  });
  expect(healthOf(after.state, after.now).state).toBe("on-trial");
});
