import { describe, expect, it } from "vitest";
import { Line } from "../../src/manners/line.js";
import type { Priority } from "../../src/manners/rules.js";

const never = new AbortController().signal;

/** Names in the order in which they had their turn; all stand in line before the first is done. */
async function order(line: Line, standing: readonly [string, Priority][]): Promise<string[]> {
  const served: string[] = [];
  let open = () => {};
  const first = line.take("normal", never, () => new Promise<void>((done) => (open = done)));
  const rest = standing.map(([name, priority]) =>
    line.take(priority, never, async () => void served.push(name)),
  );
  open();
  await Promise.all([first, ...rest]);
  return served;
}

describe("a line before an archive", () => {
  it("is served in the order people came", async () => {
    const three = [
      ["a", "normal"],
      ["b", "normal"],
      ["c", "normal"],
    ] as const;
    expect(
      await order(
        new Line(),
        three.map((one) => [...one]),
      ),
    ).toEqual(["a", "b", "c"]);
  });

  it("lets breaking news pass, but not for ever", async () => {
    const hurried = ["1", "2", "3", "4", "5"].map((name): [string, Priority] => [name, "breaking"]);
    const served = await order(new Line(), [["slow", "normal"], ...hurried]);
    expect(served.slice(0, 4)).toEqual(["1", "2", "3", "slow"]);
    expect(served).toHaveLength(6);
  });

  it("tells each who does not wait a later time, a turn apart, within bounds", () => {
    const line = new Line();
    const told = [1, 2, 3, 4].map(() => Math.round(line.returnMs(500, 3_000) / 100) * 100);
    expect(told).toEqual([500, 3_500, 6_500, 9_500]);
    for (let n = 0; n < 100; n++) line.returnMs(500, 3_000);
    expect(line.returnMs(500, 3_000)).toBeLessThanOrEqual(60_000);
  });

  it("knows how long who comes now would wait, by how long turns took", async () => {
    const line = new Line();
    expect(line.expectedMs("normal")).toBe(0);
    await line.take("normal", never, () => new Promise((done) => setTimeout(done, 20)));
    expect(line.expectedMs("normal")).toBe(0);
    let open = () => {};
    const first = line.take("normal", never, () => new Promise<void>((done) => (open = done)));
    const rest = ["normal", "breaking", "normal"].map((priority) =>
      line.take(priority as Priority, never, async () => {}),
    );
    const turnMs = line.expectedMs("breaking") / 2;
    expect(turnMs).toBeGreaterThan(0);
    expect(line.expectedMs("normal")).toBeCloseTo(4 * turnMs);
    open();
    await Promise.all([first, ...rest]);
  });

  it("runs one at a time, after failures too", async () => {
    const line = new Line();
    let inside = 0;
    const task = async () => {
      expect(++inside).toBe(1);
      await new Promise((done) => setTimeout(done, 1));
      inside--;
      throw new Error("failed");
    };
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => line.take("normal", never, task)));
    expect(all.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    expect(await line.take("normal", never, async () => "on")).toBe("on");
  });

  it("is left by who gives up, and goes on without him", async () => {
    const line = new Line();
    const leaving = new AbortController();
    let open = () => {};
    const first = line.take("normal", never, () => new Promise<void>((done) => (open = done)));
    const gone = line.take("normal", leaving.signal, async () => "served");
    const last = line.take("normal", never, async () => "last");
    leaving.abort(new Error("enough"));
    await expect(gone).rejects.toThrow("enough");
    open();
    await first;
    expect(await last).toBe("last");
  });
});
