import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calibrationCases, KINDS, makeCases } from "../../bench/accuracy/cases.js";
import { bare } from "../../bench/accuracy/generators/words.js";
import { newsroomCases } from "../../bench/accuracy/newsroom.js";
import {
  areaUnderCurve,
  isDangerous,
  isRight,
  thresholdKeeping,
  wilson,
} from "../../bench/accuracy/score.js";
import { MEASURES } from "../../bench/accuracy/similarity.js";
import { foreign } from "../../bench/accuracy/tool.js";
import { TEXT_CLASSES } from "../../src/records/checks.js";

const POSTS = path.resolve(import.meta.dirname, "../../bench/accuracy/invented-posts.jsonl");
const options = { posts: POSTS, seed: 3 };
const { cases } = makeCases(options);
const generated = cases.filter(({ set }) => set !== "newsroom" && set !== "translation");

describe("cases", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(makeCases(options).cases).toEqual(cases);
    expect(makeCases({ ...options, seed: 4 }).cases).not.toEqual(cases);
  });

  it("have ids of their own", () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it("fall into two halves by their post, which share none and leave none out", () => {
    const posts = (half: "train" | "unseen") =>
      new Set(
        calibrationCases(half, options)
          .filter(({ set }) => set !== "newsroom" && set !== "translation")
          .map(({ post }) => post.id),
      );
    const [train, unseen] = [posts("train"), posts("unseen")];
    expect([...train].filter((id) => unseen.has(id))).toEqual([]);
    expect(train.size + unseen.size).toBe(new Set(generated.map(({ post }) => post.id)).size);
    expect(calibrationCases("train", options).some(({ set }) => set === "newsroom")).toBe(false);
  });

  it("change what is said where they say so", () => {
    const same = generated.filter(
      ({ set, quote, post }) => set === "meaning" && bare(quote.text) === bare(post.text),
    );
    expect(same).toEqual([]);
  });

  it("keep letters and digits where they are typography", () => {
    const kept = ["no-break-spaces", "doubled-spaces", "zero-width", "outer-quotes", "dashes"];
    const letters = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
    const touched = generated.filter(
      ({ kind, quote, post }) => kept.includes(kind) && letters(quote.text) !== letters(post.text),
    );
    expect(touched).toEqual([]);
  });

  it("come of most kinds even from a score of posts", () => {
    const made = new Set(generated.map(({ set, kind }) => `${set}/${kind}`));
    const kinds = Object.entries(KINDS).flatMap(([set, held]) =>
      (held ?? []).map((kind) => `${set}/${kind}`),
    );
    expect(kinds.filter((kind) => made.has(kind)).length).toBeGreaterThan(kinds.length * 0.7);
  });

  it("never let a foil be verified", () => {
    const foils = cases.filter(({ changed }) => changed);
    expect(foils.filter(({ outcomes }) => outcomes.includes("verified"))).toEqual([]);
  });
});

describe("newsroom pairs", () => {
  const pairs = newsroomCases();

  it("are well over 150, in at least 14 languages", () => {
    expect(pairs.length).toBeGreaterThan(150);
    expect(new Set(pairs.map(({ lang }) => lang)).size).toBeGreaterThanOrEqual(14);
  });

  it("differ from their post, have an id each and name known classes", () => {
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
    for (const { quote, post, classes } of pairs) {
      expect(quote.text).not.toBe(post.text);
      expect(classes.length).toBeGreaterThan(0);
      for (const each of classes) expect(TEXT_CLASSES).toContain(each);
    }
  });
});

describe("scorer", () => {
  it("gives Wilson's interval", () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
    expect(wilson(20, 20).high).toBe(1);
  });

  it("gives the area under the curve, ties at half", () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(0);
    expect(areaUnderCurve([1, 1], [1, 1])).toBe(0.5);
    expect(areaUnderCurve([2, 3], [1, 2])).toBe(0.875);
  });

  it("finds the threshold that keeps a share", () => {
    expect(thresholdKeeping([1, 2, 3, 4], 0.75)).toBe(2);
  });

  it("calls a change dangerous only where it passed as good", () => {
    const change = cases.find(({ set }) => set === "meaning")!;
    const answer = (of: "extract" | "altered" | "elided") => ({
      case: change,
      answer: { class: of, outcome: null, same: true },
    });
    expect(isDangerous(answer("extract"))).toBe(true);
    expect(isDangerous(answer("elided"))).toBe(false);
    expect(isRight(answer("elided"))).toBe(false);
    expect(isRight(answer("altered"))).toBe(true);
  });

  it.each(MEASURES)("$name is 1 for the same text, and lower for another", ({ of }) => {
    expect(of("the ferry is back", "the ferry is back")).toBeCloseTo(1, 6);
    expect(of("the ferry is back", "no boats today")).toBeLessThan(0.6);
  });
});

describe("a foreign tool", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "quotary-bench-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function toolOf(body: string): string {
    const file = path.join(folder, `${Math.random()}.mjs`);
    const read = `import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) { const pair = JSON.parse(line); ${body} }`;
    writeFileSync(file, read);
    return `"${process.execPath}" "${file}"`;
  }

  it("is asked without labels and answered for by id", async () => {
    const tool = toolOf(
      `if (Object.keys(pair).join() !== "id,quote,post") process.exit(9);
       console.log(JSON.stringify({ id: pair.id, same: pair.quote.text === pair.post.text }));`,
    );
    const answers = await foreign(tool, cases.slice(0, 50));
    const same = cases.slice(0, 50).map(({ quote, post }) => quote.text === post.text);
    expect(answers.map((answer) => answer.same)).toEqual(same);
  });

  it("could not tell where it gives no line", async () => {
    expect(await foreign(toolOf(""), cases.slice(0, 1))).toEqual([
      { class: null, outcome: null, same: false },
    ]);
  });

  it("that ends badly is an error with its code", async () => {
    await expect(foreign(toolOf("process.exit(7);"), cases.slice(0, 1))).rejects.toThrow("code 7");
  });
});

describe("npm run bench -- accuracy", () => {
  it("runs on any JSON lines of posts and writes what was answered wrongly", async () => {
    const root = path.resolve(import.meta.dirname, "../..");
    const misses = path.join(mkdtempSync(path.join(tmpdir(), "quotary-bench-")), "misses.jsonl");
    const args = ["accuracy", "--posts", POSTS, "--size", "4", "--misses", misses];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", path.join(root, "bench/run.ts"), ...args],
      { cwd: root },
    );
    expect(stdout).toContain("| benign → verbatim or normalised |");
    expect(stdout).toContain("edit distance");
    for (const line of readFileSync(misses, "utf8").trim().split("\n")) {
      if (line !== "") expect(JSON.parse(line)).toHaveProperty("dangerous");
    }
    rmSync(path.dirname(misses), { recursive: true });
  });
});
