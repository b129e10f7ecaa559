import { describe, expect, it } from "vitest";
import { codesOf, readAt } from "./support.js";

const MAIN = "3lhgvtdfxqs2a";
const PARENT = "3lhgvlm2ab22c";
const QUOTED = "3lhguuuuxqs2b";
const ADDRESS = `https://bsky.app/profile/orla.example.org/post/${MAIN}`;

interface Item {
  handle: string;
  name: string;
  /** null: the post that the page is about has no link to itself. */
  id: string | null;
  words: string;
  mark?: string;
  after?: string;
}

function item({ handle, name, id, words, mark = "postThreadItem", after = "" }: Item): string {
  const time =
    id === null
      ? ""
      : `<a href="/profile/${handle}/post/${id}" role="link" data-tooltip="5 février 2025 à 10:14" aria-label="5 février 2025">2 h</a>`;
  return `<div data-testid="${mark}-by-${handle}" role="link" tabindex="0"><div><a href="/profile/${handle}" role="link" aria-label="avatar"><div><img src="https://cdn.bsky.app/img/avatar/plain/did:plc:x/a@jpeg"></div></a></div><div><a href="/profile/${handle}" role="link"><div dir="auto">${name}</div><div dir="auto">\u202a@${handle}\u202c</div></a>${time}</div><div data-testid="contentHider-post"><div data-word-wrap="1" dir="auto" style="white-space: pre-wrap">${words}</div>${after}</div><div><button data-testid="replyBtn">3</button></div></div>`;
}

const orla: Item = {
  handle: "orla.example.org",
  name: "Orla Venn",
  id: null,
  words:
    'The bridge\nis open: <a href="https://example.org/bridge/report" role="link">example.org/bridge/re...</a>',
};
const ines: Item = {
  handle: "ines.example.org",
  name: "Ines",
  id: PARENT,
  words: "Is the bridge open?",
};

function screen(items: readonly string[]): string {
  return `<!DOCTYPE html><html lang="fr"><head><title>Bluesky</title></head><body><div id="root"><main><div data-testid="postThreadScreen">${items.join("")}</div></main></div></body></html>`;
}

describe("Bluesky's page after its scripts ran", () => {
  it("gives the post that the address names, and what stands round it", () => {
    const reply = {
      ...ines,
      handle: "kofi.example.net",
      name: "Kofi",
      id: "3lhgw2222222c",
      words: "At last!",
    };
    const { main, posts, layout } = readAt(ADDRESS, screen([ines, orla, reply].map(item)));
    expect(layout).toBe("bluesky-screen");
    expect(main).toMatchObject({
      platform: "bluesky",
      id: MAIN,
      url: ADDRESS,
      author: { handle: "orla.example.org", name: "Orla Venn" },
      createdAtSource: "snowflake",
      text: "The bridge\nis open: example.org/bridge/re...",
      links: [
        { shown: "example.org/bridge/re...", targets: ["https://example.org/bridge/report"] },
      ],
    });
    expect(posts.map((post) => [post.author.handle, post.id, post.text])).toEqual([
      ["ines.example.org", PARENT, "Is the bridge open?"],
      ["orla.example.org", MAIN, "The bridge\nis open: example.org/bridge/re..."],
      ["kofi.example.net", "3lhgw2222222c", "At last!"],
    ]);
  });

  it("takes neither words nor id from a quoted post", () => {
    const box = `<div role="link" tabindex="0"><a href="/profile/ines.example.org">Ines</a><a href="/profile/ines.example.org/post/${QUOTED}">1 h</a><div data-word-wrap="1">Closed for good.</div><img src="https://cdn.bsky.app/img/feed_thumbnail/plain/did:plc:x/q@jpeg"></div>`;
    const { main } = readAt(ADDRESS, screen([item({ ...orla, words: "", after: box })]));
    expect(main).toMatchObject({
      id: MAIN,
      text: "",
      media: [],
      quoted: { id: QUOTED, handle: "ines.example.org" },
    });
  });

  it("is about nobody else's post: an address that names another author names none of these", () => {
    const other = `https://bsky.app/profile/someone.example.org/post/${MAIN}`;
    expect(readAt(other, screen([item(orla)])).main).toBeNull();
  });

  it("believes neither of two posts that the address could mean", () => {
    const snapshot = readAt(ADDRESS, screen([item(orla), item({ ...orla, words: "Closed." })]));
    expect(snapshot.main).toBeNull();
    expect(codesOf(snapshot)).toEqual(["page.id-claimed-twice"]);
  });

  it("gives a feed's posts by their own links only", () => {
    const feed = screen([
      item({ ...ines, mark: "feedItem" }),
      item({ ...orla, mark: "feedItem", words: "No link, no id." }),
    ]);
    const { main, posts } = readAt(ADDRESS, feed);
    expect(main).toBeNull();
    expect(posts.map((post) => post.id)).toEqual([PARENT]);
  });

  it("agrees with the head that the server wrote, which has its links whole", () => {
    const head = `<meta property="og:url" content="${ADDRESS}"><meta property="og:title" content="Orla Venn (@orla.example.org)"><meta property="og:description" content="The bridge&#10;is open: https://example.org/bridge/report">`;
    const page = screen([item(orla)]).replace("<head>", `<head>${head}`);
    const { main, findings } = readAt(ADDRESS, page);
    expect(findings).toEqual([]);
    expect(main?.text).toBe("The bridge\nis open: https://example.org/bridge/report");
    expect(codesOf(readAt(ADDRESS, page.replace("is open", "is shut")))).toEqual([
      "page.layouts-disagree",
    ]);
  });
});
