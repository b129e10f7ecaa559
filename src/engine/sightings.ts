import { idTime } from "../dates/id-time.js";
import { isOwnAddress } from "../handles/permalink.js";
import { idSpaceOf, isNamedBy } from "../handles/same-post.js";
import type { HandleSighting } from "../handles/sightings.js";
import type { Post } from "../records/post.js";
import type { Reading } from "./library.js";
import type { Step } from "./plan/step.js";

/** One post in one capture. */
export interface Sighting {
  post: Post;
  reading: Reading;
}

function keyOf(post: Post, { sha256 }: Reading): string {
  if (post.id === null) return `${sha256} ${post.text}`;
  return `${post.platform} ${idSpaceOf(post) ?? ""} ${post.id}`;
}

/**
 * Posts in the captures read that a step takes into consideration, grouped by id: each with all
 * its sightings, those under another handle too, since they may contradict. `misdated` is told of
 * captures that are dated before the post, and whether they are left out for it.
 */
export async function collectSightings(
  readings: readonly Reading[],
  step: Step,
  misdated: (reading: Reading, isLeftOut: boolean) => void,
): Promise<Sighting[][]> {
  const groups = new Map<string, Sighting[]>();
  const considered = new Set<string>();
  for (const reading of readings) {
    for (const post of await postsFor(step, reading)) {
      if (isDisowned(post, reading)) continue;
      const isLeftOut = isBeforeItsTime(post, reading);
      if (isMisdated(post, reading) && step.considers(post)) misdated(reading, isLeftOut);
      if (isLeftOut) continue;
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

/** How long before its id was given out a capture of a post may be dated: clocks differ. */
const EARLIEST_MS = 3_600_000;

/** A capture dated before a post that it shows: a clock is wrong, or the capture is made up. */
export function isMisdated(post: Post, { read }: Reading): boolean {
  const time = post.id === null ? null : idTime(post.platform, post.id);
  if (time === null) return false;
  return Date.parse(read.ref.capturedAt) < time.ms - time.toleranceMs - EARLIEST_MS;
}

/** The post at the address, or those of a page of several. */
export function shownIn({ snapshot: { main, posts } }: Reading): readonly Post[] {
  return main === null ? posts : [main];
}

/** So dated at the post's own address: what was captured there cannot have been the post. */
function isBeforeItsTime(post: Post, reading: Reading): boolean {
  const { named } = reading;
  return named !== null && isNamedBy(post, named) && isMisdated(post, reading);
}

/** Whether a capture counts for a post: it neither contradicts itself nor cannot have been of the post. */
export function isWitness(post: Post, reading: Reading): boolean {
  return !isDisowned(post, reading) && !isBeforeItsTime(post, reading);
}

/** Whether the capture is of an address of the post's platform itself. */
export function isAtPlatform({ post, reading }: Sighting): boolean {
  return isOwnAddress(reading.read.ref.uriR, post.platform, post.author.handle);
}

/** Any page can claim a post: what the platform's own addresses showed outweighs it. */
export function believed(sightings: Sighting[]): Sighting[] {
  const own = sightings.filter(isAtPlatform);
  return own.length > 0 ? own : sightings;
}

/** Where an archive that is trusted shows the post too, one that is not speaks for nothing. */
export function trusted(sightings: Sighting[]): Sighting[] {
  const usual = sightings.filter(({ reading }) => reading.trust !== "low");
  return usual.length > 0 ? usual : sightings;
}

/** Handles under which other captures show the account of a sighting. */
export function aliasesOf(sighting: Sighting, all: readonly Sighting[]): string[] {
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
export function handlesSeen(sighting: Sighting, all: readonly Sighting[]): HandleSighting[] {
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
              uriM: reading.read.ref.uriM,
            },
          ],
    );
}

/** Ids of the accounts that captures of the platform itself show under what a step looks for. */
export async function accountIds(readings: readonly Reading[], step: Step): Promise<string[]> {
  const own = (await postsOfAccounts(readings)).filter(({ post }) => step.considers(post));
  return [...new Set(own.flatMap(({ post }) => post.author.id ?? []))];
}

/** Most handles of an account that are looked under beside the printed one. */
const MOST_HANDLES = 2;

/**
 * Handles other than those a step looks under, as captures of the platform itself show them of these
 * accounts, those of the oldest captures first.
 */
export async function otherHandles(
  readings: readonly Reading[],
  step: Step,
  ids: readonly string[],
): Promise<string[]> {
  const handles = (await postsOfAccounts(readings))
    .filter(({ post }) => ids.includes(post.author.id ?? "") && !step.considers(post))
    .sort((a, b) => a.reading.read.ref.capturedAt.localeCompare(b.reading.read.ref.capturedAt))
    .flatMap(({ post }) => post.author.handle ?? []);
  const spellings = new Map(handles.map((handle) => [handle.toLowerCase(), handle]));
  return [...spellings.values()].slice(0, MOST_HANDLES);
}

/** All posts that captures of the platform itself show, where accounts have ids. */
async function postsOfAccounts(readings: readonly Reading[]): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const reading of readings) {
    for (const post of await reading.posts()) {
      if (post.author.id === null || !ACCOUNT_IDS.has(post.platform)) continue;
      const sighting = { post, reading };
      if (isAtPlatform(sighting) && !isDisowned(post, reading)) found.push(sighting);
    }
  }
  return found;
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
    return shownIn(reading)
      .filter((post) => post.author.id !== null && ids.has(post.author.id) && !known.has(post))
      .filter((post) => isWitness(post, reading))
      .map((post) => ({ post, reading }));
  });
}
