/**
 * Extraction of articles against a cheerio slim parse of the same page, in one run. Pages are
 * invented: paragraphs, scripts and cards in the proportions of the corpus, some 75 embeds a MB. The
 * median of many runs counts; they are taken in turns, on the same string, so that a busy machine
 * slows both alike; where it is so busy that the longer runs are interrupted more often, the ratio of
 * the processor's time tells (collecting on other threads counts there too). What a run leaves is collected before the next, outside of either's time; a
 * collection in the middle of a run, as pages of 2 MB and more need, counts as the run's own.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { load } from "cheerio/slim";
import { extractArticle } from "../src/articles/extract.js";
import { readJsonLines, sharedFolder } from "../test/support/shared.js";

export const name = "extraction: articles' quotes, as a multiple of a cheerio slim parse";

const ROUNDS = 25;
const WARM_UP = 25;

const PARAGRAPH =
  '<p class="c-story__text">The council of <a href="https://nord.example/places/nord?ref=story" data-vars-event="link">Nord</a> met on Tuesday to hear what the <em>engineers</em> had found under the bridge. “It will take months,” said the mayor, who did not want to give a date. The bridge carries some 12,000 cars a day.</p>\n';

const SCRIPT = `<script>window.__queue = window.__queue || []; ${'window.__queue.push({"slot":"inline","sizes":[[300,250],[728,90]],"targeting":{"section":"news"}});\n'.repeat(20)}</script>\n`;

const CARD =
  '<div class="c-card c-card--list"><a class="c-card__link" href="https://nord.example/2023/02/06/other"><img class="c-card__image" src="https://img.nord.example/1.jpg" alt="The harbour" loading="lazy" width="300" height="200"><span class="c-card__title">Another story of the day</span></a></div>\n';

function embed(index: number): string {
  return `<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">Post ${index}: the bridge of <a href="https://twitter.com/hashtag/Nord?src=hash">#Nord</a> is closed until further notice. <a href="https://t.co/abc">pic.twitter.com/abc</a></p>&mdash; Awa Diarra (@awa_diarra) <a href="https://twitter.com/awa_diarra/status/${1622500000000000000n + BigInt(index)}?ref_src=twsrc%5Etfw">February 6, 2023</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>\n`;
}

function pageOf(size: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < size; index += 1) {
    const part =
      PARAGRAPH.repeat(8) + (index < 400 ? embed(index) : "") + SCRIPT.repeat(3) + CARD.repeat(12);
    parts.push(part);
    length += part.length;
  }
  return `<!doctype html><html lang="en"><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>${parts.join("")}</article></body></html>`;
}

/** Empties the young generation: what the run before left behind. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: (options: { type: "minor" }) => void = runInNewContext("gc");
  return () => collect({ type: "minor" });
}

interface Taken {
  /** Milliseconds on the clock and of the processor. */
  clock: number;
  processor: number;
}

/** Medians of several runs, each kind of work in turn. */
function medians(...work: (() => unknown)[]): Taken[] {
  const times = work.map((run) => ({ run, clock: [] as number[], processor: [] as number[] }));
  const collect = collector();
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const { run, clock, processor } of times) {
      collect();
      const [start, used] = [performance.now(), process.cpuUsage()];
      run();
      const [took, { user, system }] = [performance.now() - start, process.cpuUsage(used)];
      if (round < WARM_UP) continue;
      clock.push(took);
      processor.push((user + system) / 1_000);
    }
  }
  return times.map(({ clock, processor }) => ({
    clock: median(clock),
    processor: median(processor),
  }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function row(label: string, html: string): void {
  const [parse, extract] = medians(
    () => load(html),
    () => extractArticle({ html }),
  );
  if (parse === undefined || extract === undefined) return;
  const size = `${(html.length / 1024).toFixed(0)} KB`.padStart(8);
  const ratio = (of: keyof Taken) => (extract[of] / parse[of]).toFixed(2);
  console.log(
    `${label.padEnd(44)} ${size}  parse ${parse.clock.toFixed(1)} ms  extract ${extract.clock.toFixed(1)} ms  ratio ${ratio("clock")}  of the processor ${ratio("processor")}`,
  );
}

/** Paragraphs at their longest, full of what begins something that nothing ends. */
const HOSTILE: Record<string, string> = {
  "marks that only open": '"a '.repeat(6_000),
  "a run of stops": `“It is open.” ${".".repeat(19_000)}x`,
};

/** Ratios that stay alike over the sizes are linear. */
function hostileRows(): void {
  for (const [label, words] of Object.entries(HOSTILE)) {
    const paragraph = `<p>@awa_diarra tweeted ${words}</p>`;
    for (const count of [5, 10, 20]) row(`${label}, ${count} paragraphs`, paragraph.repeat(count));
  }
}

export function run(): void {
  hostileRows();
  for (const size of [0.125, 0.25, 0.5, 1, 2, 4]) {
    row(`invented page, ${size} MB`, pageOf(size * 1024 * 1024));
  }
  const corpus = sharedFolder("corpus");
  if (corpus === null) return;
  const articles = readJsonLines<{ kind: string; path: string }>(
    path.join(corpus, "MANIFEST.jsonl"),
  )
    .filter(({ kind }) => kind === "article")
    .map(({ path: file }) => ({ file, html: readFileSync(path.join(corpus, file), "utf8") }));
  for (const { file, html } of articles) row(path.basename(file), html);
}
