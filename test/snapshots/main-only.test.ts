import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appArticle, appPage, quotedBox } from "../fixtures/snapshots/app.js";
import {
  FEBRUARY,
  idAt,
  legacyPage,
  legacyPost,
  MAIN,
  replies,
} from "../fixtures/snapshots/legacy.js";
import { codesOf, isOfMain, readAt } from "./support.js";

const ADDRESS = `https://twitter.com/${MAIN.handle}/status/${MAIN.id}`;
const ENCODED = [...MAIN.id].map((digit) => `&#${digit.charCodeAt(0)};`).join("");
const OTHER = { ...MAIN, words: "The bridge is open.", handle: "somebody_else" };

/** What both ways must agree on: everything but the neighbours and what is said of them. */
function agree(page: string): void {
  const { posts: all, ...full } = readAt(ADDRESS, page);
  const { posts, ...quick } = readAt(ADDRESS, page, { mainOnly: true });
  const findings = full.main === null ? full.findings : full.findings.filter(isOfMain);
  expect(quick).toEqual({ ...full, findings });
  expect(posts).toEqual(full.main === null ? all : [full.main]);
}

const [first, ...others] = replies(12);
const quoteOfMain = `<div class="QuoteTweet-innerContainer" data-item-id="${MAIN.id}" data-screen-name="somebody_else" href="/somebody_else/status/${MAIN.id}"><div class="QuoteTweet-text tweet-text">Quite other words.</div></div>`;
const quoting = legacyPost({
  ...MAIN,
  id: idAt(FEBRUARY + 5_000),
  handle: "third",
  after: quoteOfMain,
});
const time = new Date(FEBRUARY).toISOString();
const app = { ...MAIN, time, words: "The bridge stays closed." };

const CLAIMS: readonly [string, string][] = [
  ["in a quote's data-item-id", quoting],
  ["in digits written as references", legacyPost({ ...OTHER, id: ENCODED })],
  ["with a space before the id", legacyPost(OTHER).replace("data-tweet-id=", "data-tweet-id= ")],
  ["in single quotes", legacyPost(OTHER).replaceAll('"', "'")],
  ["without quotes", legacyPost(OTHER).replace(`"${MAIN.id}"`, MAIN.id)],
  [
    "in an embedded answer",
    `<script type="application/json">${JSON.stringify({ id_str: MAIN.id, text: "Quite other words.", full_text: "Quite other words.", created_at: "Sun Feb 05 02:04:10 +0000 2017", user: { id_str: "5", screen_name: "somebody_else", name: "S" } })}</script>`,
  ],
];

describe("the wanted post alone", () => {
  it.each(CLAIMS)("is disputed by a claim %s as in a full read", (_, claim) => {
    for (const few of [others.slice(0, 2), others]) {
      const page = legacyPage(MAIN, few, claim);
      expect(codesOf(readAt(ADDRESS, page)).join()).toMatch(/claimed-twice|layouts-disagree/);
      agree(page);
    }
  });

  it("is told alone where a digit written as a reference has the page read in full too", () => {
    const page = legacyPage(
      MAIN,
      [...others, { ...OTHER, id: `${idAt(FEBRUARY - 5_000)}` }],
      "&#57;",
    );
    expect(readAt(ADDRESS, page).posts.length).toBeGreaterThan(1);
    agree(page);
  });

  it("and a page without it, or of another post, say the same as a full read", () => {
    agree(legacyPage(null, others));
    agree(legacyPage(first ?? null, others));
    agree("<p>Nothing</p>");
    agree(appPage([appArticle({ ...app, id: idAt(FEBRUARY - 9_000) }, true)]));
  });

  it("is given up with the page, wherever that happens", () => {
    const page = legacyPage(MAIN, others, "<div>".repeat(600));
    const rest = `${page}<i data-time=1><i class=tweet-text>`;
    const named = `${page}<i data-tweet-id=${MAIN.id}>`;
    expect(codesOf(readAt(ADDRESS, named))).toContain("page.given-up");
    for (const each of [page, rest, named]) agree(each);
  });

  const box = quotedBox({ ...app, handle: "somebody_else", words: "Quite other words." }, true);
  const pages = [
    legacyPage(MAIN, others.slice(0, 3), quoting),
    legacyPage(MAIN, others),
    appPage([
      appArticle(app, true),
      appArticle({ ...app, id: idAt(FEBRUARY + 9_000), after: box }),
    ]),
    appPage([appArticle(app, true), ...others.map((each) => appArticle({ ...each, time }))]),
  ];
  const PIECES = [
    MAIN.id,
    "<div>",
    "</div>",
    "<article>",
    "</article>",
    '"',
    " hidden ",
    "&#5",
    "<!--",
    "<template>",
    `<i class="tweet" data-tweet-id=${MAIN.id} data-screen-name=x>`,
  ];

  it("is read as in a full read however a page is mangled", () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const change = fc.record({ place, cut: fc.nat(300), piece: fc.constantFrom("", ...PIECES) });
    const mangled = fc.record({
      page: fc.constantFrom(...pages),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(mangled, ({ page, changes }) => {
        let text = page;
        for (const { place: at, cut, piece } of changes) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + piece + text.slice(from + cut);
        }
        agree(text);
      }),
      { numRuns: 100 },
    );
  });
});
