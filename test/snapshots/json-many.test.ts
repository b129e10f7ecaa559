import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import type { Snapshot } from "../../src/snapshots/types.js";

const FIRST = 1_623_000_000_000_000_000n;
/** A second in ids. */
const STEP = 4_194_304_000n;

function idOf(index: number): string {
  return String(FIRST + BigInt(index) * STEP);
}

function status(index: number, time: Date): object {
  const [day, date, month, year, clock] = time.toUTCString().replace(",", "").split(" ");
  return {
    id_str: idOf(index),
    created_at: `${day} ${month} ${date} ${clock} +0000 ${year}`,
    full_text: `Words ${index}`,
    user: { id_str: "7", screen_name: "alma_nord", name: "Alma" },
  };
}

function timeOf(index: number): Date {
  return new Date(Number((BigInt(idOf(index)) >> 22n) + 1_288_834_974_657n));
}

function read(body: string, wanted: number, mainOnly = false): Snapshot {
  const uriR = `https://twitter.com/alma_nord/status/${idOf(wanted)}`;
  const about = { capturedAt: null, contentType: null, status: null };
  return readSnapshot({ ...about, uriR, body: Buffer.from(body) }, { mainOnly });
}

describe("an answer of many posts", () => {
  it("a stream of more than ten thousand lines is read to its end", () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => JSON.stringify(status(i, timeOf(i))));
    const snapshot = read(lines.join("\n"), 11_999);
    expect(snapshot.main?.text).toBe("Words 11999");
    expect(snapshot.posts).toHaveLength(12_000);
  });

  it("lines that are no JSON are given up after a while, and that is said", () => {
    const body = `${JSON.stringify(status(0, timeOf(0)))}\n${"{oops\n".repeat(5_000)}`;
    const snapshot = read(body, 1);
    expect(snapshot.main).toBeNull();
    expect(snapshot.findings.map(({ code }) => code)).toContain("page.given-up");
  });

  it("more objects than are looked at are said to be left", () => {
    const snapshot = read(`[${"{},".repeat(1_000_100)}{}]`, 0);
    expect(snapshot.main).toBeNull();
    expect(snapshot.findings.map(({ code }) => code)).toContain("page.given-up");
  });

  it("neighbours left out by the thousand are told as a number", () => {
    const wrong = new Date("2001-01-01T00:00:00Z");
    const statuses = Array.from({ length: 3_000 }, (_, i) => {
      return status(i, i === 0 ? timeOf(0) : wrong);
    });
    const { main, findings } = read(JSON.stringify(statuses), 0);
    expect(main?.text).toBe("Words 0");
    const codes = findings.filter(({ code }) => code === "page.neighbour-left-out");
    expect(codes).toHaveLength(101);
    expect(codes.at(-1)?.because).toContain("2899");
  });

  it("the wanted post alone is asked for, and its neighbours' faults are not told", () => {
    const statuses = [status(0, timeOf(0)), status(1, new Date("2001-01-01T00:00:00Z"))];
    const { main, posts, findings } = read(JSON.stringify(statuses), 0, true);
    expect(main?.text).toBe("Words 0");
    expect(posts).toEqual([main]);
    expect(findings).toEqual([]);
  });
});
