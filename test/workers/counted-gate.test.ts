import { expect, it } from "vitest";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import type { Limits } from "../../src/manners/rules.js";
import { countedGate } from "../../workers/counted-gate.js";

const HOST = "https://archive.example";
const LIMITS: Limits = {
  perMinute: { index: 60, replay: 60 },
  concurrency: 4,
  retryPausesMs: [],
};

it("a worker's gate lets breaking news go first, and counts who waits", async () => {
  let now = 1_000_000;
  const counts: string[] = [];
  const tally = { add: (name: string) => void counts.push(name) };
  const gate = countedGate(createGate(createMemoryBook(() => now)), () => tally);
  expect(await gate.enter(HOST, "index", LIMITS)).toMatchObject({ kind: "enter" });
  const hurried = await gate.enter(HOST, "index", LIMITS, "breaking");
  expect(hurried).toMatchObject({ kind: "wait" });
  now += "ms" in hurried ? hurried.ms : 0;
  expect(await gate.enter(HOST, "index", LIMITS, "normal")).toMatchObject({ kind: "wait" });
  expect(await gate.enter(HOST, "index", LIMITS, "breaking")).toMatchObject({ kind: "enter" });
  expect(counts.filter((name) => name === "quotary_budget_waits_total")).toHaveLength(2);
});
