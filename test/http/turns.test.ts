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
    const work = async (response: Response) => {
      for (let step = 0; step < 3; step++) {
        await beforeStep(response);
        taken.push(turn);
      }
    };
    const all = Promise.all(Array.from({ length: 4 }, () => work(answerTo(9_000_000))));
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    for (; !isOver; turn++) await setImmediate();
    expect(taken).toHaveLength(12);
    expect(new Set(taken).size).toBe(12);
  });

  it("wait for nobody where they are small", async () => {
    const large = beforeStep(answerTo(9_000_000));
    expect(await turnsUntil(beforeStep(answerTo(2_000)))).toBeLessThanOrEqual(1);
    expect(await turnsUntil(large)).toBeGreaterThan(0);
  });
});
