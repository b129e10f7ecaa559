import { describe, expect, it } from "vitest";
import { fixture, mastodonId, read } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";

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
