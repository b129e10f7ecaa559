import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import type { ExtractedArticle } from "../../src/articles/types.js";
import { parsePermalink } from "../../src/handles/permalink.js";
import { readJson, readJsonLines, sharedFolder } from "../support/shared.js";

interface TrueEmbed {
  handle: string | null;
  name: string | null;
  date: string | null;
  text: string | null;
  url: string | null;
  id: string | null;
  lang: string | null;
}

interface Entry {
  path: string;
  kind: string;
  truth: { embeds: TrueEmbed[] };
}

interface Tally {
  right: number;
  of: number;
  wrong: string[];
}

/**
 * Line breaks are compared as one: the truth counts raw line breaks of the source beside `<br>`,
 * where a reader sees a single one.
 */
function comparable(text: string | null | undefined): string {
  return (text ?? "").replace(/\s*\n\s*/g, "\n").trim();
}

function idOf(url: string | null | undefined): string | null {
  return url ? (parsePermalink(url)?.id ?? null) : null;
}

function count(tally: Tally, right: boolean, what: () => string): void {
  tally.of += 1;
  if (right) tally.right += 1;
  else tally.wrong.push(what());
}

/**
 * Every post that a page is said to quote: with its words, or named as one without. The truth lists
 * embeds only; a quotation in running text that links the post it is from is right beside them
 * (read by eye), one that does not counts as too many.
 */
function foundIn(extracted: ExtractedArticle) {
  return [
    ...extracted.quotes
      .filter(({ attribution, url }) => attribution !== "inferred" || idOf(url) === null)
      .map((quote) => ({
        id: idOf(quote.url),
        handle: quote.author?.handle ?? null,
        name: quote.author?.name ?? null,
        date: quote.date ?? null,
        text: quote.text as string | null,
        lang: quote.lang ?? null,
      })),
    ...extracted.unread
      .filter(({ kind }) => kind === "embed-without-text")
      .map(({ url }) => {
        const blank = { handle: null, name: null, date: null, text: null, lang: null };
        return { id: idOf(url), ...blank };
      }),
  ];
}

const corpus = sharedFolder("corpus");

describe.skipIf(corpus === null)("articles of the corpus", () => {
  const folder = corpus ?? "";
  // The body of a skipped describe runs all the same: nothing may be read there.
  const manifest = corpus ? readJsonLines<Entry>(path.join(folder, "MANIFEST.jsonl")) : [];
  const entries = manifest.filter(({ kind }) => kind === "article");

  it("finds the embeds, their handles, names, dates, words and languages, and no others", () => {
    const tally = (): Tally => ({ right: 0, of: 0, wrong: [] });
    const embeds = tally();
    const fields = { handle: tally(), name: tally(), date: tally(), text: tally(), lang: tally() };
    const extra: string[] = [];
    let foundInAll = 0;
    for (const entry of entries) {
      const html = readFileSync(path.join(folder, entry.path), "utf8");
      const extracted = extractArticle({ html });
      const found = foundIn(extracted);
      foundInAll += found.length;
      for (const truth of entry.truth.embeds) {
        const one = found.find(({ id }) => id !== null && id === truth.id);
        count(embeds, one !== undefined, () => `${entry.path} ${truth.url}`);
        if (one === undefined) continue;
        for (const [field, sum] of Object.entries(fields)) {
          const key = field as keyof typeof fields;
          count(sum, comparable(one[key]) === comparable(truth[key]), () =>
            [entry.path, truth.id, key, one[key], truth[key]].join(" | "),
          );
        }
      }
      const known = new Set(entry.truth.embeds.map(({ id }) => id));
      for (const one of found)
        if (!known.has(one.id)) extra.push(`${entry.path} ${one.id} ${one.text}`);
    }
    console.log(`embeds ${embeds.right}/${embeds.of}, extra ${extra.length} of ${foundInAll}`);
    for (const [field, { right, of, wrong }] of Object.entries(fields)) {
      console.log(`${field} ${right}/${of}`, ...wrong);
      expect(right / of, wrong.join("\n")).toBeGreaterThanOrEqual(0.99);
    }
    expect(embeds.right / embeds.of, embeds.wrong.join("\n")).toBeGreaterThanOrEqual(0.99);
    expect(extra.length / embeds.of, extra.join("\n")).toBeLessThanOrEqual(0.01);
  });

  it.each(entries.map(({ path: file }) => file))("knows title and language of %s", (file) => {
    const { article } = extractArticle({ html: readFileSync(path.join(folder, file), "utf8") });
    expect(article.title).toMatch(/\p{L}/u);
    expect(article.url ?? "https://").toMatch(/^https?:\/\//);
  });

  it.each(entries.map(({ path: file }) => file))("places quotes of %s at their markup", (file) => {
    const html = readFileSync(path.join(folder, file), "utf8");
    for (const quote of extractArticle({ html }).quotes) {
      const markup = html.slice(quote.place?.start ?? 0, quote.place?.end ?? 0);
      const word = /[A-Za-z]{4,}/.exec(quote.text)?.[0] ?? "";
      expect(markup).toContain(word);
    }
  });
});

const seed = sharedFolder("seed");

describe.skipIf(seed === null)("the seed article", () => {
  it("yields exactly its five quotes", () => {
    const text = readFileSync(path.join(seed ?? "", "article.txt"), "utf8");
    const records = readJson<{
      article: { title: string; lang: string };
      quotes: { ref: string; author: object; date?: string; text: string }[];
    }>(path.join(seed ?? "", "records.json"));
    const { article, quotes } = extractArticle({ text });
    expect(
      quotes.map(({ author, date, text: words }) => ({
        author,
        ...(date && { date }),
        text: words,
      })),
    ).toEqual(records.quotes.map(({ ref: _, ...record }) => record));
    expect(article).toMatchObject({ title: records.article.title, lang: records.article.lang });
    for (const { text: words, place } of quotes) {
      expect(text.slice(place?.start, place?.end).replace(/\s/gu, " ")).toBe(
        words.replace(/\s/gu, " "),
      );
    }
    expect(quotes.map(({ attribution }) => attribution)).toEqual([
      "printed",
      "printed",
      "inferred",
      "printed",
      "printed",
    ]);
  });
});
