import { describe, expect, it } from "vitest";
import { fixture, mastodonId, read, snowflake, tid } from "./json-support.js";

const BSKY = "https://bsky.app/profile/orla.example.org/post/3lhgvtdfxqs2a";
const AT = "2023-02-06T09:14:03.000Z";

describe("Bluesky's page", () => {
  it("is read from the summary its server writes", () => {
    const { main, layout } = read(fixture("platforms/bluesky-page.html"), { uriR: BSKY });
    expect(layout).toBe("bluesky-app");
    expect(main).toMatchObject({
      platform: "bluesky",
      id: "3lhgvtdfxqs2a",
      url: BSKY,
      author: { id: "did:plc:orlavenn", handle: "orla.example.org", name: "Orla (Venn)" },
      createdAt: "2025-02-06T09:14:03.120Z",
      createdAtSource: "page",
      text: "The bridge is open again.\nIt's safe & sound.",
    });
    expect(main?.media).toHaveLength(1);
  });

  it("without its summary is read from its head", () => {
    const page = new TextDecoder().decode(fixture("platforms/bluesky-page.html"));
    const head = page.replace(/<noscript>[\s\S]*<\/noscript>/, "");
    expect(read(head, { uriR: BSKY }).main).toMatchObject({
      author: { handle: "orla.example.org", name: "Orla (Venn)" },
      text: "The bridge is open again.\nIt's safe & sound.",
    });
  });

  it("whose post did not load holds none", () => {
    const shell = `<html><head><title>Bluesky</title><link rel="canonical" href="${BSKY}"><meta property="og:description" content="Social media as it should be."></head><body><div id="root"></div></body></html>`;
    expect(read(shell, { uriR: BSKY }).posts).toEqual([]);
  });
});

describe("Bluesky's answers", () => {
  const QUOTED = tid("2025-02-06T09:10:00.000Z");
  const view = {
    uri: "at://did:plc:orlavenn/app.bsky.feed.post/3lhgvtdfxqs2a",
    cid: "bafy",
    author: { did: "did:plc:orlavenn", handle: "orla.example.org", displayName: "Orla Venn" },
    record: {
      $type: "app.bsky.feed.post",
      createdAt: "2025-02-06T09:14:03.120Z",
      langs: ["en"],
      // 🌉 is four bytes, two UTF-16 units and one character.
      text: "🌉 Open: example.org/br… @ines.example.org",
      facets: [
        {
          index: { byteStart: 11, byteEnd: 28 },
          features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://example.org/bridge" }],
        },
        { index: { byteStart: 29, byteEnd: 46 }, features: [{ did: "did:plc:ines" }] },
      ],
      embed: {
        $type: "app.bsky.embed.recordWithMedia",
        record: { record: { uri: `at://did:plc:ines/app.bsky.feed.post/${QUOTED}` } },
        media: { images: [{ alt: "The bridge at dawn" }] },
      },
      reply: { parent: { uri: "at://did:plc:kofi/app.bsky.feed.post/3lhgv3333333a" } },
    },
    embed: {
      $type: "app.bsky.embed.recordWithMedia#view",
      media: { images: [{ alt: "The bridge at dawn", fullsize: "https://cdn.example/x.jpg" }] },
      record: {
        record: {
          uri: `at://did:plc:ines/app.bsky.feed.post/${QUOTED}`,
          author: { did: "did:plc:ines", handle: "ines.example.org" },
          value: {
            $type: "app.bsky.feed.post",
            text: "On Monday.",
            createdAt: "2025-02-06T09:10:00.000Z",
          },
        },
      },
    },
  };

  it.each([
    [
      "a thread",
      { thread: { $type: "app.bsky.feed.defs#threadViewPost", post: view, replies: [] } },
    ],
    ["a list of posts", { posts: [view] }],
    ["a feed", { feed: [{ post: view }], cursor: "x" }],
  ])("%s", (_, answer) => {
    const { main, posts, layout } = read(answer, { uriR: BSKY });
    expect(layout).toBe("bluesky-api");
    expect(main).toMatchObject({
      id: "3lhgvtdfxqs2a",
      author: { id: "did:plc:orlavenn", handle: "orla.example.org", name: "Orla Venn" },
      text: "🌉 Open: example.org/br… @ines.example.org",
      lang: "en",
      links: [{ shown: "example.org/br…", targets: ["https://example.org/bridge"] }],
      media: [{ kind: "photo", url: "https://cdn.example/x.jpg", alt: "The bridge at dawn" }],
      quoted: { id: QUOTED, handle: "ines.example.org" },
      replyTo: { id: "3lhgv3333333a", handle: null },
    });
    expect(posts.map((post) => post.text)).toContain("On Monday.");
  });

  it("a repository's record names the account, not the handle", () => {
    const record = { uri: view.uri, cid: "bafy", value: view.record };
    expect(read(record, { uriR: BSKY }).main?.author).toEqual({
      id: "did:plc:orlavenn",
      handle: null,
      name: null,
    });
    const bare = read(view.record, { uriR: view.uri });
    expect(bare.main).toMatchObject({ id: "3lhgvtdfxqs2a", author: { id: "did:plc:orlavenn" } });
  });

  it.each([
    [{ error: "NotFound", message: "Post not found: at://…" }, "deleted"],
    [{ error: "AccountTakedown", message: "…" }, "suspended"],
    [{ error: "RateLimitExceeded", message: "…" }, "error-page"],
    [
      { thread: { $type: "app.bsky.feed.defs#notFoundPost", uri: view.uri, notFound: true } },
      "deleted",
    ],
    [
      { thread: { $type: "app.bsky.feed.defs#blockedPost", uri: view.uri, blocked: true } },
      "withheld",
    ],
  ])("%j", (answer, state) => {
    expect(read(answer, { uriR: BSKY })).toMatchObject({ state, main: null });
  });

  it("a deleted parent leaves the post standing", () => {
    const parent = { uri: "at://did:plc:kofi/app.bsky.feed.post/3lhgv3333333a", notFound: true };
    expect(read({ thread: { post: view, parent } }, { uriR: BSKY }).state).toBe("post");
  });
});

