import { idTime } from "../dates/id-time.js";
import { idSpaceOf, isNamedBy } from "../handles/same-post.js";
import type { HandleSighting } from "../handles/sightings.js";
import { compareText } from "../matching/compare.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Outcome } from "../records/verdict.js";
import { type Comparison, type ComparisonContext, compareQuote } from "../verdict/compare.js";
import { judgeComparison } from "../verdict/judge.js";
import type { Reading } from "./library.js";
import type { Purpose, Step } from "./plan.js";

/** One post in one capture. */
export interface Sighting {
  post: Post;
  reading: Reading;
}

/** A post that could be the quoted one, with every capture it was seen in. */
export interface Candidate {
  purpose: Purpose;
  /** The sighting that explains the quote best. */
  best: Sighting;
  sightings: Sighting[];
  comparison: Comparison;
  /** Findings from reading the captures, beside those of the comparison. */
  findings: Finding[];
  outcome: Outcome;
}

const RANK: Record<Outcome, number> = {
  verified: 0,
  "verified-with-notes": 1,
  discrepancy: 2,
  inconclusive: 3,
  unverifiable: 4,
};

/** Least share of the quote's content words in a post before altered words are held against it. */
const SAME_POST = 0.5;
/** Fewest words by which a post of another day, or of a guessed account, can be recognised. */
const RECOGNISABLE_WORDS = 4;

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** Enough words that no other post of an account is likely to have them too. */
export const isRecognisable = ({ text }: QuoteRecord): boolean =>
  wordCount(text) >= RECOGNISABLE_WORDS;

/**
 * Whether a post is the quoted one rather than some other post of the account. At a permalink it
 * is, whatever it says; elsewhere the words must tell, and the less else speaks for it the more.
 */
const ACCEPTS: Record<Purpose, (comparison: Comparison, words: number) => boolean> = {
  permalink: () => true,
  address: saysTheSame,
  day: saysTheSame,
  handle: saysTheSame,
  account: saysTheSame,
  nearby: (comparison, words) => words >= RECOGNISABLE_WORDS && saysTheSame(comparison),
  name: ({ checks, coverage }, words) =>
    words >= RECOGNISABLE_WORDS && checks.text.result !== "mismatch" && coverage >= SAME_POST,
};

function saysTheSame({ checks, coverage }: Comparison): boolean {
  const { class: kind, result } = checks.text;
  if (kind === "unrelated" || result === "unknown") return false;
  return kind !== "altered" || coverage >= SAME_POST;
}

export function accepts(candidate: Candidate, quote: QuoteRecord): boolean {
  return ACCEPTS[candidate.purpose](candidate.comparison, wordCount(quote.text));
}

function keyOf(post: Post, { sha256 }: Reading): string {
  if (post.id === null) return `${sha256} ${post.text}`;
  return `${post.platform} ${idSpaceOf(post) ?? ""} ${post.id}`;
}

/**
 * Posts in the captures read that a step takes into consideration, grouped by id: each with all
 * its sightings, those under another handle too, since they may contradict.
 */
export async function collectSightings(
  readings: readonly Reading[],
  step: Step,
): Promise<Sighting[][]> {
  const groups = new Map<string, Sighting[]>();
  const considered = new Set<string>();
  for (const reading of readings) {
    for (const post of await postsFor(step, reading)) {
      if (isDisowned(post, reading) || isBeforeItsTime(post, reading)) continue;
      const key = keyOf(post, reading);
      if (step.considers(post)) considered.add(key);
      const group = groups.get(key);
      if (group) group.push({ post, reading });
      else groups.set(key, [{ post, reading }]);
    }
  }
  return [...groups].flatMap(([key, group]) => (considered.has(key) ? [group] : []));
}

/** Who looks for one post and finds it at its own address need not look at its neighbours. */
export async function postsFor(step: Step, { snapshot, posts }: Reading): Promise<readonly Post[]> {
  const { main } = snapshot;
  const isAll = step.purpose === "permalink" && main !== null && step.considers(main);
  return isAll ? [main] : posts();
}

