import { describe, expect, it } from "vitest";
import { read, snowflake } from "./json-support.js";

function head(tags: Record<string, string>, body = ""): string {
  const metas = Object.entries(tags).map(
    ([name, content]) => `<meta property="${name}" content="${content}">`,
  );
  return `<!DOCTYPE html><html><head>${metas.join("\n")}</head><body>${body}</body></html>`;
}

const THREADS = "https://www.threads.net/@orla.venn/post/CzAbCdEfGhI";
const INSTAGRAM = "https://www.instagram.com/p/CzAbCdEfGhI/";
const FACEBOOK = "https://www.facebook.com/orla.venn/posts/1234567890123456";

describe("what a public page's head says", () => {
  it("Threads", () => {
    const page = head({
      "og:title": "Orla Venn (@orla.venn) auf Threads",
      "og:description": "The bridge is open again.",
      "og:url": THREADS,
    });
    expect(read(page, { uriR: THREADS }).main).toMatchObject({
      platform: "threads",
      id: "CzAbCdEfGhI",
      author: { handle: "orla.venn", name: "Orla Venn" },
      text: "The bridge is open again.",
    });
  });

  it.each([
    [
      "English",
      "Orla Venn on Instagram: &quot;The bridge: &quot;open&quot; again.&quot;",
      "12 likes, 3 comments - orla.venn on February 6, 2023: &quot;The bridge: &quot;open&quot; again.&quot;. ",
    ],
    [
      "French",
      "Orla Venn sur Instagram : « The bridge: &quot;open&quot; again. »",
      "12 likes, 3 comments - orla.venn le February 6, 2023 : « The bridge: &quot;open&quot; again. ».",
    ],
  ])("Instagram in %s: the words inside the outer quotation marks", (_, title, description) => {
    const page = head({ "og:title": title, "og:description": description, "og:url": INSTAGRAM });
    expect(read(page, { uriR: INSTAGRAM }).main).toMatchObject({
      platform: "instagram",
      id: "CzAbCdEfGhI",
      author: { handle: "orla.venn" },
      text: 'The bridge: "open" again.',
    });
  });

  it("Instagram's handle, not the name before it", () => {
    const tell = (author: string) =>
      read(
        head({
          "og:title": "Orla on Instagram: “The bridge is open.”",
          "og:description": `1,204 Likes, 41 Comments - ${author}: “The bridge is open.”`,
          "og:url": INSTAGRAM,
        }),
        { uriR: INSTAGRAM },
      ).main?.author.handle;
    expect(tell("Orla (@orla.venn) on Instagram")).toBe("orla.venn");
    expect(tell("Orla Venn (@kofi_ade) (@orla.venn) on Instagram")).toBe("orla.venn");
    expect(tell("orla.venn on February 6, 2023")).toBe("orla.venn");
    expect(tell("kofi_ade : x (@orla.venn) on Instagram")).toBe("orla.venn");
    expect(tell("Channel 4 (@orla.venn) on Instagram")).toBe("orla.venn");
  });

  it("of Instagram's handles that differ none is believed", () => {
    const tell = (author: string, card: string) =>
      read(
        head({
          "og:title": "Orla on Instagram: “The bridge is open.”",
          "og:description": `1,204 Likes, 41 Comments - ${author}: “The bridge is open.”`,
          "og:url": INSTAGRAM,
          "twitter:title": card,
        }),
        { uriR: INSTAGRAM },
      ).main?.author.handle;
    const dated = "kofi_ade on February 6, 2023";
    expect(tell(dated, "Kofi (@kofi_ade) • Instagram")).toBe("kofi_ade");
    expect(tell(dated, "Orla (@orla.venn) • Instagram")).toBeNull();
    expect(tell(`${dated}: x (@orla.venn) on Instagram`, "Instagram")).toBeNull();
  });

  it("Instagram's handle from the other card where the description tells none", () => {
    const tell = (card: string) =>
      read(
        head({
          "og:title": "Orla on Instagram: &quot;The bridge is open.&quot;",
          "og:description": "The bridge is open.",
          "og:url": INSTAGRAM,
          "twitter:title": card,
        }),
        { uriR: INSTAGRAM },
      ).main?.author.handle;
    expect(tell("Orla (@orla.venn) • Instagram photos and videos")).toBe("orla.venn");
    expect(tell("Not (@kofi_ade) • (@orla.venn) • Instagram photos and videos")).toBe("orla.venn");
    expect(tell("Instagram")).toBeNull();
  });

  it("Facebook, marked as cut where its description is", () => {
    const page = head({
      "og:title": "Orla Venn - The bridge is open",
      "og:description": "The bridge is open again, after three…",
      "og:url": FACEBOOK,
    });
    const { main } = read(page, { uriR: FACEBOOK });
    expect(main).toMatchObject({
      platform: "facebook",
      id: "1234567890123456",
      author: { name: "Orla Venn" },
    });
    expect(main?.truncated?.at).toBe("The bridge is open again, after three".length);
  });
});

