import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { openReadingPool, type ReadingPool } from "../../workers/reading/pool.js";
import { turnsUntil } from "../support/turns.js";

let pool: ReadingPool;
beforeAll(() => {
  pool = openReadingPool(1);
});
afterAll(() => pool.close());

/** A page of one post by `someone` and many by others. */
function page(posts: number) {
  const post = (id: number, handle: string, text: string) =>
    `<div class="tweet permalink-tweet" data-tweet-id="${id}" data-screen-name="${handle}"><p class="tweet-text">${text}</p></div>`;
  const others = Array.from({ length: posts }, (_, n) => post(2_000 + n, "other", `Number ${n}`));
  return {
    uriR: "https://twitter.com/someone/status/1000",
    capturedAt: "2023-03-09T10:15:00Z",
    contentType: "text/html; charset=utf-8",
    status: 200,
    body: Buffer.from(
      `<html><body>${post(1_000, "someone", "Good morning")}${others.join("")}</body></html>`,
    ),
  };
}

describe("reading in a thread", () => {
  it("finds what reading here finds, while the event loop goes on", async () => {
    const large = page(3_000);
    const reading = pool.readPage(large, {});
    expect(await turnsUntil(reading)).toBeGreaterThan(2);
    expect(await reading).toEqual(readSnapshot(large));
    expect((await pool.readPage(large, { mainOnly: true })).main).toMatchObject({ id: "1000" });
  });

  it("is left out for a small page", async () => {
    const small = page(3);
    const reading = pool.readPage(small, {});
    expect(await turnsUntil(reading)).toBeLessThanOrEqual(1);
    expect(await reading).toEqual(readSnapshot(small));
  });

  it("ends when it is aborted, and the next page is read", async () => {
    const cancelling = new AbortController();
    const reading = pool.readPage(page(20_000), {}, cancelling.signal);
    cancelling.abort(new Error("cancelled"));
    await expect(reading).rejects.toThrow();
    expect((await pool.readPage(page(3_000), {})).posts.length).toBeGreaterThan(1);
  });

  it("ends with the pool", async () => {
    const other = openReadingPool(1);
    const reading = other.readPage(page(20_000), {});
    const ended = expect(reading).rejects.toThrow();
    await other.close();
    await ended;
  });
});
