import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { Ledger } from "../../src/webhooks/ledger.js";

const unheard: unknown[] = [];
const note = (error: unknown) => unheard.push(error);

afterEach(() => {
  process.off("unhandledRejection", note);
});

const end = (id: string) => ({
  delivery: { id, round: 0, made: 0 },
  attempt: null,
  then: "delivered" as const,
});

it("tells of a failed write whoever asks later, ends no process by it, and writes the next", async () => {
  process.on("unhandledRejection", note);
  const written: string[] = [];
  const ledger = new Ledger(async (ends) => {
    if (written.length === 0 && ends.some(({ delivery }) => delivery.id === "one")) {
      throw new Error("Redis is full");
    }
    written.push(...ends.map(({ delivery }) => delivery.id));
  });
  const first = ledger.add(end("one"));
  // As while the next delivery is under way.
  await sleep(20);
  await ledger.add(end("two"));
  await expect(first).rejects.toThrow("Redis is full");
  expect(written).toEqual(["two"]);
  expect(unheard).toEqual([]);
});
