import { describe, expect, it } from "vitest";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";
import { escaped } from "../fixtures/snapshots/legacy.js";
import { readAt } from "./support.js";

const ID = String(BigInt(Date.UTC(2017, 1, 5, 2, 4, 10) - 1_288_834_974_657) << 22n);
const ORIGINAL = `https://twitter.com/Ifeoma_Writes/status/${ID}`;
const RECORD = "https://perma.cc/ABCD-1234";

const inner = appPage([
  appArticle(
    {
      id: ID,
      handle: "Ifeoma_Writes",
      name: "Ifeoma",
      time: "2017-02-05T02:04:10.000Z",
      words: "<span>No bus before noon.</span>",
    },
    true,
  ),
]);

function outer(frame: string): string {
  return `<!DOCTYPE html><html><head><title>Perma | A post</title><meta property="og:url" content="${RECORD}"></head><body><header><input id="source_url" class="tray-detail-entry" value="${ORIGINAL}" readonly></header><div class="capture-wrapper">${frame}</div></body></html>`;
}

describe("Perma's page round a record", () => {
  it("saved with its frame holds the record, made of the address it names", () => {
    const page = outer(`<iframe class="archive-iframe" srcdoc="${escaped(inner)}"></iframe>`);
    for (const uriR of [null, RECORD]) {
      const { state, main } = readAt(uriR, page);
      expect({ state, text: main?.text }).toEqual({ state: "post", text: "No bus before noon." });
    }
  });

  it.each([
    ["Perma", outer('<div id="iframe-target"></div>')],
    [
      "ReplayWeb.page",
      `<html><body><replay-web-page source="/a.wacz" url="${ORIGINAL}"></replay-web-page></body></html>`,
    ],
  ])("without it is a shell, which says nothing about the post: %s", (_, page) => {
    expect(readAt(RECORD, page)).toMatchObject({ state: "shell", main: null, posts: [] });
  });

  it("is believed nowhere else: another post's page may frame what it likes", () => {
    const page = outer(`<iframe srcdoc="${escaped(inner)}"></iframe>`);
    const other = "https://twitter.com/Kojo_reads/status/828061622072246371";
    expect(readAt(other, page).posts).toEqual([]);
  });
});
