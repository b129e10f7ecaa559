import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesOf, permalinkOf, searchPrefixes } from "../../src/handles/addresses.js";
import { isOwnAddress, parsePermalink } from "../../src/handles/permalink.js";
import { PLATFORMS } from "../../src/handles/platforms.js";
import type { Platform } from "../../src/records/platform.js";

type Expected = readonly [platform: Platform, handle: string | null, id: string | null];

const READ: readonly (readonly [address: string, expected: Expected])[] = [
  // Twitter under all its names, and what lies around a post
  ["https://twitter.com/lena_example/status/1622", ["twitter", "lena_example", "1622"]],
  ["HTTPS://WWW.Twitter.com/lena_example/Status/1622/", ["twitter", "lena_example", "1622"]],
  ["//x.com/lena_example/status/1622?s=20&t=Ab", ["twitter", "lena_example", "1622"]],
  ["http://twitter.com:80//lena_example/status/1622", ["twitter", "lena_example", "1622"]],
  ["https://twitter.com/lena_example/status/1622).", ["twitter", "lena_example", "1622"]],
  ["https://twitter.com/%40lena_example/status/1622", ["twitter", "lena_example", "1622"]],
  ["\u200ehttps://twitter.com/lena_example/status/1622\u200f", ["twitter", "lena_example", "1622"]],
  [
    "http://twitter.com/?_escaped_fragment_=/lena_example/status/1622",
    ["twitter", "lena_example", "1622"],
  ],
  ["http://twitter.com/#!/lena_example", ["twitter", "lena_example", null]],
  ["https://twitter.com/lena_example/with_replies", ["twitter", "lena_example", null]],
  ["https://twitter.com/intent/user?screen_name=lena_example", ["twitter", "lena_example", null]],
  ["https://twitter.com/intent/tweet?in_reply_to=55", ["twitter", null, "55"]],
  [
    "https://x.com/i/api/graphql/abc/TweetDetail?variables=%7B%22focalTweetId%22%3A%2255%22%7D",
    ["twitter", null, "55"],
  ],
  ["https://cdn.syndication.twimg.com/tweet-result?id=55&lang=en", ["twitter", null, "55"]],
  ["https://api.twitter.com/1.1/statuses/show/55.json", ["twitter", null, "55"]],
  [
    "https://publish.twitter.com/oembed?url=https%3A%2F%2Ftwitter.com%2Flena_example%2Fstatus%2F55",
    ["twitter", "lena_example", "55"],
  ],
  ["https://nitter.privacydev.example/lena_example/status/55#m", ["twitter", "lena_example", "55"]],
  ["https://xcancel.com/lena_example/status/55", ["twitter", "lena_example", "55"]],
  ["https://d.fixupx.com/lena_example/status/55/en", ["twitter", "lena_example", "55"]],
  // in archives
  [
    "https://web.archive.org/web/2023id_/https:/twitter.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://web.archive.org/web/20230207101112if_/http://twitter.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "web.archive.org/web/*/https://twitter.com/lena_example/status/5*",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://web.archive.org/web/2023*/twitter.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://web.archive.org/save/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://web.archive.org/web/2023/https%3A%2F%2Fx.com%2Flena_example%2Fstatus%2F5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://arquivo.pt/noFrame/replay/20230207101112id_/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://arquivo.pt/wayback/20230207101112/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://archive.ph/2023.02.07-101112/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "http://archive.md/20230207101112/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://archive.today/newest/twitter.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://wayback.archive-it.org/all/20230207101112/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://archive.example/news/20230207101112mp_/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://memory.example/timemap/link/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://archive.ph/20230207101112/https://web.archive.org/web/20230101000000/https://x.com/lena_example/status/5",
    ["twitter", "lena_example", "5"],
  ],
  [
    "https://www.google.com/url?q=https://x.com/lena_example/status/5&sa=D",
    ["twitter", "lena_example", "5"],
  ],
  // others
  [
    "https://embed.bsky.app/embed/did:plc:abc234/app.bsky.feed.post/3kabcdefghij2",
    ["bluesky", "did:plc:abc234", "3kabcdefghij2"],
  ],
  ["https://bsky.app/profile/lena.example", ["bluesky", "lena.example", null]],
  [
    "https://fxbsky.app/profile/lena.example/post/3kabcdefghij2",
    ["bluesky", "lena.example", "3kabcdefghij2"],
  ],
  [
    "https://social.example/@lena/109999999999999999",
    ["mastodon", "lena@social.example", "109999999999999999"],
  ],
  [
    "https://social.example/web/@lena@other.example/109999999999999999",
    ["mastodon", "lena@other.example", "109999999999999999"],
  ],
  ["https://mastodon.social/@lena", ["mastodon", "lena@mastodon.social", null]],
  [
    "https://truthsocial.com/@lena/posts/109999999999999999",
    ["mastodon", "lena@truthsocial.com", "109999999999999999"],
  ],
  ["https://lena_news.t.me/12", ["telegram", "lena_news", "12"]],
  ["https://t.me/lena_news/7/12?single", ["telegram", "lena_news", "12"]],
  ["https://www.threads.net/t/CuXFPIeLLod", ["threads", null, "CuXFPIeLLod"]],
  [
    "https://www.instagram.com/stories/lena/3333333333333333333/",
    ["instagram", "lena", "3333333333333333333"],
  ],
  ["https://www.instagram.com/lena/", ["instagram", "lena", null]],
  ["https://www.facebook.com/photo/?fbid=123", ["facebook", null, "123"]],
  ["https://www.facebook.com/profile.php?id=456", ["facebook", "456", null]],
  ["https://www.facebook.com/people/Lena-N/456/", ["facebook", "456", null]],
  ["https://www.facebook.com/groups/77/posts/123/", ["facebook", null, "123"]],
  ["https://www.facebook.com/permalink.php?story_fbid=123&amp;id=456", ["facebook", "456", "123"]],
  [
    "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Flena%2Fposts%2F123",
    ["facebook", "lena", "123"],
  ],
  ["https://www.tiktok.com/embed/v2/7123456789012345678", ["tiktok", null, "7123456789012345678"]],
  ["https://www.youtube.com/@lena", ["youtube", "lena", null]],
  ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", ["youtube", null, "dQw4w9WgXcQ"]],
];

