import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { idTime } from "../../src/dates/id-time.js";
import { permalinkOf } from "../../src/handles/addresses.js";
import type { Platform } from "../../src/records/platform.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Verdict } from "../../src/records/verdict.js";
import { type RunningService, startService } from "../support/service.js";
import { readJsonLines, sharedFolder } from "../support/shared.js";

interface TruthPost {
  id: string;
  handle: string;
  name: string;
  createdAt: string | null;
  text: string;
}

interface Capture {
  path: string;
  kind: string;
  url: string | null;
  capturedAt?: string | null;
  truth: { posts: TruthPost[] };
}

interface Subject {
  post: TruthPost;
  platform: Platform;
  url: string;
  day: string;
}

const corpus = sharedFolder("corpus");
const captures = corpus
  ? readJsonLines<Capture>(path.join(corpus, "MANIFEST.jsonl")).filter(
      ({ kind }) => kind !== "article",
    )
  : [];

const platformOf = (capture: Capture): Platform =>
  capture.kind.startsWith("bluesky") ? "bluesky" : "twitter";

function urlOf(platform: Platform, post: TruthPost): string {
  const url = permalinkOf(platform, post.handle, post.id);
  if (url === null) throw new Error(`no permalink for ${post.id}`);
  return url;
}

/** Where and when a capture is packed: its own address and time; JSON without one, its first post's. */
function placeOf(capture: Capture): { uriR: string; capturedAt: string } {
  const [first] = capture.truth.posts;
  if (!first) throw new Error(`${capture.path} holds no post`);
  return {
    uriR: capture.url ?? urlOf(platformOf(capture), first),
    capturedAt:
      capture.capturedAt ??
      new Date(Date.parse(first.createdAt ?? "2026-01-01") + 3_600_000).toISOString(),
  };
}

function subjects(): Subject[] {
  const seen = new Map<string, Subject>();
  for (const capture of captures) {
    const platform = platformOf(capture);
    for (const post of capture.truth.posts) {
      const at = post.createdAt ?? new Date(idTime(platform, post.id)?.ms ?? 0).toISOString();
      if (post.text.trim() === "" || seen.has(post.id)) continue;
      seen.set(post.id, { post, platform, url: urlOf(platform, post), day: at.slice(0, 10) });
    }
  }
  return [...seen.values()];
}

const printedDay = (day: string, shift = 0) =>
  new Date(Date.parse(day) + shift * 86_400_000).toLocaleDateString("en-US", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: "numeric",
  });

/** Words between spaces that stand for themselves: not part of a link, mention or hashtag. */
const WORD = /(?<![\p{L}\p{N}@#_/.:’'-])\p{L}{4,}(?![\p{L}\p{N}_/.:’'-]|…)/gu;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;

function longestWord(text: string): string | null {
  const words = [...text.replace(/^RT @\w+:/, "").matchAll(WORD)]
    .map(([word]) => word)
    .filter((word) => !WITHOUT_SPACES.test(word));
  return words.sort((a, b) => b.length - a.length)[0] ?? null;
}

function quoteOf({ post, url, day, platform }: Subject, over: Partial<QuoteRecord>): QuoteRecord {
  return {
    ref: post.id,
    platform,
    url,
    author: { handle: post.handle, name: post.name },
    date: printedDay(day),
    text: post.text,
    ...over,
  };
}

/** Some hundred quotes through real processes, on a machine that may be busy. */
const PATIENCE = { timeout: 300_000 };

describe.runIf(corpus !== null)(
  "posts of real captures, through API, queue, worker, webhook",
  PATIENCE,
  () => {
    let folder: string;
    let service: RunningService;
    const all = corpus ? subjects() : [];

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "quotary-corpus-"));
      const warc = path.join(folder, "corpus.warc.gz");
      const records = await Promise.all(
        captures
          .filter(({ truth }) => truth.posts.length > 0)
          .map(async (capture) => ({
            ...placeOf(capture),
            status: 200,
            headers: [
              ["Content-Type", capture.path.endsWith(".json") ? "application/json" : "text/html"],
            ] as [string, string][],
            body: await readFile(path.join(corpus ?? "", capture.path)),
          })),
      );
      await writeFile(warc, await writeWarc(records));
      service = await startService({ archives: [warc] });
    });

    afterAll(async () => {
      await service?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function verdicts(quotes: QuoteRecord[]): Promise<Verdict[]> {
      const { verification, events } = await service.verify(quotes);
      const answers = verification.quotes.map(({ verdict }) => verdict);
      expect(answers.every((verdict) => verdict !== null)).toBe(true);
      expect(events.filter(({ type }) => type === "verdict.created")).toHaveLength(quotes.length);
      expect(events.filter(({ type }) => type === "verification.completed")).toHaveLength(1);
      return answers as Verdict[];
    }

    const told = (verdict: Verdict) =>
      `${verdict.ref} ${verdict.outcome} ${verdict.quote.text.slice(0, 60)} — ${verdict.summary}`;

    it.each([
      ["by link", {}],
      ["by handle and day alone", { url: undefined }],
    ])("quoted exactly, %s: verified", async (_name, over) => {
      const quotes = all.map((subject) => {
        const quote = quoteOf(subject, {});
        if ("url" in over) delete quote.url;
        return quote;
      });
      const wrong = (await verdicts(quotes)).filter(({ outcome }) => outcome !== "verified");
      expect(wrong.map(told)).toEqual([]);
    });

    it("with one content word changed: a discrepancy that names the word", async () => {
      const changed = all.flatMap((subject) => {
        const word = longestWord(subject.post.text);
        return word === null
          ? []
          : [
              {
                word,
                quote: quoteOf(subject, { text: subject.post.text.replace(word, "marzipan") }),
              },
            ];
      });
      console.log(
        `one word changed in ${changed.length} of ${all.length} posts; the rest hold none`,
      );
      const answers = await verdicts(changed.map(({ quote }) => quote));
      const wrong = answers.filter(
        ({ outcome, checks }, index) =>
          outcome !== "discrepancy" ||
          !checks.text.edits.some(
            ({ printed, archived }) =>
              printed.text.includes("marzipan") &&
              archived.text.includes(changed[index]?.word ?? "?"),
          ),
      );
      expect(wrong.map(told)).toEqual([]);
    });

    it("with the day three days off: a discrepancy of the day", async () => {
      const quotes = all.map((subject) => quoteOf(subject, { date: printedDay(subject.day, 3) }));
      const wrong = (await verdicts(quotes)).filter(
        ({ outcome, checks }) => outcome !== "discrepancy" || checks.date.class !== "different",
      );
      expect(wrong.map(told)).toEqual([]);
    });

    it("under another handle: a discrepancy of the account", async () => {
      const quotes = all.map((subject) =>
        quoteOf(subject, { author: { handle: "zz_somebody_else" } }),
      );
      const wrong = (await verdicts(quotes)).filter(
        ({ outcome, checks }) => outcome !== "discrepancy" || checks.handle.result !== "mismatch",
      );
      expect(wrong.map(told)).toEqual([]);
    });
  },
);
