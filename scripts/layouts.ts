import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Post } from "../src/records/post.js";
import { LAYOUTS } from "../src/snapshots/layouts.js";
import { readSnapshot } from "../src/snapshots/read.js";
import { readJsonLines, sharedFolder } from "../test/support/shared.js";

/** `npm run layouts`: writes docs/layouts.md, layout × field × era, from the captures at hand. */

interface Entry {
  path: string;
  kind: string;
  url: string | null;
  source: { repo: string };
}

interface Tally {
  captures: Set<string>;
  sources: Set<string>;
  posts: Post[];
}

const FIELDS: Readonly<Record<string, (post: Post) => boolean>> = {
  handle: (post) => post.author.handle !== null,
  name: (post) => post.author.name !== null,
  account: (post) => post.author.id !== null,
  time: (post) => post.createdAtSource === "page",
  text: (post) => post.text !== "",
  lang: (post) => post.lang !== null,
  links: (post) => post.links.length > 0,
  reply: (post) => post.replyTo !== null,
  quote: (post) => post.quoted !== null,
  media: (post) => post.media.length > 0,
};

function tallies(corpus: string): Map<string, Tally> {
  const found = new Map<string, Tally>();
  const entries = readJsonLines<Entry>(path.join(corpus, "MANIFEST.jsonl"));
  for (const entry of entries.filter((each) => each.kind !== "article")) {
    const about = { uriR: entry.url, capturedAt: null, contentType: null, status: null };
    const body = readFileSync(path.join(corpus, entry.path));
    const { layout, posts } = readSnapshot({ ...about, body });
    if (layout === null) continue;
    const tally = found.get(layout) ?? { captures: new Set(), sources: new Set(), posts: [] };
    tally.captures.add(entry.path);
    tally.sources.add(entry.source.repo);
    tally.posts.push(...posts);
    found.set(layout, tally);
  }
  return found;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

function table(found: ReadonlyMap<string, Tally>): string[] {
  const head = ["layout", "era", "captures", "posts", ...Object.keys(FIELDS), "sources"];
  const rows = LAYOUTS.map((layout) => {
    const tally = found.get(layout.name);
    if (!tally)
      return row([layout.name, layout.era, 0, 0, ...Object.keys(FIELDS).map(() => ""), ""]);
    const counts = Object.values(FIELDS).map((has) => tally.posts.filter(has).length || "–");
    const sources = [...tally.sources].join(", ");
    return row([
      layout.name,
      layout.era,
      tally.captures.size,
      tally.posts.length,
      ...counts,
      sources,
    ]);
  });
  return [row(head), row(head.map(() => "---")), ...rows];
}

/** Counted by hand in November 2026 on the test data of other public repositories, read in place. */
const UNSEEN = [
  "Test data of other public repositories, read in place in November 2026: what a plain walk over",
  "the JSON finds (id, author, words) against what is read; pages by eye. Wrong words: none.",
  "",
  "| kind | sources | posts | read | the others |",
  "| --- | --- | --- | --- | --- |",
  "| API 1.1 | bear/python-twitter, Twitter4J, tweepy, tweetinvi, cancel-culture | 1238 | 1238 | |",
  "| API v2, exports | DocNow/twarc-csv | 2127 | 2115 | 12 whose words are the notice that they are withheld |",
  "| GraphQL | FxEmbed, FxTwitter, vladkens/twscrape | 622 | 608 | 14 with made-up ids, their times impossible: refused |",
  "| Mastodon API | rtoot, Mastodon.py | 1387 | 1378 | 9 compared differently: a quoted address that pages hide |",
  "| ActivityPub, Bluesky records | Lemmy, granary, go-ap | 42 | 38 | 4 without an id |",
  "| permalink pages 2013–2020 | php-mf2-shim, php-mf2, postlight/parser, cancel-culture | 38 | 38 | |",
  "| rendered app 2022 | cancel-culture | 11 | 11 | |",
  "| Facebook's pages of 2022–2024, words in scripts | apankowski/garcon, meedan/pender | 6 | 6 | |",
  "| Facebook's pages for telephones, 2021 | kevinzg/facebook-scraper | 49 | 49 | the words by eye in samples |",
  "| heads (X, Instagram, Telegram, Bluesky) | metascraper | 10 | 10 | one Instagram page of 2013 and one without words in its head hold none |",
  "",
  "One page whose head its publisher had rewritten was refused (`page.layouts-disagree`), rightly.",
];

function page(found: ReadonlyMap<string, Tally>): string {
  return `${[
    "# What is read from which layout",
    "",
    "Written by `npm run layouts`; don't edit. Captures and posts are those of the corpus of",
    "real captures; a number under a field counts the posts for which it was read (time: the page's",
    "own, not the id's). Layouts without captures are tested with hand-written pages only.",
    "",
    ...table(found),
    "",
    "## How each is recognised",
    "",
    ...LAYOUTS.map((layout) => `- **${layout.name}** (${layout.era}): ${layout.looksFor}`),
    "",
    "## Captures never seen while the layouts were written",
    "",
    ...UNSEEN,
    "",
    "## Known not to work",
    "",
    "- twitter-app: a quoted post has an id only when it shows a picture; without one it is read without",
    "  an id or address, by author, second and words.",
    "- twitter-app: the reason in a missing post's notice is told by stems of 49 languages and variants",
    "  (`states/notice-lexicon.ts`, from the app's own language files); in seven of them the words for",
    "  “deleted” are the language's own, not sentences seen. A notice in words not known is `withheld`.",
    "- twitter-head: a pair of “ ” round all of the words is taken for the page's, not the author's.",
    "- twitter-head: titles' names are known in the word orders of European languages, Japanese, Chinese.",
    "- twitter-mobile: times are printed in the client's zone without saying which; the id's is taken.",
    "- bluesky-screen: times are printed in the reader's zone, so the id's is taken; a quoted post is",
    "  named, its words are not read.",
    "- facebook-post: a post that shares another one with words is not read: whose words are whose is",
    "  not marked.",
    "- facebook-comet: photos' and reels' own pages keep their words elsewhere and are read by their heads;",
    "  words on a coloured ground or with headings are of a kind not known, and such posts are left out.",
    "- facebook-mobile: times are printed without their zone; posts of people have none.",
    "- An edited post asked for by an earlier version's id is not given as `main` when the page holds",
    "  a later version only.",
    "",
  ].join("\n")}`;
}

const corpus = sharedFolder("corpus");
if (corpus !== null) {
  const file = path.resolve(import.meta.dirname, "../docs/layouts.md");
  writeFileSync(file, page(tallies(corpus)));
  console.log(`wrote ${path.relative(process.cwd(), file)}`);
}