/** Findings under which a capture contradicts itself about a post: no evidence for anything. */
const DISOWNS = new Set([
  "page.layouts-disagree",
  "page.id-claimed-twice",
  "page.id-time-disagrees",
]);

function isDisowned(post: Post, { snapshot }: Reading): boolean {
  const isMain = snapshot.main !== null && snapshot.main.id === post.id;
  return !isMain && snapshot.findings.some(({ code }) => DISOWNS.has(code));
}

/** How long before its id was given out a capture of a post's own address may be dated: clocks differ. */
const EARLIEST_MS = 3_600_000;

/** A capture of a post's address older than the post: made up, or its date is. */
function isBeforeItsTime(post: Post, { read, named }: Reading): boolean {
  if (named === null || post.id === null || !isNamedBy(post, named)) return false;
  const time = idTime(post.platform, post.id);
  if (time === null) return false;
  return Date.parse(read.ref.capturedAt) < time.ms - time.toleranceMs - EARLIEST_MS;
}

/** Whether the capture is of an address of the post's platform, or of a site that mirrors it. */
function isAtPlatform({ post, reading }: Sighting): boolean {
  return reading.named?.platform === post.platform;
}

/** Any page can claim a post: what the platform's own addresses showed outweighs it. */
function believed(sightings: Sighting[]): Sighting[] {
  const own = sightings.filter(isAtPlatform);
  return own.length > 0 ? own : sightings;
}

/** Where an archive that is trusted shows the post too, one that is not speaks for nothing. */
function trusted(sightings: Sighting[]): Sighting[] {
  const usual = sightings.filter(({ reading }) => reading.trust !== "low");
  return usual.length > 0 ? usual : sightings;
}

/** What the capture itself takes away from a sighting. */
function evidenceFindings(sighting: Sighting): Finding[] {
  const { ref, digestVerified } = sighting.reading.read;
  const findings: Finding[] = [];
  if (ref.madeByUs) {
    findings.push({
      code: "evidence.saved-by-us",
      severity: "info",
      because: `This capture was made on Quotary's own request, after a question: it shows that the post was there at ${ref.capturedAt}, and nothing of before.`,
    });
  }
  if (sighting.reading.trust === "low") {
    findings.push({
      code: "evidence.low-trust",
      severity: "note",
      because: `Only ${sighting.reading.archive} holds this post, and captures there are known to have been altered: ${ref.uriM}`,
    });
  }
  if (!isAtPlatform(sighting)) {
    findings.push({
      code: "evidence.elsewhere",
      severity: "note",
      because: `Only a page of another site holds this post, and any page can claim one: ${ref.uriR}`,
    });
  }
  if (digestVerified === false) {
    findings.push({
      code: "evidence.digest-differs",
      severity: "note",
      because: `The capture's bytes are not those that were hashed when it was made: ${ref.uriM}`,
    });
  }
  return findings;
}

/** Handles under which other captures show the account of a sighting. */
function aliasesOf(sighting: Sighting, all: readonly Sighting[]): string[] {
  const { id } = sighting.post.author;
  return all
    .filter(({ post }) => {
      // A post never changes hands: under two handles it is one account, unless the ids deny it.
      if (id !== null && post.author.id !== null) return post.author.id === id;
      return post.id === sighting.post.id;
    })
    .filter(isAtPlatform)
    .flatMap(({ post }) => (post.author.handle ? [post.author.handle] : []));
}

/** Platforms whose account ids are the whole platform's: a server's own count for that server only. */
const ACCOUNT_IDS = new Set(["twitter", "bluesky", "tiktok", "instagram", "threads", "youtube"]);

