import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import { LAYOUTS } from "./layouts.js";
import { openPage } from "./page.js";
import { stateOf } from "./states.js";
import type { CaptureBytes, Page, Reading, ReadOptions, Snapshot } from "./types.js";

interface NamedReading extends Reading {
  layout: string;
}

/**
 * What a capture holds: its state, every post on it, and as `main` the one its address names.
 * Never throws; what is wrong with the capture is told in `findings`.
 */
export function readSnapshot(capture: CaptureBytes, options: ReadOptions = {}): Snapshot {
  const page = openPage(capture, options);
  const readings = LAYOUTS.flatMap((layout): NamedReading[] => {
    const reading = layout.read(page);
    return reading === null ? [] : [{ ...reading, layout: layout.name }];
  });
  return settle(page, readings);
}

function settle(page: Page, readings: NamedReading[]): Snapshot {
  const findings: Finding[] = [...page.problems, ...readings.flatMap((each) => each.findings)];
  const posts = new Map<string, Post>();
  for (const post of readings.flatMap((each) => each.posts)) {
    if (post.id !== null && !posts.has(post.id)) posts.set(post.id, post);
  }
  const wanted = page.permalink?.id ?? null;
  const main = wanted === null ? null : (posts.get(wanted) ?? null);
  const layout = readings[0]?.layout ?? null;
  const base = { layout, main, posts: [...posts.values()], findings };
  if (main !== null) return { ...base, state: "post", because: readings[0]?.because ?? "" };
  return { ...base, ...stateOf(page, base.posts.length) };
}
