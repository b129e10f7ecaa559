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
    "## Known not to work",
    "",
    "- twitter-app: a quoted post has an id only when it shows a picture; without one it is named as",
    "  quoted, by handle, and its words are not read.",
    "- twitter-app: the reason in a missing post's notice is told by stems (`states/words.ts`,",
    "  `states/notice-lexicon.ts`); about 30 of the 47 languages' stems are the language's own words,",
    "  not sentences seen. A notice in words not known is `withheld`: not shown by the platform.",
    "- twitter-head: a pair of “ ” round all of the words is taken for the page's, not the author's.",
    "- twitter-head: titles' names are known in the word orders of European languages, Japanese, Chinese.",
    "- twitter-mobile: times are printed in the client's zone without saying which; the id's is taken.",
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
