import { setImmediate } from "node:timers/promises";
import type { Response } from "express";
import { describe, expect, it } from "vitest";
import { beforeStep, noteSize } from "../../src/http/turns.js";
import { turnsUntil } from "../support/turns.js";

function answerTo(bytes: number): Response {
  const response = { locals: {} } as Response;
  noteSize(response, bytes);
  return response;
}

describe("the steps of the work on bodies", () => {
  it("have a turn of the event loop each where bodies are large, however many came at once", async () => {
    let turn = 0;
    const taken: number[] = [];
    const whose: number[] = [];
    const work = async (_: unknown, body: number) => {
      const response = answerTo(9_000_000);
      for (let step = 0; step < 3; step++) {
        await beforeStep(response);
        taken.push(turn);
        whose.push(body);
      }
    };
    const all = Promise.all(Array.from({ length: 4 }, work));
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    for (; !isOver; turn++) await setImmediate();
    expect(new Set(taken).size).toBe(12);
    // One body after the other: what it unfolds to is held once, not four times.
    expect(whose).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  it("wait for nobody where they are small", async () => {
    const large = beforeStep(answerTo(9_000_000));
    expect(await turnsUntil(beforeStep(answerTo(2_000)))).toBeLessThanOrEqual(1);
    expect(await turnsUntil(large)).toBeGreaterThan(0);
  });
});