const NOT_READ: readonly string[] = [
  "",
  "not an address",
  "https://twitter.com/",
  "https://twitter.com/home",
  "https://twitter.com/i/flow/login",
  "https://twitter.com/lena_example/status/",
  "https://twitter.com/lena_example/status/1622692416…",
  "https://twitter.com/lena_example/status/1622692416...",
  "https://twitter.com/lena_example/status/abc",
  "https://twitter.com@evil.example/lena_example/status/1",
  "https://evil.example/twitter.com/lena_example/status/1",
  "https://evil.example/?url=https://twitter.com/lena_example/status/1",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://t.me/joinchat/AAAA",
  "https://t.me/share/url?url=x",
  "https://bsky.app/profile/lena.example/post/NOT-A-KEY",
  "https://medium.com/@lena/1234",
  "https://archive.ph/AbCdE",
  "https://perma.cc/ABCD-1234",
];

describe("permalinks", () => {
  it.each(READ)("%s is read", (address, [platform, handle, id]) => {
    expect(parsePermalink(address)).toEqual({ platform, handle, id });
  });

  it.each(NOT_READ)("%j names no post and no account", (address) => {
    expect(parsePermalink(address)).toBeNull();
  });

  it("are not looked for in addresses beyond 4,000 characters", () => {
    const address = "https://twitter.com/lena_example/status/1";
    expect(parsePermalink(`${address}?${"a".repeat(3_900)}`)).not.toBeNull();
    expect(parsePermalink(`${address}?${"a".repeat(4_000)}`)).toBeNull();
  });

  it("any text is read without an error", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "https://",
        "at://",
        "twitter.com/",
        "web.archive.org/web/20230101000000/",
        "archive.ph/",
        "/status/",
        "#!/",
        "%",
        "%zz",
        "//",
        "@",
        "?url=",
        "1234567890",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const found = parsePermalink(parts.join(""));
        expect(found === null || found.handle !== null || found.id !== null).toBe(true);
      }),
    );
  });
});

