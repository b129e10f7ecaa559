import { describe, expect, it } from "vitest";
import { compareText } from "../../src/matching/compare.js";
import { compareThread } from "../../src/matching/thread.js";

const THREAD = [
  "The barge left Velmora at dawn with forty crates. 1/3 🧵",
  "2/3 By noon the wind had turned and the crew rowed home. https://t.co/k9v",
  "3/3 Nobody was hurt.",
];

describe("a quote that runs over two posts of a thread", () => {
  const quote =
    "The barge left Velmora at dawn with forty crates. By noon the wind had turned and the crew rowed home.";

  it("is one quote, and names the stretch of each post", () => {
    const { comparison, covered } = compareThread(quote, THREAD);
    expect(comparison.class).toBe("extract");
    expect(covered.map(({ post, start, end }) => THREAD[post]?.slice(start, end))).toEqual([
      "The barge left Velmora at dawn with forty crates.",
      "By noon the wind had turned and the crew rowed home.",
    ]);
  });

  it("is no quote of either post alone", () => {
    for (const post of THREAD) {
      expect(["altered", "unrelated"]).toContain(compareText(quote, post).class);
    }
  });

  it("is altered where a word is, or a sentence between goes unmarked", () => {
    expect(compareThread(quote.replace("noon", "night"), THREAD).comparison.class).toBe("altered");
    expect(
      compareThread("The barge left Velmora at dawn with forty crates. Nobody was hurt.", THREAD)
        .comparison.class,
    ).toBe("altered");
  });

  it("covers one post where it needs no other", () => {
    expect(compareThread("Nobody was hurt.", THREAD).covered.map(({ post }) => post)).toEqual([2]);
  });

  it("covers nothing in a thread about something else", () => {
    expect(compareThread("Soup is served on the market square today", THREAD).covered).toEqual([]);
  });
});