describe("log-in pages in a post's place", () => {
  it.each([
    [
      "Instagram's address",
      INSTAGRAM,
      head({ "og:url": "https://www.instagram.com/accounts/login/", "og:title": "Instagram" }),
    ],
    [
      "Instagram's page data",
      INSTAGRAM,
      '<html><body><script>window._sharedData = {"entry_data":{"LoginAndSignupPage":[{}]}};</script></body></html>',
    ],
    [
      "Facebook's form, in any language",
      FACEBOOK,
      '<html lang="ar"><body><form id="login_form"><input name="email"><input type="password" name="pass"></form></body></html>',
    ],
    ["Threads", THREADS, head({ "og:url": "https://www.threads.net/login" })],
  ])("%s", (_, uriR, page) => {
    expect(read(page, { uriR })).toMatchObject({ state: "login-wall", main: null, posts: [] });
  });
});

describe("the apps' own objects", () => {
  const post = {
    pk: "3000000000000000000",
    code: "CzAbCdEfGhI",
    taken_at: 1675674843,
    user: { pk: "4411", username: "orla.venn", full_name: "Orla Venn" },
    caption: { text: "The bridge is open again." },
    text_post_app_info: {
      reply_to_author: { username: "kofi_ade" },
      share_info: { quoted_post: { code: "CyZyXwVuTsR", user: { username: "ines_ro" } } },
    },
  };

  it("Threads, in a script element of its page", () => {
    const page = `<html><body><script type="application/json" data-sjs>${JSON.stringify({ require: [[{ thread_items: [{ post }] }]] })}</script></body></html>`;
    expect(read(page, { uriR: THREADS }).main).toMatchObject({
      platform: "threads",
      author: { id: "4411", handle: "orla.venn", name: "Orla Venn" },
      createdAt: "2023-02-06T09:14:03.000Z",
      text: "The bridge is open again.",
      replyTo: { handle: "kofi_ade" },
      quoted: { id: "CyZyXwVuTsR", handle: "ines_ro" },
    });
  });

  it("Instagram to 2021, in its page data", () => {
    const media = {
      shortcode: "CzAbCdEfGhI",
      taken_at_timestamp: 1675674843,
      owner: { id: "4411", username: "orla.venn", full_name: "Orla Venn" },
      edge_media_to_caption: { edges: [{ node: { text: "The bridge is open again." } }] },
      display_url: "https://scontent.example/x.jpg",
      accessibility_caption: "A bridge",
    };
    const page = `<html><body><script type="text/javascript">window._sharedData = ${JSON.stringify({ entry_data: { PostPage: [{ graphql: { shortcode_media: media } }] } })};</script></body></html>`;
    expect(read(page, { uriR: INSTAGRAM }).main).toMatchObject({
      platform: "instagram",
      text: "The bridge is open again.",
      media: [{ url: "https://scontent.example/x.jpg", alt: "A bridge" }],
    });
  });
});

