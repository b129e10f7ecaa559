import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postsOn, readSnapshot } from "../../src/snapshots/read.js";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";
import { legacyPage } from "../fixtures/snapshots/legacy.js";
import { captureOf } from "./support.js";

const PAGE = legacyPage({
  id: "1622500000000000001",
  handle: "ada_nord",
  name: "Ada",
  words: "The bridge of Nord is closed.",
});
const TYPES = [
  "text/javascript",
  "application/javascript; charset=utf-8",
  "Application/x-JavaScript",
];

describe("a program", () => {
  it.each(TYPES)("of type %s holds patterns of posts, no posts", (contentType) => {
    const script = `var page = ${JSON.stringify(PAGE)}; document.write(page);`;
    const snapshot = readSnapshot(captureOf(script, { contentType }));
    expect(snapshot.posts).toEqual([]);
    expect(snapshot.state).not.toBe("post");
    expect(readSnapshot(captureOf(`/* ${PAGE} */ x()`, { contentType })).posts).toEqual([]);
  });

  it.each(TYPES)("is not what a page labelled %s is", (contentType) => {
    const posts = readSnapshot(captureOf(PAGE)).posts;
    expect(posts).toHaveLength(1);
    for (const before of ["", "\n\n  ", "\ufeff", "\ufeff\r\n<!-- kept -->\n"]) {
      expect(readSnapshot(captureOf(before + PAGE, { contentType })).posts).toEqual(posts);
    }
  });
});

const STATUS =
  '{"id_str":"1622500000000000004","created_at":"Mon Feb 06 07:38:39 +0000 2023","full_text":"x","user":{"screen_name":"ada_nord"}}';

describe("a call", () => {
  const contentType = "application/javascript";

  it("with one value hands over posts, whatever the value looks like", () => {
    for (const call of [`cb(${STATUS})`, `/**/cb([${STATUS}]);`, `cb([[0,"a"],${STATUS}])`]) {
      const capture = captureOf(call, { contentType });
      expect([call, postsOn(capture).posts.length]).toEqual([call, 1]);
    }
  });

  it("with several is a program, and holds none", () => {
    for (const call of [`webpackJsonp([0,12],${STATUS})`, `/**/cb( ["a"] , ${STATUS});`]) {
      const capture = captureOf(call, { contentType });
      expect(readSnapshot(capture).posts).toEqual([]);
      expect(postsOn(capture).posts).toEqual([]);
    }
  });
});

describe("the posts of a capture alone", () => {
  it("are those of a full reading, whatever stands on the page", () => {
    const pieces = fc.constantFrom(
      PAGE,
      appPage([
        appArticle(
          {
            id: "1622500000000000002",
            handle: "kojo",
            name: "Kojo",
            time: "2023-02-06T10:11:12.000Z",
            words: "<span>No bus.</span>",
          },
          true,
        ),
      ]),
      '<link rel="canonical" href="https://twitter.com/ada_nord/status/1622500000000000003">',
      '<meta property="og:title" content="Ada on Twitter"><meta property="og:description" content="“Words”">',
      STATUS,
      "cb(",
      "webpackJsonp([0,12],",
      '["a"]',
      ",",
      ")",
      "<p>text</p>",
      "<script>var a = '<article>';</script>",
    );
    const type = fc.constantFrom(null, "text/html", "application/json", ...TYPES);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), type, (parts, contentType) => {
        const capture = captureOf(parts.join("\n"), { contentType });
        expect(postsOn(capture).posts).toEqual(readSnapshot(capture).posts);
      }),
      { numRuns: 200 },
    );
  });
});
