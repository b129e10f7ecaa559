import { expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { idAt } from "../support/posts.js";

const [first, second] = [
  idAt("2020-01-10T10:00:00.000Z"),
  idAt("2020-01-10T10:05:00.000Z"),
] as const;

/** A thread of an invented account as the unroller shows it, with a box of somebody else's post. */
const PAGE = `<!DOCTYPE html><html><head><title>Thread by @ada_example on Thread Reader App</title></head><body>
<div class="t-main"><div id="tweet_1" data-screenname="ada_example" data-tweet="${first}" class="content-tweet allow-preview" dir="auto">
The harbour wall needs work &amp; money.<br /><br />Here is why: <a class="entity-url" data-preview="true" href="https://harbour.example/report/2020">harbour.example/report/2020</a>
<sup class="tw-permalink"><i class="fas fa-link"></i></sup>
</div>
<div id="tweet_2" data-screenname="ada_example" data-tweet="${second}" class="content-tweet allow-preview" dir="auto">
Ask <a class="entity-mention" href="https://twitter.com/bo_example">@bo_example</a>.
<span class="entity-embed"><blockquote>Words of somebody else</blockquote></span>
<span class="entity-image"><img src="https://pbs.twimg.com/media/x.jpg"/></span>
</div></div>
<div class="content-tweet">A box of the site itself, of no post.</div>
</body></html>`;

const capture = (uriR: string, body = PAGE) => ({
  uriR,
  capturedAt: "2020-02-01T00:00:00Z",
  contentType: "text/html",
  status: 200,
  body: Buffer.from(body),
});

it("reads an unrolled thread: its author's words, nobody else's", () => {
  const { posts, layout } = readSnapshot(
    capture(`https://threadreaderapp.com/thread/${first}.html`),
  );
  expect(layout).toBe("thread-reader");
  expect(posts.map(({ id, author, text }) => [id, author.handle, text])).toEqual([
    [
      first,
      "ada_example",
      "The harbour wall needs work & money.\n\nHere is why: harbour.example/report/2020",
    ],
    [second, "ada_example", "Ask @bo_example."],
  ]);
  expect(posts[0]).toMatchObject({
    createdAt: "2020-01-10T10:00:00.000Z",
    createdAtSource: "snowflake",
  });
});

it("takes no words for a post where account or id are not marked", () => {
  for (const mark of [/ data-tweet="\d+"/g, / data-screenname="\w+"/g]) {
    const uriR = `https://threadreaderapp.com/thread/${first}.html`;
    expect(readSnapshot(capture(uriR, PAGE.replace(mark, ""))).posts).toEqual([]);
  }
});
