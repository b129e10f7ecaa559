import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkDate } from "../../src/dates/check.js";
import { idTime } from "../../src/dates/id-time.js";
import { type PrintedDate, readPrintedDate } from "../../src/dates/printed.js";
import { readJson, readJsonLines, sharedFolder } from "../support/shared.js";

interface Variant {
  printed: string;
  /** A day, with a time where one is printed; all readings; `REL`, `NONE`; null: not judged. */
  expected: string | string[] | null;
}

interface Tweet {
  id?: string;
  created?: string;
}

const vectors = sharedFolder("vectors");
const tweets = sharedFolder("tweets");
const corpus = sharedFolder("corpus");

function written({ status, readings, clock }: PrintedDate, withClock: boolean): string | string[] {
  if (status === "relative") return "REL";
  if (status === "unreadable") return "NONE";
  if (readings.length > 1) return readings;
  const time =
    withClock && clock !== null
      ? `T${String(clock.hour).padStart(2, "0")}:${String(clock.minute).padStart(2, "0")}`
      : "";
  return `${readings[0]}${time}`;
}

describe.runIf(vectors !== null)("date vectors", () => {
  const folder = vectors ?? "";
  const variants =
    vectors === null ? [] : readJson<Variant[]>(path.join(folder, "date-variants.json"));

  it.each(variants.filter(({ expected }) => expected !== null))(
    "$printed is $expected",
    ({ printed, expected }) => {
      const withClock = typeof expected === "string" && expected.includes("T");
      const wanted = Array.isArray(expected) && expected.length === 1 ? expected[0] : expected;
      expect(written(readPrintedDate(printed), withClock)).toEqual(wanted);
    },
  );

  it("embed codes print the UTC day of their id", () => {
    const embeds = readJson<{ id: string; printed: string }[]>(
      path.join(folder, "embed-id-date.json"),
    );
    expect(embeds.length).toBeGreaterThan(0);
    for (const { id, printed } of embeds) {
      const post = { platform: "twitter", id, createdAt: null, createdAtSource: null } as const;
      expect(checkDate(printed, post).class).toBe("same-utc-day");
    }
  });

  it("known posts before snowflakes get their own time", () => {
    const points = readJson<[id: number, seconds: number][]>(
      path.join(folder, "presnowflake-591.json"),
    );
    for (const [id, seconds] of points) {
      expect(idTime("twitter", String(id))?.ms).toBe(seconds * 1_000);
    }
  });
});

describe.runIf(tweets !== null)("real tweets", () => {
  it("were made at the time their id says", () => {
    const dated = ["en.jsonl", "ne-hi.jsonl"]
      .flatMap((file) => readJsonLines<Tweet>(path.join(tweets ?? "", file)))
      .filter(({ id, created }) => id !== undefined && created?.includes("+0000"));
    expect(dated.length).toBeGreaterThan(0);
    for (const { id = "", created = "" } of dated) {
      const time = idTime("twitter", id);
      const apart = Math.abs((time?.ms ?? 0) - Date.parse(created));
      expect(apart).toBeLessThanOrEqual(time?.toleranceMs ?? 0);
      expect(readPrintedDate(created).readings).toEqual([
        new Date(created).toISOString().slice(0, 10),
      ]);
    }
  });
});

interface Article {
  truth: { embeds?: { date: string | null; id: string | null }[] };
}

describe.runIf(corpus !== null)("dates printed in articles", () => {
  it("are read, and are the day of the post", () => {
    const printed = readJsonLines<Article>(path.join(corpus ?? "", "MANIFEST.jsonl"))
      .flatMap(({ truth }) => truth.embeds ?? [])
      .filter(({ date }) => date !== null);
    expect(printed.length).toBeGreaterThan(0);
    for (const { date, id } of printed) {
      expect(readPrintedDate(date ?? "").readings.length).toBeGreaterThan(0);
      const post = { platform: "twitter", id, createdAt: null, createdAtSource: null } as const;
      if (id !== null) expect(checkDate(date ?? "", post).class).toMatch(/^same-/);
    }
  });
});
