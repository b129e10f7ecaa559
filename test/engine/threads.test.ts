import { describe, expect, it } from "vitest";
import { apiStatus, type InventedPost, idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { check } from "./support.js";

const FIRST = inventPost({
  text: "The harbour wall was inspected on Monday and the council will not close the bridge. 1/2",
});
const at = "2023-02-06T09:15:10Z";
const SECOND = inventPost({
  at,
  id: idAt(at),
  text: "2/2 It will pay for the repairs from the reserve of last year.",
});

/** A post's answer of the interface, as a reply to another post. */
function captureOfReply(post: InventedPost, to: InventedPost) {
  const status = {
    ...apiStatus(post),
    in_reply_to_status_id_str: to.id,
    in_reply_to_user_id_str: to.userId,
    in_reply_to_screen_name: to.handle,
  };
  return captureOf(post, { body: JSON.stringify(status) });
}

const QUOTE = {
  author: { name: FIRST.name, handle: FIRST.handle },
  date: "February 6, 2023",
  text: "The harbour wall was inspected on Monday and the council will not close the bridge. It will pay for the repairs from the reserve of last year.",
};

describe("a quote that runs over two posts of a thread", () => {
  it("is one quote, and said to be of two posts", async () => {
    const archives = await warcArchive([captureOf(FIRST), captureOfReply(SECOND, FIRST)]);
    for (const quote of [QUOTE, { ...QUOTE, url: permalinkOf(FIRST) }]) {
      const verdict = await check(archives, quote);
      expect(verdict.outcome).toBe("verified-with-notes");
      expect(verdict.post).toMatchObject({ id: FIRST.id });
      const thread = verdict.findings.find(({ code }) => code === "text.thread");
      expect(thread?.because).toContain(FIRST.id);
      expect(thread?.because).toContain(SECOND.id);
      expect(verdict.evidence.map(({ uriR }) => uriR).sort()).toEqual(
        [permalinkOf(FIRST), permalinkOf(SECOND)].sort(),
      );
    }
  });

  it("with a word changed in the second post is a discrepancy", async () => {
    const archives = await warcArchive([captureOf(FIRST), captureOfReply(SECOND, FIRST)]);
    const text = QUOTE.text.replace("will pay", "will never pay");
    expect((await check(archives, { ...QUOTE, text })).outcome).toBe("discrepancy");
  });

  it("is no thread where the second is another account's, or answers nobody", async () => {
    const other = inventPost({ ...SECOND, handle: "bo_example", userId: "77", name: "Bo" });
    for (const second of [captureOfReply(other, FIRST), captureOf(SECOND)]) {
      const verdict = await check(await warcArchive([captureOf(FIRST), second]), QUOTE);
      expect(verdict.outcome).toBe("discrepancy");
      expect(verdict.findings.map(({ code }) => code)).not.toContain("text.thread");
    }
  });

  it("needs no thread where one post holds the words", async () => {
    const archives = await warcArchive([captureOf(FIRST), captureOfReply(SECOND, FIRST)]);
    const text = "the council will not close the bridge";
    const verdict = await check(archives, { ...QUOTE, text });
    expect(verdict.findings.map(({ code }) => code)).not.toContain("text.thread");
  });
});
