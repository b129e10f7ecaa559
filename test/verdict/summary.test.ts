import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Checks, ChecksSchema, TEXT_CLASSES } from "../../src/records/checks.js";
import { EditSchema, SEVERITIES } from "../../src/records/edit.js";
import type { Finding } from "../../src/records/finding.js";
import { OutcomeSchema, type SearchEntry } from "../../src/records/verdict.js";
import { makePost } from "../../src/snapshots/post.js";
import { findingsOf } from "../../src/verdict/findings.js";
import { judgeComparison, judgeUnfound } from "../../src/verdict/judge.js";
import { LOCALES, localeFor } from "../../src/verdict/locales/index.js";
import { IS_ANSWER } from "../../src/verdict/search-end.js";
import { summarise, summariseUnfound } from "../../src/verdict/summary.js";
import { FACT_NAMES } from "../../src/verdict/summary-facts.js";

const RESULTS = ["match", "note", "mismatch", "unknown"] as const;
const { handle, date } = ChecksSchema.shape;
const result = fc.constantFrom(...RESULTS);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
/** Words that no locale uses, so that a claim cannot be mistaken for one of them. */
const words = fc.stringMatching(/^[QXZ]{2,9}( [QXZ]{2,9}){0,40}$/);
const name = fc.stringMatching(/^[qxz]{3,12}$/);
const day = fc
  .integer({ min: 0, max: 9_000 })
  .map((n) => new Date(n * 86_400_000 + 1_234_567_890_000));
const span = fc.option(words, { nil: "" }).map((text) => ({ start: 0, end: text.length, text }));

const edit = fc.record({
  op: fc.constantFrom(...EditSchema.shape.op.options),
  kind: fc.constantFrom("negation-added", "word-replaced", "elision", "text-replaced", "case"),
  severity: fc.constantFrom(...SEVERITIES),
  printed: span,
  archived: span,
  because: words,
});

const checks: fc.Arbitrary<Checks> = fc.record({
  handle: fc.record({
    result,
    class: fc.constantFrom(...handle.shape.class.unwrap().options, null),
    printed: maybe(name),
    archived: maybe(name),
    because: words,
  }),
  date: fc.record({
    result,
    class: fc.constantFrom(...date.shape.class.unwrap().options, null),
    printed: maybe(words),
    readings: fc.constant([]),
    archived: maybe(day.map((time) => time.toISOString())),
    because: words,
  }),
  text: fc.record({
    result,
    class: fc.constantFrom(...TEXT_CLASSES, null),
    flags: fc.subarray(["numbers-disagree", "rest-unverified", "short-extract", "opposite-words"]),
    edits: fc.array(edit, { maxLength: 6 }),
    because: words,
  }),
});

const CODES = [...new Set(LOCALES.flatMap(({ findings }) => Object.keys(findings)))];
const extra: fc.Arbitrary<Finding[]> = fc.array(
  fc.record({
    code: fc.constantFrom("page.unheard-of", "nothing", "constructor.x", ...CODES),
    severity: fc.constantFrom("info", "note", "editorial", "meaning"),
    because: words,
  }),
  { maxLength: 3 },
);

const found = fc
  .record({
    checks,
    extra,
    author: maybe(name),
    id: maybe(fc.constant("1622692416577339394")),
    archives: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    lang: fc.constantFrom(...LOCALES.map(({ tag }) => tag)),
  })
  .map((given) => {
    const author = { id: null, handle: given.author, name: null };
    const post = makePost({ platform: "twitter", id: given.id, text: "x", author });
    const comparison = {
      checks: given.checks,
      findings: findingsOf(given.checks, post, "x"),
      post,
      coverage: 1,
      archivedSpan: null,
      score: 1,
    };
    const { outcome, findings } = judgeComparison(comparison, given.extra);
    const summary = summarise({ ...given, outcome, findings, post });
    return { ...given, post, outcome, findings, summary };
  });

type Found = typeof found extends fc.Arbitrary<infer Value> ? Value : never;

const has = ({ findings }: Found, pattern: RegExp) =>
  findings.some(({ code }) => pattern.test(code));

/** What a word claims, and when that is so. English and French side by side. */
const CLAIMS: readonly { words: RegExp; holds: (found: Found) => boolean }[] = [
  { words: /\bagree with\b|concordent/i, holds: ({ outcome }) => outcome === "verified" },
  {
    words: /nothing material|rien d’important/i,
    holds: ({ outcome }) => outcome === "verified-with-notes",
  },
  { words: /^Differs|^Diffère/, holds: ({ outcome }) => outcome === "discrepancy" },
  {
    words: /cannot tell|impossible de trancher/i,
    holds: ({ outcome }) => outcome === "inconclusive",
  },
  {
    words: /it is a translation|c’est une traduction/i,
    holds: ({ checks: { text }, ...rest }) =>
      text.class === "translated" ||
      has({ checks: { text }, ...rest } as Found, /^text\.translated$/),
  },
  {
    words: /not the words of this post|pas les mots de ce message/i,
    holds: (it) => has(it, /^text\.(unrelated|text-replaced)$/),
  },
  {
    words: /another (day|account) than|autre (jour|compte) que/i,
    holds: (it) => has(it, /\.different$/),
  },
  { words: /only looks like|que ressembler/i, holds: (it) => has(it, /lookalike/) },
  { words: /only repeats|que reprendre/i, holds: (it) => has(it, /^post\.repost$/) },
  { words: /wording is another|texte est un autre/i, holds: (it) => has(it, /^text\.altered$/) },
  { words: /time zone|fuseau/i, holds: (it) => has(it, /zone/) },
  {
    words: /part of the post is quoted|partie du message est citée/i,
    holds: (it) => has(it, /extract/),
  },
  {
    words:
      /\b(fake|false|fabricat|invented|liar|lying|verified|exact|proven|proves|certain\b|genuine|deleted|gone|faux|fausse|inventé|mensonge|vérifié|prouv|supprimé|authentique)/i,
    holds: () => false,
  },
];

