import { BENIGN } from "./generators/benign.js";
import { EDITORIAL } from "./generators/editorial.js";
import { foilCases } from "./generators/foils.js";
import { MEANING } from "./generators/meaning.js";
import { bare } from "./generators/words.js";
import { newsroomCases } from "./newsroom.js";
import { halfOf, loadPosts, type SourcePost } from "./posts.js";
import { pick, randomOf, sample } from "./random.js";
import { translationCases } from "./translations.js";
import type { Case, CaseSet, Edit, Given, Pair, TextClass } from "./types.js";

export interface CaseOptions {
  /** JSON lines of posts; the shared corpus without it. */
  posts?: string;
  seed?: number;
  /** How many posts are taken. */
  size?: number;
  /** Only posts of one half, by a hash of their id; cases that no post is the source of are `unseen`. */
  half?: "train" | "unseen";
}

/** Enough for 20,000 benign cases of the shared corpus. */
export const DEFAULT_SIZE = 1_600;

/** Classes that are right in the sets where an edit names none. */
const RIGHT: Readonly<Record<"benign" | "editorial" | "meaning", readonly TextClass[]>> = {
  benign: ["verbatim", "normalised"],
  editorial: [],
  meaning: ["altered", "unrelated"],
};

const EDITS: readonly { set: "benign" | "editorial" | "meaning"; edits: readonly Edit[] }[] = [
  { set: "benign", edits: BENIGN },
  { set: "editorial", edits: EDITORIAL },
  { set: "meaning", edits: MEANING },
];

/**
 * Every case of a run: the same options give the same cases, in the same order, on any machine.
 * Each carries the account and the day printed as they are, so that it has a right outcome too.
 */
export function makeCases(options: CaseOptions = {}): {
  cases: Case[];
  from: string;
  posts: number;
} {
  const { seed = 1, size = DEFAULT_SIZE, half } = options;
  const loaded = loadPosts(options.posts);
  const chosen = sample(randomOf(`${seed}/posts`), loaded.posts, size).filter(
    ({ id }) => half === undefined || halfOf(id) === half,
  );
  const byLanguage = new Map<string, SourcePost[]>();
  for (const post of chosen) {
    const company = byLanguage.get(post.lang);
    if (company) company.push(post);
    else byLanguage.set(post.lang, [post]);
  }
  const made = chosen.flatMap((post) => casesOf(post, byLanguage.get(post.lang) ?? [], seed));
  const written = half === "train" ? [] : [...newsroomCases(), ...translationCases()];
  return { cases: [...made, ...written], from: loaded.from, posts: chosen.length };
}

/** What calibration counts: cases of one half that have a right outcome. */
export function calibrationCases(half: "train" | "unseen", options: CaseOptions = {}): Case[] {
  return makeCases({ ...options, half }).cases;
}

function casesOf(post: SourcePost, company: readonly SourcePost[], seed: number): Case[] {
  const random = randomOf(`${seed}/${post.id}`);
  const others = company.filter(({ id }) => id !== post.id);
  const other = pick(random, others)?.text ?? "";
  const given: Given = { random, lang: post.lang, other };
  const pair = pairOf(post, post.text, post.text);
  const edited = EDITS.flatMap(({ set, edits }) =>
    edits.flatMap((edit) => caseOf(post, set, edit, given) ?? []),
  );
  return other === "" ? edited : [...edited, ...foilCases(pair, given)];
}

function caseOf(
  post: SourcePost,
  set: "benign" | "editorial" | "meaning",
  { kind, make, classes }: Edit,
  given: Given,
): Case | null {
  const made = make(post.text, given);
  if (made === null) return null;
  const versions = typeof made === "string" ? { printed: made, archived: post.text } : made;
  if (versions.printed.trim().length < 2) return null;
  const changed = set === "meaning";
  if (changed && bare(versions.printed) === bare(versions.archived)) return null;
  const pair = pairOf(post, versions.printed, versions.archived);
  return {
    ...pair,
    id: `${post.id}/${set}/${kind}`,
    quote: { ...pair.quote, date: post.createdAt.slice(0, 10) },
    set,
    kind,
    lang: post.lang,
    changed,
    classes: classes ?? RIGHT[set],
    outcomes: changed
      ? ["discrepancy"]
      : kind === "capture-cut"
        ? ["inconclusive", "verified-with-notes"]
        : ["verified", "verified-with-notes"],
  };
}

function pairOf(post: SourcePost, printed: string, archived: string): Pair {
  const { id, createdAt, handle, lang } = post;
  const language = lang === "und" ? {} : { lang };
  return {
    id,
    quote: { text: printed, handle, ...language },
    post: { text: archived, createdAt, id, handle, lang },
  };
}

/** For the tests of the generators: every kind by set. */
export const KINDS: Readonly<Partial<Record<CaseSet, readonly string[]>>> = Object.fromEntries(
  EDITS.map(({ set, edits }) => [set, edits.map(({ kind }) => kind)]),
);