/** Which account had which handle when, by the captures of the platform itself. */
function handlesSeen(sighting: Sighting, all: readonly Sighting[]): HandleSighting[] {
  const { platform } = sighting.post;
  if (!ACCOUNT_IDS.has(platform)) return [];
  return all
    .filter((one) => one.post.platform === platform && isAtPlatform(one))
    .flatMap(({ post: { author }, reading }) =>
      author.handle === null || author.id === null
        ? []
        : [
            {
              handle: author.handle,
              accountId: author.id,
              capturedAt: reading.read.ref.capturedAt,
            },
          ],
    );
}

/** Ids of the accounts that captures of the platform itself show under what a step looks for. */
export async function accountIds(readings: readonly Reading[], step: Step): Promise<string[]> {
  const ids = new Set<string>();
  for (const reading of readings) {
    for (const post of await reading.posts()) {
      if (!ACCOUNT_IDS.has(post.platform) || !step.considers(post)) continue;
      if (post.author.id !== null && isAtPlatform({ post, reading })) ids.add(post.author.id);
    }
  }
  return [...ids];
}

/**
 * Further posts in captures on the way, by the accounts of the posts considered: they tell under
 * which handles these were seen.
 */
export function otherSightings(
  readings: readonly Reading[],
  considered: readonly Sighting[],
): Sighting[] {
  const ids = new Set(considered.flatMap(({ post }) => post.author.id ?? []));
  const known = new Set(considered.map(({ post }) => post));
  return readings.flatMap((reading) => {
    const { main, posts } = reading.snapshot;
    return (main === null ? posts : [main])
      .filter((post) => post.author.id !== null && ids.has(post.author.id) && !known.has(post))
      .filter((post) => !isDisowned(post, reading) && !isBeforeItsTime(post, reading))
      .map((post) => ({ post, reading }));
  });
}

const placeOf = ({ reading }: Sighting): string => `${reading.read.ref.uriM} (${reading.archive})`;

function disagreement(sightings: readonly Sighting[]): Finding[] {
  const [first, ...rest] = sightings.filter(({ post }) => !post.truncated);
  if (!first) return [];
  const other = rest.find(({ post }) => {
    const { class: kind } = compareText(post.text, first.post.text);
    return post.text !== first.post.text && kind !== "verbatim" && kind !== "normalised";
  });
  if (!other) return [];
  return [
    {
      code: "captures.disagree",
      severity: "note",
      because: `Captures hold different words for this post: ${placeOf(first)} and ${placeOf(other)}`,
    },
  ];
}

/** Compares a quote with every sighting of one post; the best explained sighting speaks for it. */
export function makeCandidate(
  purpose: Purpose,
  quote: QuoteRecord,
  sightings: Sighting[],
  all: readonly Sighting[],
  context: ComparisonContext,
): Candidate {
  const own = believed(sightings);
  const compared = trusted(own).map((sighting) => {
    const alsoKnownAs = aliasesOf(sighting, all);
    const handleSightings = handlesSeen(sighting, all);
    const comparison = compareQuote(quote, sighting.post, {
      ...context,
      alsoKnownAs,
      handleSightings,
    });
    const { outcome } = judgeComparison(comparison, evidenceFindings(sighting));
    return { sighting, comparison, outcome };
  });
  compared.sort(
    (a, b) => RANK[a.outcome] - RANK[b.outcome] || b.comparison.score - a.comparison.score,
  );
  const [first] = compared;
  if (!first) throw new Error("a candidate has at least one sighting");
  const { snapshot } = first.sighting.reading;
  const ofPage = snapshot.main?.id === first.sighting.post.id ? snapshot.findings : [];
  const findings = [...ofPage, ...evidenceFindings(first.sighting), ...disagreement(own)];
  return {
    purpose,
    best: first.sighting,
    sightings: own,
    comparison: first.comparison,
    findings,
    outcome: judgeComparison(first.comparison, findings).outcome,
  };
}

/** Best first: the milder outcome, then the better explanation. */
export function rank(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) => RANK[a.outcome] - RANK[b.outcome] || b.comparison.score - a.comparison.score,
  );
}
