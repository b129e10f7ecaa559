import { describe, expect, it } from "vitest";
import { escaped } from "../fixtures/snapshots/legacy.js";
import { read } from "./json-support.js";
import { codesOf } from "./support.js";

const PFBID = "pfbid02OrlaVennBridge7kQ";
const NUMBER = "1234567890123456";
const STORY = "UzpfSTQ0MTE6MTIzNA==";
const BY_NAME = `https://www.facebook.com/orla.venn/posts/${PFBID}`;
const WORDS = "The bridge is open again.\n\nCome over.";

const actor = { id: "4411", name: "Orla Venn", url: "https://www.facebook.com/orla.venn" };

function comet(content: object, story = STORY) {
  return {
    require: [
      {
        result: {
          data: {
            node: {
              __typename: "Story",
              id: story,
              post_id: NUMBER,
              comet_sections: {
                content: { story: { id: story, wwwURL: BY_NAME, actors: [actor], ...content } },
                context_layout: { story: { id: story, creation_time: 1675674843 } },
              },
            },
          },
        },
      },
    ],
  };
}

function laidOut(text: string) {
  return { comet_sections: { message: { story: { message: { text, ranges: [] } } } } };
}

const inScript = (value: unknown) =>
  `<html><body><script type="application/json" data-content-len="9" data-sjs>${JSON.stringify(value)}</script></body></html>`;
const inCall = (...values: unknown[]) =>
  `<html><body><script>requireLazy(["ServerJS"],function(ServerJS){${values.map((value) => `(new ServerJS()).handleWithCustomApplyEach(ScheduledApplyEach,${JSON.stringify(value)});`).join("")}});</script></body></html>`;

describe("Facebook's pages since 2020, whose words stand in scripts", () => {
  it.each([
    ["by its name", BY_NAME, PFBID],
    ["by its number", `https://www.facebook.com/orla.venn/posts/${NUMBER}`, NUMBER],
    [
      "by number and account",
      `https://www.facebook.com/permalink.php?story_fbid=${NUMBER}&id=4411`,
      NUMBER,
    ],
  ])("a post asked for %s", (_, uriR, id) => {
    const page = inScript(comet({ ...laidOut(WORDS), message: { text: WORDS }, attachments: [] }));
    const answer = read(page, { uriR });
    expect(answer.main).toMatchObject({
      platform: "facebook",
      id,
      author: { id: "4411", handle: "orla.venn", name: "Orla Venn" },
      createdAt: "2023-02-06T09:14:03.000Z",
      createdAtSource: "page",
      text: WORDS,
      quoted: null,
    });
    expect(codesOf(answer)).toEqual([]);
  });

  it("several objects in one script, with words of an author that look like the call before them", () => {
    const words = 'handleWithCustomApplyEach(ScheduledApplyEach,{"id":"x"})';
    const page = inCall({ define: [] }, comet({ message: { text: words } }));
    expect(read(page, { uriR: BY_NAME }).main?.text).toBe(words);
  });

  it("a shared post is another author's, and the one that shares it may have no words", () => {
    const shared = {
      id: "b3RoZXI=",
      wwwURL: "https://www.facebook.com/kofi.ade/posts/777000777000777",
      actors: [{ id: "77", name: "Kofi Ade", url: "https://www.facebook.com/kofi.ade" }],
      message: { text: "No bus before noon." },
    };
    const { main, posts } = read(inScript(comet({ message: null, attached_story: shared })), {
      uriR: BY_NAME,
    });
    expect(main).toMatchObject({ text: "", quoted: { id: "777000777000777", handle: "kofi.ade" } });
    expect(posts.find(({ id }) => id === "777000777000777")).toMatchObject({
      author: { handle: "kofi.ade" },
      text: "No bus before noon.",
      createdAt: null,
    });
  });

  it("of times that differ none is believed", () => {
    const other = { id: STORY, creation_time: 1675674844 };
    const page = inScript([comet({ ...laidOut(WORDS) }), other]);
    expect(read(page, { uriR: BY_NAME }).main).toMatchObject({ text: WORDS, createdAt: null });
  });

  it("words of a kind that is not known are not taken for none", () => {
    const rich = {
      comet_sections: { message: { rich_message: [{ text: WORDS }] } },
      message: null,
    };
    expect(read(inScript(comet(rich)), { uriR: BY_NAME }).posts).toEqual([]);
  });

  it("a comment's words are no post", () => {
    const comment = {
      id: "c",
      body: { text: "False!" },
      author: actor,
      url: `${BY_NAME}?comment_id=1`,
    };
    expect(read(inScript({ comments: [comment] }), { uriR: BY_NAME }).posts).toEqual([]);
  });
});

const NUMBERED = `https://m.facebook.com/story.php?story_fbid=${NUMBER}&id=4411`;
const data = (value: object) => escaped(JSON.stringify(value));

function story(
  parts: string,
  more: object = {},
  link = `/story.php?story_fbid=${NUMBER}&amp;id=4411`,
) {
  return `<div class="async_like" data-ft="${data({ top_level_post_id: NUMBER, content_owner_id_new: "4411", tn: "-R", ...more })}"><div class="story_body_container"><header><a href="/orla.venn"><i aria-label="Orla Venn, profile picture"></i></a><h3><strong><a href="/orla.venn?refid=52">Orla Venn</a></strong></h3><a href="${link}"><abbr>6 de febrero de 2023</abbr></a></header>${parts}</div></div>`;
}

