import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idPrefixesBetween } from "../../src/dates/id-range.js";
import { idTime } from "../../src/dates/id-time.js";
import { anyZoneWindow, mergeWindows } from "../../src/dates/window.js";

const HOUR = 3_600_000;
const EPOCH = 1_288_834_974_657n;
const LAUNCH = Date.UTC(2010, 10, 4, 21, 2, 48);

describe("the time in an id", () => {
  it.each([
    ["twitter", "1622692416577339394", "2023-02-06T20:23:14.936Z", 1_000],
    ["twitter", "20", "2006-03-21T20:50:14.000Z", 1_000],
    ["mastodon", "100254678717223630", "2018-06-23T14:43:15.074Z", 60_000],
    ["tiktok", "7123456789012345678", "2022-07-23T06:50:29.000Z", HOUR],
    ["bluesky", "3k44dddkhy32x", "2023-08-04T05:39:38.638Z", 60_000],
    ["instagram", "CoVUuPnMQwe", "2023-02-06T19:46:22.247Z", 24 * HOUR],
  ] as const)("of %s %s is read", (platform, id, iso, toleranceMs) => {
    expect(idTime(platform, id)).toEqual({ ms: Date.parse(iso), toleranceMs });
  });

  it.each([
    ["twitter", ""],
    ["twitter", "12"],
    ["twitter", "-5"],
    ["twitter", "1e9"],
    ["twitter", "99999999999999999999"],
    ["mastodon", "12345"],
    ["bluesky", "zzzzzzzzzzzzz"],
    ["bluesky", "222222222222a"],
    ["tiktok", "123"],
    ["telegram", "123"],
    ["instagram", "AAAAAAAAA"],
    ["instagram", "CoVUuPnMQweCoVUuPnMQweCoVUuPnMQwe"],
    ["youtube", "dQw4w9WgXcQ"],
  ] as const)("of %s %j is none", (platform, id) => {
    expect(idTime(platform, id)).toBeNull();
  });

  it("of any snowflake is the millisecond it was made of", () => {
    const ms = fc.integer({ min: LAUNCH, max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(ms, fc.integer({ min: 0, max: 2 ** 22 - 1 }), (made, low) => {
        const id = ((BigInt(made) - EPOCH) << 22n) | BigInt(low);
        expect(idTime("twitter", String(id))?.ms).toBe(made);
      }),
    );
  });

  it.each([
    ["108", "2006-03-22T16:06:25Z"],
    ["3064", "2006-04-29T00:28:47Z"],
    ["79560", "2006-11-21T15:29:43Z"],
    ["764150471", "2008-02-27T20:45:52Z"],
  ])("before snowflakes is given as exactly as it is known: %s", (id, iso) => {
    const time = idTime("twitter", id);
    expect(Math.abs((time?.ms ?? 0) - Date.parse(iso))).toBeLessThanOrEqual(time?.toleranceMs ?? 0);
  });

  it("before snowflakes ascends with the id, within a day", () => {
    const id = fc.integer({ min: 20, max: 29_700_859_247 });
    fc.assert(
      fc.property(id, id, (a, b) => {
        const [first, second] = [idTime("twitter", String(a)), idTime("twitter", String(b))];
        expect(
          Math.sign((second?.ms ?? 0) - (first?.ms ?? 0)) * Math.sign(b - a),
        ).toBeGreaterThanOrEqual(0);
        expect(first?.toleranceMs).toBeLessThanOrEqual(24 * HOUR);
      }),
    );
  });

  it("is asked for without an error, whatever the id", () => {
    const platform = fc.constantFrom("twitter", "mastodon", "bluesky", "tiktok", "threads");
    fc.assert(
      fc.property(platform, fc.string(), (name, id) => {
        expect(idTime(name as "twitter", id)).toBeNull();
      }),
      { examples: [["twitter", "\u0664\u0665"]] },
    );
  });
});

describe("id prefixes of a time", () => {
  const day = Date.UTC(2023, 1, 6);

  it("cover a UTC day with five prefixes of five digits", () => {
    expect(idPrefixesBetween(day, day + 24 * HOUR, 5)).toEqual([
      "16223",
      "16224",
      "16225",
      "16226",
      "16227",
    ]);
  });

  it("cover the day in any time zone with nine of five digits or one of four", () => {
    const [window] = anyZoneWindow(["2023-02-06"]);
    expect(idPrefixesBetween(window!.fromMs, window!.toMs, 5)).toHaveLength(9);
    expect(idPrefixesBetween(window!.fromMs, window!.toMs, 4)).toEqual(["1622"]);
  });

  it("are given for both lengths where ids grow by a digit", () => {
    const grown = Number(((10n ** 18n) >> 22n) + EPOCH);
    expect(idPrefixesBetween(grown - 10 * HOUR, grown + 10 * HOUR, 4)).toEqual([
      "9998",
      "9999",
      "1000",
    ]);
  });

  it("are none for times before ids carried one, for empty and for impossible windows", () => {
    expect(idPrefixesBetween(Date.UTC(2010, 0, 1), Date.UTC(2010, 0, 2), 4)).toEqual([]);
    expect(idPrefixesBetween(LAUNCH - 1, LAUNCH + HOUR, 4)).toEqual([]);
    expect(idPrefixesBetween(day, day, 4)).toEqual([]);
    expect(idPrefixesBetween(Number.NaN, day, 4)).toEqual([]);
  });

  it("are shorter where there would be too many", () => {
    const found = idPrefixesBetween(Date.UTC(2012, 0, 1), Date.UTC(2024, 0, 1), 9);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(100);
  });

  it("begin the id of every post of the window", () => {
    const from = fc.integer({ min: LAUNCH, max: Date.UTC(2040, 0, 1) });
    const arbitrary = fc.record({
      from,
      length: fc.integer({ min: 1, max: 200 * HOUR }),
      within: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      digits: fc.integer({ min: 1, max: 19 }),
      low: fc.integer({ min: 0, max: 2 ** 22 - 1 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ from, length, within, digits, low }) => {
        const ms = from + Math.floor(length * within);
        const id = String(((BigInt(ms) - EPOCH) << 22n) | BigInt(low));
        const prefixes = idPrefixesBetween(from, from + length, digits);
        expect(prefixes.some((prefix) => id.startsWith(prefix))).toBe(true);
      }),
    );
  });
});

describe("id prefixes", () => {
  /** All beginnings of so many digits that ids from one to another have. */
  const count = (low: bigint, high: bigint, digits: number): number => {
    const found = new Set<string>();
    for (let length = String(low).length; length <= String(high).length; length += 1) {
      const unit = 10n ** BigInt(Math.max(0, length - digits));
      const from = [low, 10n ** BigInt(length - 1)].reduce((a, b) => (a > b ? a : b)) / unit;
      const to = [high, 10n ** BigInt(length) - 1n].reduce((a, b) => (a < b ? a : b)) / unit;
      for (let one = from; one <= to && found.size <= 1_000; one += 1n) found.add(String(one));
    }
    return found.size;
  };

  it("are as long as the bound on their number lets them be", () => {
    const arbitrary = fc.record({
      from: fc.integer({ min: LAUNCH, max: Date.UTC(2040, 0, 1) }),
      // From a millisecond to three years, each order of magnitude as often.
      length: fc.double({ min: 0, max: 11, noNaN: true }).map((power) => Math.ceil(10 ** power)),
      digits: fc.integer({ min: 1, max: 19 }),
      most: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ from, length, digits, most }) => {
        const [low, high] = [from, from + length].map((ms) => (BigInt(ms) - EPOCH) << 22n);
        const found = idPrefixesBetween(from, from + length, digits, most);
        if (found.length > 0) expect(found.length).toBe(count(low!, high! - 1n, found[0]!.length));
        const next = (found[0]?.length ?? 0) + 1;
        // Where ids grow by a digit, short ones are shorter than the prefixes of the long ones.
        if (next <= digits && next <= String(low).length) {
          expect(count(low!, high! - 1n, next)).toBeGreaterThan(most);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the time in which it is a day somewhere on earth", () => {
  it("begins 14 hours before the UTC day and ends 12 hours after it", () => {
    expect(anyZoneWindow(["2023-02-06"])).toEqual([
      { fromMs: Date.UTC(2023, 1, 5, 10), toMs: Date.UTC(2023, 1, 7, 12) },
    ]);
  });

  it("needs a year, and a year that has the day", () => {
    expect(anyZoneWindow(["--02-06"])).toEqual([]);
    expect(anyZoneWindow(["--02-06"], { year: 2023 })).toEqual(anyZoneWindow(["2023-02-06"]));
    expect(anyZoneWindow(["--02-29"], { year: 2023 })).toEqual([]);
    expect(anyZoneWindow(["2023-02-06", "2023-06-02"])).toHaveLength(2);
  });
});

describe("times in which days lie somewhere on earth", () => {
  it("of a range are one", () => {
    const days = Array.from({ length: 31 }, (_, n) => `2023-01-${String(n + 1).padStart(2, "0")}`);
    const [first, last] = [anyZoneWindow(["2023-01-01"])[0], anyZoneWindow(["2023-01-31"])[0]];
    expect(mergeWindows(anyZoneWindow(days))).toEqual([
      { fromMs: first?.fromMs, toMs: last?.toMs },
    ]);
  });

  it("of days apart stay apart, in order", () => {
    const [june, may] = anyZoneWindow(["2023-06-02", "2023-05-06"]);
    expect(mergeWindows([june!, may!])).toEqual([may, june]);
  });
});