const HANDLES: Readonly<Record<Platform, readonly (string | null)[]>> = {
  twitter: ["lena_example", "UN", null],
  bluesky: ["lena.example", "did:plc:abc234"],
  mastodon: ["lena@social.example"],
  telegram: ["lena_news", null],
  threads: ["lena.b", null],
  instagram: [null],
  facebook: ["lena", "456"],
  tiktok: ["lena.b", null],
  youtube: [null],
};
const IDS: Readonly<Record<Platform, string>> = {
  twitter: "1622692416577339394",
  bluesky: "3kabcdefghij2",
  mastodon: "109999999999999999",
  telegram: "12",
  threads: "CuXFPIeLLod",
  instagram: "CuXFPIeLLod",
  facebook: "123",
  tiktok: "7123456789012345678",
  youtube: "dQw4w9WgXcQ",
};

describe("canonical addresses", () => {
  for (const { platform } of PLATFORMS) {
    for (const handle of HANDLES[platform]) {
      it(`of ${platform} by ${handle} name the same post again`, () => {
        const id = platform === "telegram" && handle === null ? "1234567/89" : IDS[platform];
        const address = permalinkOf(platform, handle, id);
        expect(parsePermalink(address ?? "")).toEqual({ platform, handle, id });
      });
    }
  }

  it("of any Twitter post name it again, also inside an archive", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_]{1,15}$/),
        fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
        (handle, id) => {
          const address = permalinkOf("twitter", handle, String(id)) ?? "";
          const found = parsePermalink(address);
          expect(found?.id).toBe(String(id));
          expect([handle, null]).toContain(found?.handle);
          expect(parsePermalink(`https://web.archive.org/web/20230101000000/${address}`)).toEqual(
            found,
          );
        },
      ),
    );
  });

  it("are not made of what is no id", () => {
    expect(permalinkOf("twitter", "lena_example", "1/../../x")).toBeNull();
    expect(permalinkOf("bluesky", "lena.example", "1")).toBeNull();
    expect(permalinkOf("mastodon", "lena", "1")).toBeNull();
    expect(permalinkOf("facebook", null, "1")).toBeNull();
  });
});

describe("addresses to ask archives for", () => {
  it("begin with the one given, then Twitter's own forms, none twice", () => {
    const url =
      "https://web.archive.org/web/2020id_/http://www.twitter.com/lena_example/status/12?s=20#x";
    expect(addressesOf({ platform: "twitter", handle: "@lena_example", id: "12", url })).toEqual([
      "http://twitter.com/lena_example/status/12?s=20",
      "https://twitter.com/lena_example/status/12",
      "https://x.com/lena_example/status/12",
      "https://mobile.twitter.com/lena_example/status/12",
      "https://twitter.com/i/web/status/12",
      "https://twitter.com/lena_example/statuses/12",
    ]);
  });

  it("take the handle from the given address where none is printed", () => {
    const url = "http://twitter.com/#!/lena_example/status/12";
    const found = addressesOf({ platform: "twitter", handle: null, id: "12", url });
    expect(found[0]).toBe("https://twitter.com/lena_example/status/12");
  });

  it("cover both handles where the given address holds another one", () => {
    const url = "https://x.com/lena_before/status/12";
    const found = addressesOf({ platform: "twitter", handle: "lena_example", id: "12", url });
    expect(found).toContain("https://twitter.com/lena_example/status/12");
    expect(found).toContain("https://twitter.com/lena_before/status/12");
    expect(found.length).toBeLessThanOrEqual(8);
  });

  it("leave out a given address that names another post", () => {
    const url = "https://twitter.com/lena_example/status/13";
    const found = addressesOf({ platform: "twitter", handle: "lena_example", id: "12", url });
    expect(found).not.toContain(url);
  });

  it.each(PLATFORMS.map(({ platform }) => platform))(
    "of %s all name the post asked for",
    (platform) => {
      const [handle = null] = HANDLES[platform];
      const id = IDS[platform];
      const found = addressesOf({ platform, handle, id });
      expect(found.length).toBeGreaterThan(0);
      for (const address of found) {
        const named = parsePermalink(address);
        if (named !== null) expect(named).toMatchObject({ platform, id });
      }
    },
  );
});

