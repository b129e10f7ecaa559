import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { NOTICE_LEXICON } from "../../src/snapshots/states/notice-lexicon.js";
import { reasonOf } from "../../src/snapshots/states/words.js";
import { appPage } from "../fixtures/snapshots/app.js";
import { captureOf } from "./support.js";

/** The languages that the app's menu of 2026 offers, by the names of its language files. */
const INTERFACE = (
  "ar bg bn ca cs da de el en es eu fa fi fil fr ga gl gu ha he hi hr hu id ig it ja kn ko mr ms nb " +
  "nl pl pt ro ru sk sr sv ta th tr uk ur vi yo zh zh-Hant"
).split(" ");

const HEADINGS = [...NOTICE_LEXICON].flatMap(([language, { headings }]) =>
  Object.entries(headings)
    .filter(([, words]) => words !== "")
    .map(([state, words]) => ({ language, state, words })),
);

function stateOf(words: string): string {
  const body = appPage([
    `<div data-testid="emptyState"><div data-testid="empty_state_header_text"><span>${words}</span></div></div>`,
  ]);
  return readSnapshot(captureOf(body, { uriR: "https://x.com/efua_example" })).state;
}

describe("the app's notices", () => {
  it.each(INTERFACE)("are known in the interface language %s", (language) => {
    const known = NOTICE_LEXICON.get(language);
    expect(known?.stems.suspended.every((stem) => stem.length > 1)).toBe(true);
    expect(known?.stems.deleted.every((stem) => stem.length > 1)).toBe(true);
    expect(known?.headings.suspended).not.toBe("");
    expect(known?.headings.deleted).not.toBe("");
  });

  it("are those of the interface's languages and of no others", () => {
    expect([...NOTICE_LEXICON.keys()]).toEqual(INTERFACE);
  });

  it.each(HEADINGS)("say $state in $language: $words", ({ state, words }) => {
    expect(stateOf(words)).toBe(state);
  });

  it.each([...NOTICE_LEXICON])("tell suspension by the heading's own stem in %s", (_, known) => {
    expect(reasonOf(known.headings.suspended)).toBe("suspended");
  });

  it("say nothing where the words are an account's own", () => {
    expect(stateOf("I was suspended once, and wrote a long and cheerful story about it")).toBe(
      "shell",
    );
  });
});