describe("Mastodon", () => {
  const id = mastodonId(AT);
  const address = `https://social.example/@orla/${id}`;
  const account = {
    id: "7",
    username: "orla",
    acct: "orla",
    url: "https://social.example/@orla",
    display_name: "Orla Venn",
  };
  const status = {
    id,
    uri: `https://social.example/users/orla/statuses/${id}`,
    url: address,
    created_at: AT,
    language: "de",
    spoiler_text: "",
    in_reply_to_id: null,
    account,
    content:
      '<p>Die Brücke ist offen &amp; sicher.<br>Ja.</p><p><a href="https://example.org/bruecke/offen"><span class="invisible">https://</span><span class="ellipsis">example.org/bruecke</span><span class="invisible">/offen</span></a></p>',
    media_attachments: [
      { type: "image", url: "https://files.example/x.png", description: "Die Brücke" },
    ],
  };

  it("status of the client API", () => {
    const { main, layout } = read(status, { uriR: address });
    expect(layout).toBe("mastodon-api");
    expect(main).toMatchObject({
      platform: "mastodon",
      id,
      url: address,
      author: { id: "7", handle: "orla@social.example", name: "Orla Venn" },
      createdAt: AT,
      text: "Die Brücke ist offen & sicher.\nJa.\n\nexample.org/bruecke…",
      lang: "de",
      links: [{ shown: "example.org/bruecke…", targets: ["https://example.org/bruecke/offen"] }],
      media: [{ kind: "image", alt: "Die Brücke" }],
    });
  });

  it("at its address in the API", () => {
    const answer = read(status, { uriR: `https://social.example/api/v1/statuses/${id}` });
    expect(answer).toMatchObject({ state: "post", main: { id } });
  });

  it("a content warning stands above the words", () => {
    const warned = read({ ...status, spoiler_text: "Verkehr", content: "<p>Offen.</p>" });
    expect(warned.posts[0]?.text).toBe("Verkehr\n\nOffen.");
  });

  it("seen on another server, a status keeps its author's server and number", () => {
    const elsewhere = {
      ...status,
      id: mastodonId("2023-03-01T10:00:00.000Z"),
      account: { ...account, acct: "orla@social.example" },
    };
    expect(read([elsewhere]).posts[0]).toMatchObject({
      id,
      author: { handle: "orla@social.example" },
    });
  });

  it("a post of another program's server is known by that server's id", () => {
    const note = {
      ...status,
      id: mastodonId("2023-03-01T10:00:00.000Z"),
      url: "https://notes.example/notes/9f2ka81xq0",
      account: { ...account, acct: "ines@notes.example" },
    };
    expect(read([note]).posts[0]).toMatchObject({
      id: "9f2ka81xq0",
      url: "https://notes.example/notes/9f2ka81xq0",
      author: { handle: "ines@notes.example" },
    });
  });

  it("a boost names whose words they are", () => {
    const boost = {
      ...status,
      id: mastodonId("2023-02-07T10:00:00.000Z"),
      url: `https://social.example/@kofi/${mastodonId("2023-02-07T10:00:00.000Z")}`,
      created_at: "2023-02-07T10:00:00.000Z",
      account: {
        ...account,
        id: "8",
        username: "kofi",
        acct: "kofi",
        url: "https://social.example/@kofi",
      },
      reblog: status,
    };
    const { posts } = read(boost);
    expect(posts.map((post) => [post.author.handle, post.retweeted?.handle ?? null])).toEqual([
      ["kofi@social.example", "orla@social.example"],
      ["orla@social.example", null],
    ]);
  });

  it.each([
    ["Record not found", "deleted"],
    ["This method requires an authenticated user", "login-wall"],
    ["Too many requests", "error-page"],
  ])("the error %s is %s", (error, state) => {
    expect(read({ error }, { uriR: address }).state).toBe(state);
  });

  it("ActivityPub note, in an activity or alone", () => {
    const note = {
      id: status.uri,
      type: "Note",
      url: address,
      published: "2023-02-06T09:14:03Z",
      attributedTo: "https://social.example/users/orla",
      summary: null,
      inReplyTo: "https://other.example/users/kofi/statuses/109817340000000000",
      content: "<p>Offen.</p>",
      contentMap: { de: "<p>Offen.</p>" },
      attachment: [
        {
          type: "Document",
          mediaType: "image/png",
          url: "https://files.example/x.png",
          name: "Die Brücke",
        },
      ],
    };
    for (const body of [note, { type: "Create", actor: note.attributedTo, object: note }]) {
      const { main, layout } = read(body, { uriR: address });
      expect(layout).toBe("mastodon-activitypub");
      expect(main).toMatchObject({
        id,
        author: { handle: "orla@social.example" },
        createdAt: AT,
        text: "Offen.",
        lang: "de",
        replyTo: { id: "109817340000000000", handle: "kofi@other.example" },
        media: [{ alt: "Die Brücke" }],
      });
    }
    expect(read({ type: "Tombstone", id: note.id }, { uriR: address }).state).toBe("deleted");
  });

  it("a reshare in ActivityPub has no words of its own", () => {
    const announce = {
      type: "Announce",
      id: `https://social.example/users/kofi/statuses/${id}/activity`,
      actor: "https://social.example/users/kofi",
      published: AT,
      object: "https://other.example/users/ines/statuses/109817340000000000",
    };
    expect(read(announce).posts[0]).toMatchObject({
      text: "",
      author: { handle: "kofi@social.example" },
      retweeted: { id: "109817340000000000", handle: "ines@other.example" },
    });
  });

  it("the server's own page, ancestors among its posts", () => {
    const page = new TextDecoder()
      .decode(fixture("platforms/mastodon-3-page.html"))
      .replaceAll("109817346512345678", id)
      .replaceAll("109817340000000000", mastodonId("2023-02-06T09:12:22.000Z"));
    const { main, posts, layout } = read(page, { uriR: address });
    expect(layout).toBe("mastodon-page");
    expect(main).toMatchObject({
      id,
      author: { handle: "orla@social.example", name: "Orla Venn" },
      createdAt: AT,
      text: "Verkehr\n\n@kofi Ja, sie ist wieder offen.\n\nMehr: example.org/bruecke/wieder-off…",
      lang: "de",
    });
    expect(posts.map((post) => [post.author.handle, post.text])).toContainEqual([
      "kofi@other.example",
      "Ist die Brücke offen?",
    ]);
  });

  it("the application's head, its picture announcement left out", () => {
    const head = (card: string, description: string) =>
      `<html><head><meta content="Orla Venn (@orla@social.example)" property="og:title"><meta content="${address}" property="og:url"><meta content="2023-02-06T09:14:03Z" property="og:published_time"><meta content="orla@social.example" property="profile:username"><meta content="${description}" property="og:description"><meta content="${card}" property="twitter:card"></head><body><div id="mastodon"></div></body></html>`;
    const plain = read(head("summary", "Offen.\n\nJa."), { uriR: address });
    expect(plain.main).toMatchObject({
      text: "Offen.\n\nJa.",
      author: { handle: "orla@social.example", name: "Orla Venn" },
    });
    const pictured = read(head("summary_large_image", "Angehängt: 1 Bild\n\nOffen."), {
      uriR: address,
    });
    expect(pictured.main?.text).toBe("Offen.");
  });
});

