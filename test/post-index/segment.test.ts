import { writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Segment } from "../../src/post-index/segment.js";
import { folderWith } from "../support/folder.js";

const MANY = 100_000;

/** Sorted lines of a few letters, so that many share a beginning; some are longer than a block. */
function linesOf(seed: number): string[] {
  const lines = new Set<string>();
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  for (let n = 0; n < 3_000; n += 1) {
    const key = Array.from({ length: 4 }, () => "abc"[next(3)]).join("");
    const length = next(100) === 0 ? next(20_000) : next(120);
    lines.add(`${key}\t${next(1_000_000)}${"x".repeat(length)}`);
  }
  return [...lines].sort();
}

describe("a sorted file of lines", () => {
  it("gives the lines that a look at all of them gives, wherever they lie", async () => {
    const folder = await folderWith({});
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 4 });
    const digits = fc.string({ unit: fc.constantFrom("1", "5", "9"), maxLength: 2 });
    for (const seed of [1, 2, 3]) {
      const lines = linesOf(seed);
      const file = path.join(folder, `${seed}.lines`);
      await writeFile(file, lines.map((line) => `${line}\n`).join(""));
      const segment = await Segment.open(file);
      await fc.assert(
        fc.asyncProperty(letters, digits, fc.option(digits), async (key, low, high) => {
          const prefix = key.length === 4 ? `${key}\t` : key;
          const [from, before] = [prefix + low, high === null ? null : prefix + high];
          const wanted = lines.filter(
            (line) => line.startsWith(prefix) && line >= from && (before === null || line < before),
          );
          expect(await segment.lines({ prefix, from, before }, MANY)).toEqual(wanted);
          expect(await segment.lines({ prefix, from, before }, 1)).toEqual(wanted.slice(0, 1));
        }),
        { numRuns: 150 },
      );
      await segment.close();
    }
  });
});
