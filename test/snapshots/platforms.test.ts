import { describe, expect, it } from "vitest";
import { fixture, read, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";

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
