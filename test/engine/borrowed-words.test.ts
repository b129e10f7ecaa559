import { describe, expect, it } from "vitest";
import { apiStatus, type InventedPost, idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { check } from "./support.js";

const FIRST = inventPost({
  text: "The harbour wall was inspected on Monday and the council will pay for the repairs.",
});
const at = "2023-02-06T16:40:10Z";
const SECOND = inventPost({
  at,
  id: idAt(at),
  text: "Our ferries sail again from Tuesday. The old lighthouse keeper deserves to be thanked by all.",
});
const author = { name: FIRST.name, handle: FIRST.handle };
const date = "February 6, 2023";

describe("a quote put together of two posts of one account", () => {
  it.each([
    [
      "with a full stop",
      "The harbour wall was inspected on Monday. The old lighthouse keeper deserves to be thanked by all.",
    ],
    [
      "in one sentence",
      "The harbour wall was inspected on Monday and the old lighthouse keeper deserves to be thanked by all.",
    ],
    [
      "under dots",
      "The harbour wall was inspected on Monday … The old lighthouse keeper deserves to be thanked by all.",
    ],
    [
      "later post first",
      "Our ferries sail again from Tuesday and the council will pay for the repairs.",
    ],
  ])("is a discrepancy that names both, %s", async (_, text) => {
    const archives = await warcArchive([captureOf(FIRST), captureOf(SECOND)]);
    for (const url of [undefined, permalinkOf(FIRST)]) {
      const verdict = await check(archives, { author, date, text, ...(url && { url }) });
      expect(verdict.outcome).toBe("discrepancy");
      const splice = verdict.findings.find(({ code }) => code === "text.spliced");
      expect(splice?.because).toContain(FIRST.id);
      expect(splice?.because).toContain(SECOND.id);
    }
  });

  it("is none where one post holds the words, or where a word is another", async () => {
    const archives = await warcArchive([captureOf(FIRST), captureOf(SECOND)]);
    for (const text of [
      FIRST.text,
      "The harbour wall was painted on Sunday by the old lighthouse keeper.",
    ]) {
      const verdict = await check(archives, { author, date, text });
      expect(verdict.findings.map(({ code }) => code)).not.toContain("text.spliced");
    }
  });
});

/** A post's answer of the interface, with the post it quotes within it. */
function captureOfQuoting(post: InventedPost, quoted: InventedPost) {
  const status = {
    ...apiStatus(post),
    is_quote_status: true,
    quoted_status_id_str: quoted.id,
    quoted_status: apiStatus(quoted),
  };
  return captureOf(post, { body: JSON.stringify(status) });
}

describe("words of a post that the account's own post only quotes", () => {
  const other = inventPost({
    at: "2023-02-06T08:00:00Z",
    id: idAt("2023-02-06T08:00:00Z"),
    handle: "bo_example",
    userId: "77",
    name: "Bo Example",
    text: "The quay stays closed for as long as the council does not mend it.",
  });
  const quoting = inventPost({ text: "Not so: we open it on Friday." });

  it.each([
    ["by handle", undefined],
    ["by link", permalinkOf(quoting)],
  ])("are another author's, who is named, found %s", async (_, url) => {
    const archives = await warcArchive([captureOfQuoting(quoting, other)]);
    const verdict = await check(archives, { author, date, text: other.text, ...(url && { url }) });
    expect(verdict.outcome).toBe("discrepancy");
    expect(verdict.checks.handle).toMatchObject({ result: "mismatch", archived: "bo_example" });
    expect(verdict.checks.handle.because).toContain("only quotes them");
    expect(verdict.findings.map(({ code }) => code)).toContain("post.quoted");
  });

  it("are no reason against the account's own words beside them", async () => {
    const archives = await warcArchive([captureOfQuoting(quoting, other)]);
    const verdict = await check(archives, { author, date, text: quoting.text });
    expect(verdict.outcome).toBe("verified");
  });
});
