import { EventEmitter } from "node:events";
import { setImmediate } from "node:timers/promises";
import type { Response } from "express";
import { describe, expect, it } from "vitest";
import { takePlace } from "../../src/http/places.js";
import { beforeStep, beginLarge, endLarge } from "../../src/http/turns.js";
import { turnsUntil } from "../support/turns.js";

const answer = () =>
  Object.assign(new EventEmitter(), { locals: {}, closed: false }) as unknown as Response;

describe("the steps of the work on bodies", () => {
  it("have a turn of the event loop each where bodies are large, however many came at once", async () => {
    let turn = 0;
    let begun = 0;
    let most = 0;
    const taken: number[] = [];
    const work = async () => {
      const response = answer();
      await beginLarge(response, "line");
      begun += 1;
      most = Math.max(most, begun);
      for (let step = 0; step < 3; step++) {
        await beforeStep(response);
        taken.push(turn);
      }
      begun -= 1;
      endLarge(response);
    };
    const all = Promise.all(Array.from({ length: 4 }, work));
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    for (; !isOver; turn++) await setImmediate();
    expect(new Set(taken).size).toBe(12);
    // What a body unfolds to is held for two of them, not for all four.
    expect(most).toBe(2);
  });

  it("wait for nobody where they are small", async () => {
    const big = answer();
    await beginLarge(big, "line");
    const large = beforeStep(big);
    expect(await turnsUntil(beforeStep(answer()))).toBeLessThanOrEqual(1);
    expect(await turnsUntil(large)).toBeGreaterThan(0);
    endLarge(big);
  });
});

describe("the places of large bodies", () => {
  const never = new Promise(() => {});

  it("are had in the order in which they were asked for, and in one line apart from another", async () => {
    const held = [await takePlace("a", never), await takePlace("a", never)];
    const came: string[] = [];
    const wait = async (name: string) => {
      const place = await takePlace("a", never);
      came.push(name);
      place.leave();
    };
    const waiting = [wait("first"), wait("second")];
    (await takePlace("b", never)).leave();
    expect(came).toEqual([]);
    for (const place of held) place.leave();
    await Promise.all(waiting);
    expect(came).toEqual(["first", "second"]);
  });

  it("are not kept for who has gone, or waited for too long", async () => {
    const held = [await takePlace("a", never), await takePlace("a", never)];
    await expect(takePlace("a", Promise.resolve())).rejects.toMatchObject({ status: 400 });
    await expect(takePlace("a", never, 1)).rejects.toMatchObject({
      status: 503,
      details: { headers: { "retry-after": "5" } },
    });
    for (const place of held) place.leave();
    const again = await Promise.all([takePlace("a", never), takePlace("a", never)]);
    for (const place of again) place.leave();
  });
});
