import { expect, it } from "vitest";
import { parsePermalink } from "../../src/handles/permalink.js";
import { isNamedBy } from "../../src/handles/same-post.js";
import type { Platform } from "../../src/records/platform.js";

const DID = "did:plc:abcdefghijklmnopqrstuvwx";

const rows: [string, Platform, string, string | null, string | null, boolean][] = [
  ["https://twitter.com/wrong/status/12", "twitter", "12", "right", null, true],
  ["https://twitter.com/right/status/12", "twitter", "13", "right", null, false],
  ["https://t.me/harbour/12", "telegram", "12", "Harbour", null, true],
  ["https://t.me/harbour/12", "telegram", "12", "other_channel", null, false],
  ["https://t.me/harbour/12", "telegram", "12", null, null, true],
  ["https://one.example/@ada/12345", "mastodon", "12345", "ada@one.example", null, true],
  ["https://one.example/@ada/12345", "mastodon", "12345", "ada@two.example", null, false],
  [
    `https://bsky.app/profile/${DID}/post/3kabcdefghij2`,
    "bluesky",
    "3kabcdefghij2",
    "a.example",
    DID,
    true,
  ],
  [
    `https://bsky.app/profile/${DID}/post/3kabcdefghij2`,
    "bluesky",
    "3kabcdefghij2",
    "a.example",
    "did:plc:other",
    false,
  ],
  [
    "https://bsky.app/profile/a.example/post/3kabcdefghij2",
    "bluesky",
    "3kabcdefghij2",
    "b.example",
    DID,
    false,
  ],
];

it.each(rows)(
  "%s and a post of %s %s by %s (%s): %s",
  (url, platform, id, handle, account, same) => {
    const named = parsePermalink(url);
    expect(named).not.toBeNull();
    const post = { platform, id, author: { id: account, handle, name: null } };
    expect(named && isNamedBy(post, named)).toBe(same);
  },
);
