import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { explainSnapshot } from "../../src/snapshots/read.js";
import { fixture, read, snowflake } from "./json-support.js";

const AT = "2023-02-06T09:14:03.000Z";
const ID = snowflake(AT);
const ADDRESS = `https://twitter.com/orla_venn/status/${ID}`;
const TEXT = "The bridge is open again 🎈 – see https://example.org";
const EMOJI = "https://abs-0.twimg.com/emoji/v2/svg/1f388.svg";

function article(emoji = EMOJI): string {
  return new TextDecoder()
    .decode(fixture("frames/saved-app.html"))
    .replaceAll("%ID%", ID)
    .replaceAll("%EMOJI%", emoji);
}

function page(body: string, before = ""): string {
  return `<!DOCTYPE html>${before}<html lang="en"><head><meta charset="utf-8"><title>X</title></head><body>${body}</body></html>`;
}

function quotedPrintable(text: string): string {
  const bytes = [...Buffer.from(text, "utf8")];
  const written = bytes.map((byte) =>
    byte === 0x3d || byte > 0x7e || (byte < 0x20 && byte !== 0x0a)
      ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
      : String.fromCharCode(byte),
  );
  const lines = [""];
  for (const unit of written) {
    if (unit === "\n") lines.push("");
    else if ((lines.at(-1) ?? "").length + unit.length > 72) {
      lines[lines.length - 1] += "=";
      lines.push(unit);
    } else lines[lines.length - 1] += unit;
  }
  return lines.join("\r\n");
}

function mhtml(html: string, encoding: string, coded: string, location = ADDRESS): string {
  return [
    "From: <Saved by Blink>",
    `Snapshot-Content-Location: ${location}`,
    "Subject: =?utf-8?Q?Orla?=",
    "Date: Mon, 6 Feb 2023 10:00:00 -0000",
    "MIME-Version: 1.0",
    "Content-Type: multipart/related;",
    '\ttype="text/html";',
    '\tboundary="----MultipartBoundary--abc123----"',
    "",
    "",
    "------MultipartBoundary--abc123----",
    "Content-Type: text/css",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Location: cid:css-1@mhtml.blink",
    "",
    "p { color: red }",
    "------MultipartBoundary--abc123----",
    "Content-Type: text/html",
    "Content-ID: <frame-1@mhtml.blink>",
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Location: ${location}`,
    "",
    coded || html,
    "------MultipartBoundary--abc123------",
    "",
  ].join("\r\n");
}

const EXPECTED = {
  platform: "twitter",
  id: ID,
  author: { handle: "orla_venn", name: "Orla Venn" },
  createdAt: AT,
  text: TEXT,
};

describe("pages saved as one MIME message", () => {
  it.each([
    ["quoted-printable", (html: string) => quotedPrintable(html)],
    ["base64", (html: string) => Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\r\n")],
    ["8bit", (html: string) => html],
    ["binary", (html: string) => html],
  ])("in %s", (encoding, code) => {
    const html = page(article());
    const body = mhtml(html, encoding, code(html));
    for (const uriR of [ADDRESS, null]) {
      expect(read(body, { uriR, contentType: "multipart/related" }).main).toMatchObject(EXPECTED);
    }
  });

  it("that asks for another post keeps the capture's own address", () => {
    const html = page(article());
    const body = mhtml(html, "8bit", html, "https://twitter.com/x/status/1");
    expect(read(body, { uriR: ADDRESS }).main?.id).toBe(ID);
  });

  it("cut or damaged anywhere: the same words, their beginning, or none", () => {
    const html = page(article());
    const body = mhtml(html, "quoted-printable", quotedPrintable(html));
    // Every place, since an escape is cut at few of them.
    for (let end = 0; end <= body.length; end += 1) {
      for (const post of read(body.slice(0, end), { uriR: ADDRESS }).posts) {
        expect(post.author.handle).toBe("orla_venn");
        expect(TEXT.startsWith(post.text), `cut at ${end}: ${post.text}`).toBe(true);
      }
    }
  });

  it("are named by what they were looked for by", () => {
    const html = page(article());
    const body = new TextEncoder().encode(mhtml(html, "8bit", html));
    const capture = { uriR: null, capturedAt: null, contentType: null, status: null, body };
    const frames = explainSnapshot(capture).filter((row) => row.layout.startsWith("frame "));
    expect(frames.filter((row) => row.found).map((row) => row.layout)).toEqual(["frame mhtml"]);
    expect(frames.length).toBeGreaterThan(3);
  });

  it("ordinary mail and text are no such pages", () => {
    expect(read("From: a@b.example\r\nSubject: hello\r\n\r\nText").posts).toEqual([]);
    expect(read("Content-Type: multipart/related\r\n\r\n--x").posts).toEqual([]);
  });
});

describe("pages saved or replayed without their address", () => {
  it.each([
    [
      "SingleFile",
      page(
        article("data:image/svg+xml;base64,PHN2Zz4="),
        `<!--\n Page saved with SingleFile \n url: ${ADDRESS} \n saved date: Mon Feb 06 2023\n-->`,
      ),
    ],
    ["a browser's save-as", page(article(), `<!-- saved from url=(0056)${ADDRESS} -->`)],
    [
      "the Wayback Machine's replay",
      `<html><head><script>__wm.wombat("${ADDRESS}","20230207101112","https://web.archive.org/","web");</script></head><body>${article()}</body></html>`,
    ],
    [
      "pywb's replay",
      `<html><head><script>wbinfo = {}; wbinfo.url = "${ADDRESS}";</script></head><body>${article()}</body></html>`,
    ],
  ])("%s says whose page it is", (_, html) => {
    expect(read(html).main).toMatchObject(EXPECTED);
  });

  it("such a mark inside the page's body says nothing", () => {
    const other = article().replaceAll(ID, snowflake("2023-02-06T09:14:03.000Z", 1));
    const html = page(`${other}<!--\n Page saved with SingleFile \n url: ${ADDRESS} \n-->`);
    expect(read(html).main).toBeNull();
  });
});

describe("replay", () => {
  it("rewritten addresses and banners leave the post as it was", () => {
    const rewritten = article()
      .replaceAll(
        "https://twitter.com/",
        "https://web.archive.org/web/20230207101112/https://twitter.com/",
      )
      .replaceAll(EMOJI, `https://web.archive.org/web/20230207101112im_/${EMOJI}`);
    const banner = `<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base">${article().replaceAll("orla_venn", "the_archive")}</div><!-- END WAYBACK TOOLBAR INSERT -->`;
    const { main, posts } = read(page(banner + rewritten), { uriR: ADDRESS });
    expect(main).toMatchObject(EXPECTED);
    expect(posts).toHaveLength(1);
  });

  it("archive.today's copy, its header set aside", () => {
    const inner = article(`https://archive.ph/AbC12/0123.svg`).replaceAll(
      "https://twitter.com/",
      "https://archive.ph/o/AbC12/https://twitter.com/",
    );
    const html = `<html itemscope><head><meta property="og:site_name" content="archive.ph"><link rel="canonical" href="https://archive.ph/AbC12"/><link rel="bookmark" href="http://archive.today/20230207101112/${ADDRESS}"/></head><body><div id="HEADER"><form><input name="q" value="${ADDRESS}"></form></div><div id="SOLID"><div id="CONTENT"><div class="html1">${inner}</div></div></div></body></html>`;
    expect(read(html).main).toMatchObject(EXPECTED);
    // A short address names the capture: what was captured stands in the archive's own head.
    for (const uriR of [
      `https://archive.ph/20230207101112/${ADDRESS}`,
      "https://archive.ph/AbC12",
    ]) {
      expect(read(html, { uriR }).main).toMatchObject(EXPECTED);
    }
  });

  it("archive.today's copy of the app, its marks lost", () => {
    const bare = article().replaceAll(/ data-testid="[^"]*"/g, "");
    const { main } = read(page(bare), { uriR: ADDRESS });
    expect(main).toMatchObject({ id: ID, text: TEXT, createdAt: AT });
    expect(main?.author.handle).toBe("orla_venn");
  });
});

