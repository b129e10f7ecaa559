import { describe, expect, it } from "vitest";
import { explainSnapshot, readSnapshot } from "../../src/snapshots/read.js";
import type { CaptureBytes } from "../../src/snapshots/types.js";
import { appPage } from "../fixtures/snapshots/app.js";
import { captureOf } from "./support.js";

const ADDRESS = "https://twitter.com/Nana_Yaw/status/828061622072246371";

function stateOf(body: string, about: Partial<CaptureBytes> = {}): string {
  return readSnapshot(captureOf(body, { uriR: ADDRESS, ...about })).state;
}

function legacy(body: string, attributes = ""): string {
  return `<!DOCTYPE html><html lang="ja"><head><title>Twitter / ?</title></head><body ${attributes}><form action="https://twitter.com/sessions" method="post"><input type="password" name="session[password]"></form>${body}</body></html>`;
}

describe("what the platform says of a post", () => {
  it.each([
    [
      "deleted",
      legacy(
        '<div class="errorpage-topbar"></div><div class="errorpage-body-content"><h1>このページは</h1></div>',
      ),
    ],
    ["deleted", legacy("<h1>?</h1>", 'class="t1 errorpage"')],
    ["suspended", legacy('<div class="flex-module error-page clearfix"><h1>凍結</h1></div>')],
    [
      "protected",
      legacy('<div class="ProtectedTimeline"><h2 class="ProtectedTimeline-heading">?</h2></div>'),
    ],
    ["withheld", legacy('<div class="withheld-tweet">?</div>')],
    [
      "deleted",
      appPage([
        '<div data-testid="error-detail"><div dir="auto"><span>この頁は</span></div><a href="/search" role="link">検索</a></div>',
      ]),
    ],
    [
      "suspended",
      appPage([
        '<article tabindex="-1"><span>Este post es de una cuenta suspendida. </span><a href="https://help.x.com/rules-and-policies/notices-on-x">?</a></article>',
      ]),
    ],
    [
      "deleted",
      appPage([
        '<article tabindex="-1"><span>Ce Tweet a été supprimé par son auteur. </span><a href="https://help.twitter.com/rules-and-policies/notices-on-twitter">?</a></article>',
      ]),
    ],
    ["deleted", "<html><body><h1>Sorry, that page doesn’t exist!</h1></body></html>"],
    ["suspended", "<html><body><h1>Account suspended</h1></body></html>"],
    ["protected", "<html><body><p>These Tweets are protected</p></body></html>"],
  ])("is %s, by structure first", (state, body) => {
    expect(stateOf(body)).toBe(state);
  });

  it.each([
    ["suspended", 302, "https://twitter.com/account/suspended"],
    ["protected", 302, "https://twitter.com/login?protected_redirect=true"],
    ["withheld", 451, null],
  ] as const)("is %s by status %i and place", (state, status, location) => {
    expect(stateOf("", { status, location })).toBe(state);
  });
});

describe("words that are not the platform's", () => {
  const gone = ["deleted", "suspended", "protected", "withheld"];
  it.each([
    [
      "a hosting provider's page",
      "<h1>Account Suspended</h1><p>This Account has been suspended. Ask your hosting provider.</p>",
    ],
    [
      "a post in an unknown layout",
      '<img src="https://abs.twimg.com/a.png"><h2>Efua @efua_example</h2><p>They say my account has been suspended</p>',
    ],
    [
      "a post with a link to the help page",
      '<article><div data-testid="tweetText">My post was deleted <a href="https://help.x.com/rules-and-policies/notices-on-x">?</a></div></article>',
    ],
    [
      "a failure beside a search in the menu",
      '<nav><a href="/search">?</a></nav><div data-testid="error-detail"><span>?</span><div role="button">?</div></div>',
    ],
    ["a trend beside a shell", '<div id="react-root"></div><p>compte suspendu</p><p>Trends</p>'],
  ])("say nothing of the post: %s", (_, body) => {
    expect(gone).not.toContain(stateOf(`<html><body>${body}</body></html>`));
  });

  it("say nothing on another site's page with names like Twitter's", () => {
    const body = '<body class="errorpage"><div class="withheld-tweet">?</div></body>';
    expect(stateOf(body, { uriR: "https://nitter.example/a/status/20" })).toBe("unreadable");
  });
});