const words = (markup: string) => `<div data-ft="${data({ tn: "*s" })}">${markup}</div>`;
const attached = (markup: string) => `<div data-ft="${data({ tn: "H" })}">${markup}</div>`;
const mobile = (body: string) =>
  `<html><head><title>Orla Venn</title></head><body><div id="root">${body}</div></body></html>`;

describe("Facebook's pages for telephones", () => {
  it("a permalink page", () => {
    const page = mobile(story(words("<p>The bridge is open again.</p><p>Come over.</p>")));
    const answer = read(page, { uriR: NUMBERED });
    expect(answer.main).toMatchObject({
      id: NUMBER,
      author: { id: "4411", handle: "orla.venn", name: "Orla Venn" },
      text: WORDS,
      createdAt: null,
      truncated: null,
    });
    expect(codesOf(answer)).toEqual([]);
  });

  it("sent in pieces, each in a comment", () => {
    const piece = story(words("<p>Open -- again, in \\ out.</p>"));
    const sent = piece.replace(/\\/g, "\\\\").replace(/--/g, "\\-\\-");
    const page = mobile(
      `<code id="u_0_1"><!-- ${sent} --></code><script>bigPipe.onPageletArrive({});</script>`,
    );
    expect(read(page, { uriR: NUMBERED }).main?.text).toBe("Open -- again, in \\ out.");
  });

  it("a page's post has its time where one is told", () => {
    const told = { page_insights: { "4411": { post_context: { publish_time: 1675674843 } } } };
    const page = mobile(story(words("<p>Open.</p>"), told));
    expect(read(page, { uriR: NUMBERED }).main?.createdAt).toBe("2023-02-06T09:14:03.000Z");
  });

  it("the rest of a long post is shown by a script; in a list it is left out, and that is said", () => {
    const whole = `<p>Open<span class="text_exposed_hide">… <a href="/story.php?story_fbid=${NUMBER}&amp;id=4411">Más</a></span><span class="text_exposed_show"> again.</span></p>`;
    expect(read(mobile(story(words(whole))), { uriR: NUMBERED }).main).toMatchObject({
      text: "Open again.",
      truncated: null,
    });
    const cut = `<p>Open<span>… <a href="/story.php?story_fbid=${NUMBER}&amp;id=4411">Más</a></span></p>`;
    expect(read(mobile(story(words(cut))), { uriR: NUMBERED }).main).toMatchObject({
      text: "Open",
      truncated: { at: 4 },
    });
  });

  it("words of a shared post are not the sharing author's", () => {
    const shared = attached(
      `<header><h3><a href="/kofi.ade">Kofi Ade</a></h3></header>${words("<p>No bus.</p>")}`,
    );
    expect(read(mobile(story(shared)), { uriR: NUMBERED }).main?.text).toBe("");
    expect(
      read(mobile(story(`${words("<p>Oh.</p>")}${shared}`)), { uriR: NUMBERED }).main?.text,
    ).toBe("Oh.");
  });

  it.each([
    ["in what is attached", attached('<a href="/kofi.ade">Kofi Ade</a>')],
    ["below the words", '<footer><a href="/kofi.ade">Kofi Ade</a> likes this</footer>'],
  ])("whoever is named %s is not the author", (_, behind) => {
    const page = (header: string) =>
      mobile(
        story(`${words("<p>Open.</p>")}${behind}`).replace(
          /<header>.*?<\/h3>/,
          `<header>${header}`,
        ),
      );
    const handle = (header: string) =>
      read(page(header), { uriR: NUMBERED }).main?.author.handle ?? null;
    expect(handle('<a href="/orla.venn">Orla Venn</a>')).toBe("orla.venn");
    expect(handle("<strong>Orla Venn</strong>")).toBe("4411");
    expect(
      handle('<a href="/groups/nord/user/4411/">Orla Venn</a> with <a href="/kofi.ade">Kofi</a>'),
    ).toBe("4411");
  });

  it("without its parts' marks nothing is taken for words", () => {
    expect(read(mobile(story("<div><p>Open.</p></div>")), { uriR: NUMBERED }).posts).toEqual([]);
  });
});

describe("what a comment holds", () => {
  const piece = `<code><!-- ${story(words("<p>Closed.</p>"))} --></code><script>bigPipe</script>`;

  it("is nothing on any other platform's page", () => {
    const page = mobile(piece);
    expect(
      read(page, { uriR: "https://twitter.com/orla_venn/status/1622525366423228416" }).posts,
    ).toEqual([]);
  });

  it("is nothing outside of such an element, or with a second comment beside it", () => {
    const loose = mobile(`<!-- ${story(words("<p>Closed.</p>"))} --><script>bigPipe</script>`);
    expect(read(loose, { uriR: NUMBERED }).posts).toEqual([]);
    const two = mobile(
      `<code><!-- a --> <!-- ${story(words("<p>Closed.</p>"))} --></code><script>bigPipe</script>`,
    );
    expect(read(two, { uriR: NUMBERED }).posts).toEqual([]);
  });
});