describe("markup inside JSON answers", () => {
  const piece = `<li class="js-stream-item"><div class="tweet js-stream-tweet" data-tweet-id="${ID}" data-item-id="${ID}" data-screen-name="orla_venn" data-name="Orla Venn" data-user-id="4411"><div class="content"><small class="time"><a href="/orla_venn/status/${ID}"><span class="_timestamp" data-time-ms="${Date.parse(AT)}"></span></a></small><p class="TweetTextSize js-tweet-text tweet-text" lang="en">The bridge is open again.</p></div></div></li>`;

  it.each([
    ["the next posts of a timeline", { has_more_items: true, items_html: piece }],
    ["a conversation", { descendants: { items_html: piece }, ancestors: null }],
    [
      "a permalink opened over a profile",
      { init_data: {}, title: "X", page: `<div class="permalink">${piece}</div>` },
    ],
  ])("%s", (_, answer) => {
    expect(read(answer, { uriR: ADDRESS }).main).toMatchObject({
      id: ID,
      author: { id: "4411", handle: "orla_venn", name: "Orla Venn" },
      text: "The bridge is open again.",
    });
  });

  it("in a post's own words is none", () => {
    const status = {
      id_str: ID,
      created_at: "Mon Feb 06 09:14:03 +0000 2023",
      text: piece,
      user: { screen_name: "kofi_ade", id_str: "9", name: "K" },
    };
    expect(read(status, { uriR: ADDRESS }).posts.map((post) => post.author.handle)).toEqual([
      "kofi_ade",
    ]);
  });
});
