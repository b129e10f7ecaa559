/**
 * Extraction of articles against a cheerio slim parse of the same page, in one run. Pages are
 * invented: paragraphs, scripts and cards in the proportions of the corpus, some 75 embeds a MB. The fastest
 * of many runs counts, taken in turns, so that a busy machine slows both alike.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { load } from "cheerio/slim";
import { extractArticle } from "../src/articles/extract.js";
import { readJsonLines, sharedFolder } from "../test/support/shared.js";

export const name = "extraction: articles' quotes, as a multiple of a cheerio slim parse";

const ROUNDS = 25;

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

/** Fastest of several runs in milliseconds, each kind of work in turn. */
function fastest(work: Record<string, () => unknown>): Record<string, number> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [kind, run] of Object.entries(work)) {
      const start = performance.now();
      run();
      best[kind] = Math.min(best[kind] ?? Number.POSITIVE_INFINITY, performance.now() - start);
    }
  }
  return best;
}

function row(label: string, html: string): void {
  const { parse = 0, extract = 0 } = fastest({
    parse: () => load(html),
    extract: () => extractArticle({ html }),
  });
  const size = `${(html.length / 1024).toFixed(0)} KB`.padStart(8);
  const ratio = (extract / parse).toFixed(2);
  console.log(
    `${label.padEnd(44)} ${size}  parse ${parse.toFixed(1)} ms  extract ${extract.toFixed(1)} ms  ratio ${ratio}`,
  );
}

export function run(): void {
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