describe("prefixes of an account's posts", () => {
  it("put each id prefix behind each of Twitter's hosts, the best first", () => {
    expect(searchPrefixes("@lena_example", ["1622", "1623"], "twitter")).toEqual([
      "twitter.com/lena_example/status/1622",
      "twitter.com/lena_example/status/1623",
      "x.com/lena_example/status/1622",
      "x.com/lena_example/status/1623",
      "mobile.twitter.com/lena_example/status/1622",
      "mobile.twitter.com/lena_example/status/1623",
    ]);
  });

  it("are none where the address does not hold the account, or the handle is none", () => {
    expect(searchPrefixes("lena", [""], "youtube")).toEqual([]);
    expect(searchPrefixes("lena example", [""], "twitter")).toEqual([]);
  });
});

describe("whose address it is", () => {
  it.each([
    "https://twitter.com/lena_example/status/55",
    "http://mobile.twitter.com/lena_example/status/55?s=20",
    "https://x.com/i/status/55",
    "https://cdn.syndication.twimg.com/tweet-result?id=55",
    "https://publish.twitter.com/oembed?url=https://twitter.com/lena_example/status/55",
  ])("%s is the platform's own", (address) => {
    expect(isOwnAddress(address, "twitter", null)).toBe(true);
  });

  it.each([
    "https://nitter.net/lena_example/status/55",
    "https://nitter.anybody.example/lena_example/status/55",
    "https://fxtwitter.com/lena_example/status/55",
    "https://anybody.example/web/20230206101403/https://twitter.com/lena_example/status/55",
    "https://web.archive.org/web/20230206101403/https://twitter.com/lena_example/status/55",
    "https://twitter.com.anybody.example/lena_example/status/55",
    "https://twitter.com@anybody.example/lena_example/status/55",
    "no address",
  ])("%s only names a post", (address) => {
    expect(isOwnAddress(address, "twitter", null)).toBe(false);
  });

  it("is Bluesky's in its app and its public API, not at a mirror", () => {
    const post = "at://did:plc:abc/app.bsky.feed.post/3kabcdefgh2ij";
    const api = `https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts?uri=${post}`;
    expect(isOwnAddress(api, "bluesky", null)).toBe(true);
    expect(
      isOwnAddress("https://bsky.app/profile/lena.example/post/3kabcdefgh2ij", "bluesky", null),
    ).toBe(true);
    expect(
      isOwnAddress("https://fxbsky.app/profile/lena.example/post/3kabcdefgh2ij", "bluesky", null),
    ).toBe(false);
  });

  it("is Mastodon's at the author's server, not at one that holds its address or a copy", () => {
    const own = "https://mastodon.example/@lena/109000000000000001";
    const isOwn = (address: string, handle: string | null = "Lena@Mastodon.example") =>
      isOwnAddress(address, "mastodon", handle);
    expect([isOwn(own), isOwn("https://mastodon.example/explore")]).toEqual([true, true]);
    expect(isOwn("https://web.mastodon.example/@lena/109000000000000001")).toBe(true);
    for (const other of [
      `https://anybody.example/web/20230206101403/${own}`,
      "https://anybody.example/quotes",
      "https://anybody.example/@lena@mastodon.example/109000000000000001",
      "https://anybody.example/api/v1/statuses/109000000000000001",
      "https://anymastodon.example/@lena/109000000000000001",
    ]) {
      expect([other, isOwn(other)]).toEqual([other, false]);
    }
    expect(isOwn("https://mastodon.example/api/v1/statuses/109000000000000001", null)).toBe(true);
    expect(isOwn("https://anybody.example/quotes", null)).toBe(false);
  });
});
