import { describe, expect, it } from "vitest";
import { FEBRUARY, idAt } from "../fixtures/snapshots/legacy.js";
import { readAt } from "./support.js";

const ID = idAt(FEBRUARY, 5n);
const ADDRESS = `https://twitter.com/Nana_Yaw/status/${ID}`;

function head(title: string, description: string, more = ""): string {
  return `<!DOCTYPE html><html><head><meta content="${ADDRESS}" property="og:url"/><meta content="${title}" property="og:title"/><meta content="${description}" property="og:description"/>${more}</head><body><div id="react-root"></div></body></html>`;
}

describe("a page whose head alone says what was posted", () => {
  it("gives author and words, and the id's time", () => {
    const { state, layout, main } = readAt(
      ADDRESS,
      head("Nana &amp; Yaw (@Nana_Yaw) on X", "Two ferries &gt; one."),
    );
    expect({ state, layout }).toEqual({ state: "post", layout: "twitter-head" });
    expect(main).toMatchObject({
      id: ID,
      author: { handle: "Nana_Yaw", name: "Nana & Yaw" },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "snowflake",
      text: "Two ferries > one.",
      truncated: null,
    });
  });

  it.each([
    ["Nana Yaw on Twitter", "Nana Yaw"],
    ["Nana Yaw sur Twitter", "Nana Yaw"],
    ["Nana Yaw on X: “Two ferries”", "Nana Yaw"],
    ["Nana Yaw auf X: „Two ferries“ / X", "Nana Yaw"],
    ["XユーザーのNana Yawさん: 「Two ferries」 / X", "Nana Yaw"],
    ["X 上的 Nana Yaw：“Two ferries”", "Nana Yaw"],
    ["Nana (@home) Yaw (@Nana_Yaw) on X", "Nana (@home) Yaw"],
  ])("takes the name from %s", (title, name) => {
    expect(readAt(ADDRESS, head(title, "x")).main?.author.name).toBe(name);
  });

  it("leaves out the marks that some years put round the words", () => {
    expect(readAt(ADDRESS, head("N on Twitter", "“Two “ferries” today”")).main?.text).toBe(
      "Two “ferries” today",
    );
  });

  it("keeps the author's own marks", () => {
    const description = "“No” is what the ferry said";
    expect(readAt(ADDRESS, head("N on Twitter", description)).main?.text).toBe(description);
  });

  it("reads the words in a title where the head has no others", () => {
    const title = "Nana Yaw on X: &quot;Two &quot;ferries&quot; today&quot; / X";
    const page = `<head><link rel="canonical" href="${ADDRESS}"><title>${title}</title></head>`;
    expect(readAt(ADDRESS, page).main).toMatchObject({
      author: { handle: "Nana_Yaw", name: "Nana Yaw" },
      text: 'Two "ferries" today',
    });
  });

  it("agrees with markup that shows a bare domain for its link", () => {
    const link =
      '<a href="https://t.co/abc"><span class="invisible">http://</span>ferries.example</a>';
    const post = `<div class="tweet" data-tweet-id="${ID}" data-screen-name="Nana_Yaw"><p class="tweet-text">Read ${link}</p></div>`;
    const page = head("N on Twitter", "“Read https://t.co/abc”").replace("<body>", `<body>${post}`);
    expect(readAt(ADDRESS, page)).toMatchObject({ state: "post", layout: "twitter-permalink" });
  });

  it("marks words that end in an ellipsis as cut", () => {
    expect(readAt(ADDRESS, head("N on Twitter", "“Two ferries and…”")).main?.truncated?.at).toBe(
      16,
    );
  });

  it("reads no other post's head for the one asked for", () => {
    const other = `https://twitter.com/Nana_Yaw/status/${idAt(FEBRUARY + 9_000)}`;
    const snapshot = readAt(other, head("Nana Yaw (@Nana_Yaw) on X", "Two ferries."));
    expect(snapshot.main).toBeNull();
    expect(snapshot.posts.map((post) => post.id)).toEqual([ID]);
  });

  it("takes no head out of the body, comments or templates", () => {
    const meta = `<meta property="og:url" content="${ADDRESS}"><meta property="og:title" content="N (@n) on X"><meta property="og:description" content="x">`;
    for (const hidden of [
      `<!--${meta}-->`,
      `<template>${meta}</template>`,
      `<noscript>${meta}</noscript>`,
    ]) {
      expect(readAt(ADDRESS, `<head>${hidden}</head><body></body>`).posts).toEqual([]);
    }
    expect(readAt(ADDRESS, `<head></head><body>${meta}</body>`).posts).toEqual([]);
  });
});
