import { describe, expect, it } from "vitest";
import { makePost } from "../../src/snapshots/post.js";
import { compareQuote } from "../../src/verdict/compare.js";

const WORDS = "The quay of Velmora stays open all winter.";
const author = { handle: "harbour_news" };
const own = makePost({
  platform: "twitter",
  id: null,
  text: WORDS,
  lang: "en",
  author: { id: "1", handle: "harbour_news", name: null },
});
const repost = { ...own, retweeted: { id: "7", handle: "old_keeper", url: null } };

describe("words that a post only repeats", () => {
  it("are their author's, not the account's that passed them on", () => {
    const { handle } = compareQuote({ text: WORDS, author }, repost).checks;
    expect(handle).toMatchObject({
      result: "mismatch",
      class: "different",
      archived: "old_keeper",
    });
    expect(handle.because).toContain("@old_keeper");
  });

  it("are so where the prefix is typed", () => {
    const typed = { ...own, text: `RT @old_keeper: ${WORDS}` };
    expect(compareQuote({ text: WORDS, author }, typed).checks.handle.result).toBe("mismatch");
  });

  it("are told as such by a print that keeps the prefix", () => {
    const text = `RT @old_keeper: ${WORDS}`;
    expect(compareQuote({ text, author }, { ...repost, text }).checks.handle.result).toBe("match");
  });

  it("are the account's own otherwise", () => {
    expect(compareQuote({ text: WORDS, author }, own).checks.handle.result).toBe("match");
  });
});

describe("an edited post", () => {
  it("names the version that was compared, and its time", () => {
    const edits = ["1622500000000000001", "1622500400000000001"];
    const post = { ...own, id: edits[1] ?? null, edits };
    const { findings } = compareQuote({ text: WORDS, author }, post);
    const told = findings.find(({ code }) => code === "post.edited")?.because;
    expect(told).toContain("version 2");
    expect(told).toMatch(/made 2023-02-06T\d\d:\d\d/);
  });
});
