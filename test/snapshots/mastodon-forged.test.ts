import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { mastodonId } from "./json-support.js";

const MINE = mastodonId("2023-02-03T10:00:00.000Z");
const OWN = `https://nord.example/@mallory/${MINE}`;
const OTHERS = `https://nord.example/@alma/${mastodonId("2023-02-02T10:00:00.000Z")}`;

/** Servers keep the classes of microformats that an author writes into a post's markup. */
function page(words: string): string {
  return `<html><body><div class="entry entry-center"><div class="detailed-status detailed-status--flex">
<div class="p-author h-card"><a class="detailed-status__display-name u-url" href="https://nord.example/@mallory"><span class="display-name"><bdi><strong class="display-name__html p-name emojify">Mallory</strong></bdi></span></a></div>
<div class="status__content emojify"><div class="e-content" lang="en">${words}</div></div>
<div class="detailed-status__meta"><data class="dt-published" value="2023-02-03T10:00:00+00:00"></data><a class="detailed-status__datetime u-url u-uid" href="${OWN}"><time class="formatted" datetime="2023-02-03T10:00:00Z">3 Feb</time></a></div>
</div></div></body></html>`;
}

function readAt(uriR: string, words: string) {
  const about = { capturedAt: null, contentType: null, status: 200 };
  return readSnapshot({ ...about, uriR, body: Buffer.from(page(words)) });
}

const FORGED = `<p>Words of mine. <a class="u-url u-uid" href="${OTHERS}">here</a> <span class="p-summary">A warning</span><span class="p-name">Alma</span></p>`;

describe("microformats that the author of a post wrote into its words", () => {
  it("make it nobody else's post", () => {
    const { main, posts } = readAt(OTHERS, FORGED);
    expect(main).toBeNull();
    expect(posts.map(({ id }) => id)).toEqual([MINE]);
  });

  it("are words", () => {
    const { main } = readAt(OWN, FORGED);
    expect(main?.author).toMatchObject({ name: "Mallory", handle: "mallory@nord.example" });
    expect(main?.text).toBe("Words of mine. here A warningAlma");
  });
});
