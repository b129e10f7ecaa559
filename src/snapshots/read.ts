import type { Permalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import { markCut } from "./cut-end.js";
import { LAYOUTS } from "./layouts.js";
import { headOf } from "./markup/head.js";
import { explainFrames, openFramed } from "./open.js";
import { beginsAsProgram } from "./page.js";
import { layoutSignsOn, maySign } from "./present.js";
import { type NamedReading, type Settled, settle } from "./settle.js";
import { STATE_RULES, stateOf } from "./states.js";
import type { CaptureBytes, Page, ReadOptions, Snapshot, State } from "./types.js";

/**
 * What a capture holds: its state, every post on it, and as `main` the one its address names.
 * Never throws; what is wrong with the capture is told in `findings`.
 */
export function readSnapshot(capture: CaptureBytes, options: ReadOptions = {}): Snapshot {
  const page = openFramed(capture);
  if (!options.mainOnly) return readPage(page);
  const id = page.permalink?.id ?? null;
  // A digit may be written as a reference: then a look for the id finds not all who claim it.
  const isQuick = id !== null && !page.isData && !ENCODED_DIGIT.test(page.raw);
  const quick = isQuick ? readPage(page, id) : readPage(page);
  // Data is parsed whole in any case, and read once.
  if (!quick.main) return isQuick ? readPage(page) : quick;
  const findings = quick.findings.filter((each) => !OF_NEIGHBOURS.has(each.code));
  return { ...quick, posts: [quick.main], findings };
}

/** The page is given up behind the post, or the post would not have been read whole. */
const OF_NEIGHBOURS: ReadonlySet<string> = new Set(["page.neighbour-left-out", "page.given-up"]);

const ENCODED_DIGIT = /&#(?:0*(?:4[89]|5[0-7])(?!\d)|x0*3\d(?![\da-f]))/i;

/**
 * The posts on a capture, as `readSnapshot` tells them, and what went wrong in opening it: what a page
 * without posts is instead costs most of the time that reading it takes.
 */
export function postsOn(capture: CaptureBytes): Pick<Page, "problems"> & Pick<Snapshot, "posts"> {
  if (beginsAsProgram(capture)) return { posts: [], problems: [] };
  const page = openFramed(capture);
  const { posts } = settle(readingsOf(page), wantedBy(page));
  return { posts, problems: page.problems };
}

function readingsOf(page: Page, only?: string): NamedReading[] {
  const readings = LAYOUTS.flatMap((layout): NamedReading[] => {
    const reading = maySign(page, layout) ? layout.read(page, only) : null;
    return reading === null ? [] : [{ ...reading, layout: layout.name }];
  });
  return markCut(readings, page);
}

function readPage(page: Page, only?: string): Snapshot {
  const wanted = wantedBy(page);
  const readings = readingsOf(page, only);
  const settled = settle(readings, wanted);
  const { main, posts } = settled;
  const { state, because, layout } = verdictOn(page, readings, settled, wanted);
  const findings = [
    ...page.problems,
    ...givenUp(page),
    ...readings.flatMap((each) => each.findings),
    ...settled.findings,
    ...missing(settled, wanted),
  ];
  return { state, layout, main, posts, findings, because };
}

/** The address asked decides; without one, what the page declares itself to be. */
function wantedBy(page: Page): Permalink | null {
  if (page.capture.uriR !== null) return page.permalink;
  return headOf(page).declared[0] ?? null;
}

interface Outcome {
  state: State;
  because: string;
  layout: string | null;
}

function verdictOn(
  page: Page,
  readings: readonly NamedReading[],
  { main, mainLayout, posts, isDisputed, findings }: Settled,
  wanted: Permalink | null,
): Outcome {
  const reading = readings.find((each) => each.layout === mainLayout) ?? readings[0];
  const layout = reading?.layout ?? null;
  if (main !== null) return { state: "post", because: reading?.because ?? "", layout };
  if (isDisputed) {
    return { state: "unreadable", because: findings[0]?.because ?? "", layout };
  }
  const stated = readings.find((each) => each.state !== "post");
  if (stated) return { state: stated.state, because: stated.because, layout: stated.layout };
  // On a page with posts a notice may be about another one of them.
  const byStructure = posts.length > 0 ? null : stateOf(page);
  // Of a page that was not had to its end it is not known what it lacks.
  const lost = page.problems[0]?.because;
  if (byStructure?.state === "shell" && lost) return { layout, state: "unreadable", because: lost };
  if (byStructure !== null) return { layout, ...byStructure };
  return { layout, ...withoutMain(page, posts.length, wanted) };
}

function withoutMain(page: Page, posts: number, wanted: Permalink | null) {
  if (posts > 0 && wanted === null && page.capture.uriR === null) {
    return { state: "post", because: "posts were read; no address says which was meant" } as const;
  }
  if (posts > 0) {
    return {
      state: "not-a-post",
      because: `${posts} posts were read, none of them asked for`,
    } as const;
  }
  if (wanted !== null && wanted.id === null) {
    return { state: "not-a-post", because: "the address is an account's, not a post's" } as const;
  }
  if (wanted === null && page.outline().count > 0) {
    return { state: "not-a-post", because: "a page of something else" } as const;
  }
  const because = page.outline().refusal ?? "no layout recognised this capture";
  return { state: "unreadable", because } as const;
}

function givenUp(page: Page): Finding[] {
  const reason = page.outline().refusalSoFar;
  if (reason === null) return [];
  return [
    { code: "page.given-up", severity: "capture", because: `Not read to its end: ${reason}` },
  ];
}

/** The neighbours of a missing post are no evidence for it. */
function missing({ main, posts, isDisputed }: Settled, wanted: Permalink | null): Finding[] {
  if (main !== null || isDisputed || posts.length === 0 || wanted?.id == null) return [];
  const { id } = wanted;
  const later = posts.find((post) => post.edits.includes(id));
  const because = later
    ? `Post ${id} is not on the page, but ${later.id} is, a later version of it: its words may differ.`
    : `Post ${id} is not on the page; the ${posts.length} posts that are say nothing about it.`;
  return [{ code: "page.id-missing", severity: "info", because }];
}

/** Strings of known layouts that a capture holds, though none of them could read it. */
export function tellTalesOf(capture: CaptureBytes): string[] {
  return layoutSignsOn(openFramed(capture));
}

/** What each layout and each state's rule looked for in a capture, and whether it was there. */
export function explainSnapshot(
  capture: CaptureBytes,
): { layout: string; looksFor: string; found: boolean; because: string }[] {
  const page = openFramed(capture);
  const layouts = LAYOUTS.map((layout) => {
    const reading = layout.read(page);
    const because = reading?.because ?? "not found";
    return { layout: layout.name, looksFor: layout.looksFor, found: reading !== null, because };
  });
  const states = STATE_RULES.map((rule) => {
    const because = rule.test(page);
    return {
      layout: `state ${rule.state}: ${rule.name}`,
      looksFor: rule.looksFor,
      found: because !== null,
      because: because ?? "not found",
    };
  });
  return [...explainFrames(capture), ...layouts, ...states];
}
