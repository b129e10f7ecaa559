import { describe, expect, it } from "vitest";
import {
  FEBRUARY,
  idAt,
  legacyPage,
  legacyPost,
  MAIN,
  replies,
} from "../fixtures/snapshots/legacy.js";
import { codesOf, readAt } from "./support.js";

const ADDRESS = `https://twitter.com/${MAIN.handle}/status/${MAIN.id}`;

function wordsOf(words: string): string | undefined {
  return readAt(ADDRESS, legacyPage({ ...MAIN, words })).main?.text;
}

describe("the server-rendered permalink page", () => {
  it("gives every field of the post that the address names", () => {
    const { state, layout, main, findings } = readAt(ADDRESS, legacyPage(MAIN, replies(3)));
    expect({ state, layout, findings }).toEqual({
      state: "post",
      layout: "twitter-permalink",
      findings: [],
    });
    expect(main).toMatchObject({
      platform: "twitter",
      id: MAIN.id,
      url: ADDRESS,
      author: { id: "4711", handle: "AdjoaMensah_ex", name: 'Adjoa "AJ" Mensah & Söhne' },
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "page",
      text: "The bridge at Kpong stays closed until Friday & no later.",
      lang: "en",
      truncated: null,
    });
  });

  it("gives the named post although ancestors stand above it", () => {
    const [parent, child] = replies(2);
    const page = legacyPage(parent ?? null, [MAIN, ...(child ? [child] : [])]);
    expect(readAt(ADDRESS, page).main?.text).toContain("The bridge at Kpong");
  });

  it("gives no main where the named post is missing, and its neighbours still", () => {
    const snapshot = readAt(ADDRESS, legacyPage(null, replies(4)));
    expect(snapshot.main).toBeNull();
    expect(snapshot.state).toBe("not-a-post");
    expect(snapshot.posts).toHaveLength(4);
    expect(codesOf(snapshot)).toContain("page.id-missing");
  });

  it("takes the handle from the body, and says that the address has another", () => {
    const snapshot = readAt(`https://twitter.com/someone_else/status/${MAIN.id}`, legacyPage(MAIN));
    expect(snapshot.main?.author.handle).toBe("AdjoaMensah_ex");
    expect(codesOf(snapshot)).toEqual(["page.handle-disagrees"]);
  });

  it("asks the page for its address where the capture has none", () => {
    expect(readAt(null, legacyPage(MAIN, replies(2))).main?.id).toBe(MAIN.id);
  });

  it("says when the page's time and the id's time exclude each other", () => {
    const snapshot = readAt(ADDRESS, legacyPage({ ...MAIN, ms: FEBRUARY - 86_400_000 }));
    expect(codesOf(snapshot)).toEqual(["page.id-time-disagrees"]);
  });

  it("falls back on the id's time where the page has none", () => {
    const { ms: _, ...timeless } = MAIN;
    expect(readAt(ADDRESS, legacyPage(timeless)).main).toMatchObject({
      createdAt: "2017-02-05T02:04:10.000Z",
      createdAtSource: "snowflake",
    });
  });

  it("leaves a neighbour out whose time is not that of its id", () => {
    const [reply] = replies(1);
    const forged = { ...MAIN, id: idAt(FEBRUARY + 900_000), ms: FEBRUARY - 90_000_000 };
    const snapshot = readAt(ADDRESS, legacyPage(MAIN, [forged, ...(reply ? [reply] : [])]));
    expect(snapshot.posts.map((post) => post.id)).toEqual([MAIN.id, reply?.id]);
    expect(codesOf(snapshot)).toEqual(["page.neighbour-left-out"]);
  });

  describe("shows words as a reader saw them", () => {
    it.each([
      [
        "a link as displayed, the hidden parts left out",
        'see <a href="https://t.co/abc" data-expanded-url="http://example.org/a/long/path" class="twitter-timeline-link"><span class="tco-ellipsis"></span><span class="invisible">http://</span><span class="js-display-url">example.org/a/lo</span><span class="invisible">ng/path</span><span class="tco-ellipsis"><span class="invisible">&nbsp;</span>…</span></a>',
        "see example.org/a/lo…",
      ],
      [
        "without the link to the post's own picture",
        'look <a href="https://t.co/x" class="twitter-timeline-link u-hidden" data-pre-embedded="true">pic.twitter.com/xyz</a>',
        "look",
      ],
      [
        "an emoji as its character",
        'rain <img class="Emoji Emoji--forText" src="https://abs.twimg.com/emoji/v2/72x72/1f327.png" alt="🌧" title="Nuage">',
        "rain 🌧",
      ],
      [
        "an emoji that is described in words",
        'rain <img class="twitter-emoji" src="https://abs.twimg.com/emoji/v1/72x72/1f327.png" alt="Nuage de pluie">',
        "rain 🌧",
      ],
      ["line breaks as written", "one\n\ntwo\n three", "one\n\ntwo\n three"],
      [
        "mentions and hashtags whole",
        '<a href="/x"><s>@</s><b>x</b></a> <a><s>#</s><b>y</b></a>',
        "@x #y",
      ],
      [
        "a short link that replay rewrote",
        "at /web/20210102030405id_/https://t.co/AbC now",
        "at https://t.co/AbC now",
      ],
      ["nothing, for a post without words", "", ""],
    ])("%s", (_, markup, text) => {
      expect(wordsOf(markup)).toBe(text);
    });

    it("keeps whole addresses beside the words", () => {
      const words =
        '<a href="/web/2017id_/https://t.co/abc" data-expanded-url="http://example.org/a" title="http://example.org/a">example.org/a</a>';
      const { main } = readAt(ADDRESS, legacyPage({ ...MAIN, words }));
      expect(main?.links).toEqual([
        { shown: "example.org/a", targets: ["http://example.org/a", "https://t.co/abc"] },
      ]);
    });
  });

  it("keeps a quoted post apart, as its own author's", () => {
    const id = idAt(FEBRUARY - 5_000_000);
    const after = `<div class="QuoteTweet"><div class="QuoteTweet-container"><div class="QuoteTweet-innerContainer js-permalink" data-item-id="${id}" data-screen-name="KpongRoads" data-user-id="9" href="/KpongRoads/status/${id}"><b class="QuoteTweet-fullname">Kpong Roads</b><div class="QuoteTweet-text tweet-text" lang="en">Closed.</div></div></div></div>`;
    const { main, posts } = readAt(ADDRESS, legacyPage({ ...MAIN, after }));
    expect(main?.text).toBe("The bridge at Kpong stays closed until Friday & no later.");
    expect(main?.quoted).toMatchObject({ id, handle: "KpongRoads" });
    expect(posts[1]).toMatchObject({
      id,
      author: { handle: "KpongRoads", name: "Kpong Roads", id: "9" },
      text: "Closed.",
    });
  });

  it("does not take a quoted post's words for those of a post without any", () => {
    const after = `<div class="QuoteTweet-innerContainer" data-item-id="1" data-screen-name="KpongRoads"><div class="QuoteTweet-text tweet-text">Closed.</div></div>`;
    const page = legacyPage({ ...MAIN, after }).replace(/<p class="TweetTextSize.*?<\/p>/s, "");
    expect(readAt(ADDRESS, page).main?.text).toBe("");
  });

  describe("believes neither of two elements that claim the id", () => {
    it.each([
      ["with other words", { words: "The bridge is open." }],
      ["under another handle", { handle: "AdjoaMensah_xe" }],
      ["at another time", { ms: FEBRUARY + 3_600_000 }],
    ])("%s", (_, change) => {
      const extra = legacyPost({ ...MAIN, ...change });
      const snapshot = readAt(ADDRESS, legacyPage(MAIN, [], extra));
      expect(snapshot.main).toBeNull();
      expect(snapshot.state).toBe("unreadable");
      expect(snapshot.posts).toEqual([]);
      expect(codesOf(snapshot)).toEqual(["page.id-claimed-twice"]);
    });

    it("but one of two that are alike", () => {
      const snapshot = readAt(ADDRESS, legacyPage(MAIN, [], legacyPost(MAIN)));
      expect(snapshot.main?.id).toBe(MAIN.id);
      expect(snapshot.posts).toHaveLength(1);
    });
  });

  it("reads the main post alone just as with all others", () => {
    const page = legacyPage(MAIN, replies(20));
    const alone = readAt(ADDRESS, page, { mainOnly: true });
    expect(alone.main).toEqual(readAt(ADDRESS, page).main);
    expect(alone.posts).toEqual([alone.main]);
  });
});