describe("the app's notice in a post's place", () => {
  const notice = (words: string) =>
    appPage([
      `<article><span>${words}</span><a href="https://help.x.com/rules-and-policies/notices-on-x">?</a></article><aside>suspended account</aside>`,
    ]);
  it.each([
    ["suspended", "Kontot bakom det här är avstängt"],
    ["deleted", "Tweet ini sudah dihapus"],
    ["deleted", "Bài viết này đã bị xóa"],
    ["withheld", "Jezik ki ga ne poznamo"],
  ])("is %s in any language: %s", (state, words) => {
    expect(stateOf(notice(words))).toBe(state);
  });
});

describe("a mirror of Twitter", () => {
  const uriR = "https://nitter.example/efua_example/status/828061622072246371";
  const panel = (words: string) =>
    stateOf(`<body><div class="error-panel"><span>${words}</span></div></body>`, { uriR });
  it.each([
    ["suspended", 'User "efua_example" has been suspended'],
    ["error-page", "Tweet not found"],
    ["error-page", "Instance has been rate limited."],
  ])("is %s where it says: %s", (state, words) => {
    expect(panel(words)).toBe(state);
  });
});

describe("what says something about the crawler only", () => {
  it.each([
    ["login-wall", legacy("<p>?</p>")],
    ["login-wall", appPage(['<input data-testid="ocfEnterTextTextInput">'])],
    ["login-wall", "<html><body><p>Inicia sesión en X para ver esto</p></body></html>"],
    ["shell", appPage([])],
    ["shell", "<html><body><div id=root></div><script src=a.js></script></body></html>"],
    [
      "error-page",
      appPage(['<div data-testid="error-detail"><span>?</span><div role="button">?</div></div>']),
    ],
    ["error-page", "<html><body><div>Something went wrong. Try reloading.</div></body></html>"],
    ["error-page", "Rate limit exceeded"],
    [
      "error-page",
      '<html><body><form id="challenge-form" action="/cdn-cgi/l/chk"></form></body></html>',
    ],
    [
      "consent-page",
      '<html><body><form action="https://consent.example/save" method="post"></form></body></html>',
    ],
  ])("is %s, never gone", (state, body) => {
    expect(stateOf(body)).toBe(state);
  });

  it.each([
    ["redirect", 301, "https://x.com/Nana_Yaw/status/828061622072246371"],
    ["login-wall", 302, "https://twitter.com/i/flow/login?redirect_after_login=%2F"],
    ["consent-page", 302, "https://consent.example.com/m?continue=x"],
    ["error-page", 429, null],
    ["error-page", 404, null],
    ["error-page", 503, null],
  ] as const)("is %s by status %i", (state, status, location) => {
    expect(stateOf("<html></html>", { status, location })).toBe(state);
  });

  it("is not told by the words of a page from elsewhere", () => {
    const body = "<html><body><h1>Account suspended</h1><p>A report.</p></body></html>";
    expect(stateOf(body, { uriR: "https://news.example/report" })).toBe("not-a-post");
  });
});

describe("what is neither", () => {
  it.each([
    ["unreadable", ""],
    ["unreadable", "\u0000\u0001\u0002"],
    ["unreadable", "<div>".repeat(3_000)],
  ])("is %s", (state, body) => {
    expect(stateOf(body)).toBe(state);
  });

  it("says when a page was not read to its end", () => {
    const snapshot = readSnapshot(captureOf("<div>".repeat(3_000), { uriR: ADDRESS }));
    expect(snapshot.findings.map((finding) => finding.code)).toContain("page.given-up");
  });
});

describe("an explanation", () => {
  it("names what every layout and rule looked for, and which were there", () => {
    const rows = explainSnapshot(
      captureOf(legacy('<div class="errorpage-topbar"></div>'), { uriR: ADDRESS }),
    );
    const found = rows.filter((row) => row.found).map((row) => row.layout);
    expect(found).toContain("state deleted: server-rendered page for what does not exist");
    expect(rows.find((row) => row.layout === "twitter-permalink")).toMatchObject({ found: false });
    expect(rows.every((row) => row.looksFor !== "" && row.because !== "")).toBe(true);
  });
});