/** Somebody's words, as both languages mark them. */
const QUOTED = /“([^”]*)”|« ([^»]*) »/g;

describe.each(LOCALES.map((locale) => [locale.tag, locale] as const))(
  "summaries in %s",
  (_, locale) => {
    it("have words for the same codes as the others", () => {
      expect(Object.keys(locale.findings).sort()).toEqual([...CODES].sort());
    });

    it("have gaps for facts only", () => {
      const gaps = [...JSON.stringify(locale).matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap);
      const known = [...FACT_NAMES, "source", "reasons", "count", "end", "archive", "goneSince"];
      expect(gaps.filter((gap) => !known.includes(gap ?? ""))).toEqual([]);
    });
  },
);

describe("a summary of a post that was found", () => {
  it("says nothing that the verdict does not hold", () => {
    fc.assert(
      fc.property(found, (it) => {
        const plain = it.summary.replace(QUOTED, "");
        for (const { words, holds } of CLAIMS) {
          if (words.test(plain))
            expect({ words, holds: holds(it) }).toEqual({ words, holds: true });
        }
        const held = JSON.stringify([it.checks, it.post, it.archives]);
        for (const [, ascii, french] of it.summary.matchAll(QUOTED)) {
          expect(held).toContain((ascii ?? french ?? "").replace(/…$/, ""));
        }
        for (const [, account] of plain.matchAll(/@(\w+)/g)) {
          const { printed, archived } = it.checks.handle;
          expect([it.author, printed, archived]).toContain(account);
        }
        const days = plain.match(/\d{4}-\d\d-\d\d/g) ?? [];
        for (const told of days) expect(it.checks.date.archived).toContain(told);
        const rest = plain.replace(/\d{4}-\d\d-\d\d/g, "").match(/\d+/g) ?? [];
        for (const number of rest) expect(Number(number)).toBeLessThanOrEqual(it.findings.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives a reason whenever it is not plainly verified, in two sentences at most", () => {
    fc.assert(
      fc.property(found, ({ outcome, findings, summary }) => {
        expect(summary).not.toMatch(/[{}]|undefined|null/);
        const told = findings.some(({ severity }) =>
          ["note", "editorial", "minor"].includes(severity),
        );
        if (outcome === "verified-with-notes" && told) expect(summary).toMatch(/To note|À noter/);
        expect(summary.replace(QUOTED, "").match(/\.(?= |$)/g)?.length ?? 0).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("keeps somebody's words on one line, without marks that turn it, and never reads them as its own", () => {
    const text = "one\ntwo \u202ethree {account}";
    const part = { start: 0, end: text.length, text };
    const [sample] = fc.sample(checks, { numRuns: 1, seed: 7 });
    if (!sample) throw new Error("no sample");
    const change = { op: "insert", kind: "word-added", severity: "meaning", because: "b" } as const;
    const altered: Checks = {
      ...sample,
      text: {
        ...sample.text,
        class: "altered",
        edits: [{ ...change, printed: part, archived: { start: 0, end: 0, text: "" } }],
      },
    };
    const summary = summarise({
      outcome: "discrepancy",
      checks: altered,
      findings: [{ code: "text.word-added", severity: "meaning", because: "b" }],
      post: makePost({ platform: "twitter", id: "1", text: "x" }),
      archives: ["one"],
    });
    expect(summary).toContain("“one two three {account}” is printed and is not in the post");
  });
});

describe("a summary of a post that was not found", () => {
  const entry: fc.Arbitrary<SearchEntry> = fc.record({
    archive: name,
    outcome: fc.constantFrom(...(Object.keys(IS_ANSWER) as SearchEntry["outcome"][])),
    requests: fc.constant(1),
    captures: fc.constant(0),
    read: fc.constant(0),
    asked: fc.constantFrom([], ["x"]),
    problems: fc.constant([]),
  });
  const unfound = fc.record({
    search: fc.array(entry, { maxLength: 4 }),
    unreadable: fc.constantFrom(0, 1),
    incomplete: fc.boolean(),
    goneSince: maybe(day.map((time) => time.toISOString())),
    lang: fc.constantFrom(...LOCALES.map(({ tag }) => tag)),
  });

  it("says where was looked, whether the platform says it is gone, and nothing about the quote", () => {
    fc.assert(
      fc.property(unfound, (given) => {
        const { outcome, end } = judgeUnfound(given);
        expect(OutcomeSchema.options).toContain(outcome);
        const summary = summariseUnfound({ outcome, end, ...given });
        expect(summary).not.toMatch(
          /fake|false|fabricat|invented|deleted|faux|inventé|supprimé|agree|concord/i,
        );
        for (const { archive } of given.search) expect(summary).toContain(archive);
        const gone = given.goneSince?.slice(0, 10);
        expect(summary.match(/\d{4}-\d\d-\d\d/g) ?? []).toEqual(gone === undefined ? [] : [gone]);
        const isEvery = /every archive|chaque archive/.test(summary);
        if (isEvery) expect(given.search.every((one) => IS_ANSWER[one.outcome])).toBe(true);
        if (outcome === "unverifiable") expect(summary).toMatch(/does not show|ne montre pas/);
      }),
    );
  });
});

it("a language is known by its tag's first part; English is taken for all others", () => {
  expect(["fr", "fr-CA", "FR", "de", undefined].map((tag) => localeFor(tag).tag)).toEqual([
    "fr",
    "fr",
    "fr",
    "en",
    "en",
  ]);
});