describe("Telegram", () => {
  it("messages of a channel's preview, without what they answer or link to", () => {
    const { main, posts, layout } = read(fixture("platforms/telegram-channel.html"), {
      uriR: "https://t.me/s/orla_reports/41",
    });
    expect(layout).toBe("telegram-widget");
    expect(main).toMatchObject({
      platform: "telegram",
      id: "41",
      url: "https://t.me/orla_reports/41",
      author: { handle: "orla_reports", name: "Orla reports 🌉" },
      createdAt: AT,
      text: "The bridge is open again 🎈\n\nMore: example.org/bridge",
      links: [{ shown: "example.org/bridge", targets: ["https://example.org/bridge"] }],
      replyTo: { id: "40", handle: "orla_reports" },
      retweeted: null,
    });
    expect(posts.map((post) => post.id)).toEqual(["41", "42"]);
    expect(posts[1]).toMatchObject({
      createdAt: "2023-02-06T09:00:00.000Z",
      retweeted: { id: "7", handle: "city_council" },
      media: [{ kind: "photo", url: "https://cdn4.telegram-cdn.org/file/x.jpg" }],
    });
  });

  it.each([
    ["Post not found", "deleted"],
    ["Dieser Beitrag ist privat", "withheld"],
  ])("the widget's notice %s is %s", (notice, state) => {
    const page = `<html><body class="widget_frame_base"><div class="tgme_widget_message_error">${notice}</div></body></html>`;
    expect(read(page, { uriR: "https://t.me/orla_reports/99?embed=1" }).state).toBe(state);
  });

  it("a message's page says it in its head", () => {
    const page = `<html><head><meta property="og:title" content="Orla reports"><meta property="og:description" content="The bridge is open again."><meta property="al:ios:url" content="tg://resolve?domain=orla_reports&amp;post=41"></head><body></body></html>`;
    expect(read(page, { uriR: "https://t.me/orla_reports/41" }).main).toMatchObject({
      id: "41",
      author: { handle: "orla_reports", name: "Orla reports" },
      text: "The bridge is open again.",
    });
  });
});

describe("Nitter and its kin", () => {
  it("a status with picture and quote", () => {
    const [id, other] = [snowflake(AT), snowflake("2023-02-05T08:00:00.000Z")];
    const page = new TextDecoder()
      .decode(fixture("platforms/nitter-status.html"))
      .replaceAll("%ID%", id)
      .replaceAll("%OTHER%", other);
    const { main, posts, layout } = read(page, {
      uriR: `https://nitter.net/orla_venn/status/${id}`,
    });
    expect(layout).toBe("nitter");
    expect(main).toMatchObject({
      platform: "twitter",
      id,
      author: { handle: "orla_venn", name: "Orla Venn" },
      createdAt: AT,
      text: "The bridge is open again 🎈\nSee example.org/bridge",
      quoted: { id: other, handle: "ines_ro" },
      media: [{ alt: "The bridge at dawn" }],
    });
    expect(posts).toHaveLength(1);
  });
});