describe("Instagram's objects without a time", () => {
  const media = {
    __typename: "GraphVideo",
    shortcode: "CzAbCdEfGhI",
    owner: { id: "4411", username: "orla.venn" },
    edge_media_to_caption: { edges: [{ node: { text: 'The bridge: "open" again.' } }] },
  };

  it("in the frame for other sites, which keeps them in a string", () => {
    const contextJSON = JSON.stringify({ gql_data: { shortcode_media: media } });
    const call = { require: [["PolarisEmbedSimple", "init", [], [{ contextJSON }]]] };
    const page = `<html><body><script>requireLazy(["ServerJS"],function(ServerJS){var s=(new ServerJS());s.handle(${JSON.stringify(call)});});</script></body></html>`;
    const { main } = read(page, { uriR: `${INSTAGRAM}embed/captioned/` });
    expect(main).toMatchObject({
      id: "CzAbCdEfGhI",
      author: { id: "4411", handle: "orla.venn" },
      text: 'The bridge: "open" again.',
      createdAtSource: "snowflake",
    });
    expect(main?.sources.text).toContain("/contextJSON/gql_data/shortcode_media/");
  });

  it("on its page without log-in", () => {
    const node = {
      __typename: "XIGPolarisImageMedia",
      code: "CzAbCdEfGhI",
      user: { pk: "4411", username: "orla.venn" },
      caption: { text: "Open." },
    };
    const page = `<html><body><script type="application/json" data-sjs>${JSON.stringify({ xig_polaris_media: { if_not_gated_logged_out: node } })}</script></body></html>`;
    expect(read(page, { uriR: INSTAGRAM }).main?.text).toBe("Open.");
  });

  it("a post that Threads no longer shows is none without words", () => {
    const gone = {
      code: "CzAbCdEfGhI",
      taken_at: 1675674843,
      user: { pk: "4411", username: "orla.venn" },
      caption: null,
      text_post_app_info: { is_post_unavailable: true },
    };
    expect(read({ thread_items: [{ post: gone }] }, { uriR: THREADS }).posts).toEqual([]);
  });
});

describe("JSON inside pages", () => {
  const ID = snowflake("2023-02-06T09:14:03.000Z");
  const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;
  const row = {
    id_str: ID,
    full_text: "The bridge is open again.",
    created_at: "Mon Feb 06 09:14:03 +0000 2023",
    entities: {},
  };

  it("the app's own state", () => {
    const state = {
      entities: {
        tweets: { entities: { [ID]: { ...row, user: "4411" } } },
        users: {
          entities: { "4411": { id_str: "4411", screen_name: "orla_venn", name: "Orla </ Venn" } },
        },
      },
    };
    const page = `<html><body><script>window.__INITIAL_STATE__=${JSON.stringify(state)};window.__META__={}</script></body></html>`;
    const { main, layout } = read(page, { uriR: ADDRESS });
    expect(layout).toBe("embedded-json");
    expect(main).toMatchObject({ text: row.full_text, author: { handle: "orla_venn" } });
    expect(main?.sources.text).toContain(`<script>/entities/tweets/entities/${ID}/full_text`);
  });

  it("a timeline widget's page data", () => {
    const tweet = { ...row, user: { id_str: "4411", screen_name: "orla_venn", name: "Orla Venn" } };
    const data = { props: { pageProps: { timeline: { entries: [{ content: { tweet } }] } } } };
    const page = `<html><body><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script></body></html>`;
    expect(read(page).posts.map((post) => post.id)).toEqual([ID]);
  });

  it("schema.org's description of a post", () => {
    const posting = {
      "@context": "https://schema.org",
      "@type": "SocialMediaPosting",
      url: ADDRESS,
      datePublished: "2023-02-06T09:14:03.000Z",
      author: {
        "@type": "Person",
        additionalName: "orla_venn",
        givenName: "Orla Venn",
        identifier: "4411",
      },
      articleBody: "The bridge is open again.",
    };
    const page = `<html><head><script type="application/ld+json">${JSON.stringify(posting)}</script></head><body></body></html>`;
    expect(read(page, { uriR: ADDRESS }).main).toMatchObject({
      platform: "twitter",
      id: ID,
      author: { id: "4411", handle: "orla_venn", name: "Orla Venn" },
      createdAt: "2023-02-06T09:14:03.000Z",
      text: "The bridge is open again.",
    });
  });

  it("what stands in a comment or a template is no script", () => {
    const tweet = { ...row, user: { id_str: "1", screen_name: "the_minister", name: "M" } };
    const script = `<script type="application/json">${JSON.stringify(tweet)}</script>`;
    expect(
      read(
        `<html><body><!-- ${script} --><textarea>${script}</textarea><p>application/json</p></body></html>`,
        { uriR: ADDRESS },
      ).posts,
    ).toEqual([]);
  });

  it("two tellings of one post that differ are both disbelieved", () => {
    const tell = (text: string) => ({
      ...row,
      full_text: text,
      user: { id_str: "4411", screen_name: "orla_venn", name: "Orla Venn" },
    });
    const page = `<html><body><script type="application/json">${JSON.stringify([tell("The bridge is open."), tell("The bridge is closed.")])}</script></body></html>`;
    const answer = read(page, { uriR: ADDRESS });
    expect(answer.main).toBeNull();
    expect(answer.findings.map((finding) => finding.code)).toContain("page.id-claimed-twice");
  });
});
