import { latinLookalike } from "./confusables.js";
import { editDistance } from "./edit-distance.js";
import { normaliseHandle, turnsDirection } from "./handle.js";

/** How two handles relate, closest first. Only the first two name the same account. */
export type HandleRelation =
  | "exact"
  | "same_case_insensitive"
  | "lookalike_underscore"
  | "lookalike_skeleton"
  | "lookalike_homoglyph"
  | "typo_distance_1"
  | "affix_variant"
  | "different";

/** Additions with which fan, parody and "official" accounts dress up as another account. */
const AFFIXES = new Set(
  (
    "off offi official officiel officielle oficial offiziell ufficiale real thereal the its iam " +
    "parody parodie parodia fan fans fake backup tv"
  ).split(" "),
);

/** From this length on, two slips of the finger are still a slip. */
const LONG_HANDLE = 10;
/** Distances are only worked out for handles of a believable length. */
const MAX_COMPARED = 64;

interface Pair {
  /** Normalised, case kept. */
  a: string;
  b: string;
  /** The same in lower case, underscores left out. */
  foldedA: string;
  foldedB: string;
  /** Either shows in another order than it is written in. */
  turned: boolean;
}

/** In order; the first that holds is the relation. */
const RULES: readonly { relation: HandleRelation; holds: (pair: Pair) => boolean }[] = [
  { relation: "exact", holds: ({ a, b, turned }) => !turned && a === b },
  {
    relation: "same_case_insensitive",
    holds: ({ a, b, turned }) => !turned && a.toLowerCase() === b.toLowerCase(),
  },
  {
    relation: "lookalike_underscore",
    holds: ({ foldedA, foldedB, turned }) => !turned && foldedA === foldedB,
  },
  {
    relation: "lookalike_skeleton",
    holds: ({ foldedA, foldedB, turned }) => !turned && skeleton(foldedA) === skeleton(foldedB),
  },
  { relation: "lookalike_homoglyph", holds: sameToTheEye },
  { relation: "typo_distance_1", holds: ({ foldedA, foldedB }) => isTypo(foldedA, foldedB) },
  { relation: "affix_variant", holds: ({ foldedA, foldedB }) => isAffixVariant(foldedA, foldedB) },
];

/**
 * How two handles relate (matching.md 3). Either may be printed with `@`; what cannot be a handle
 * is `different` from everything. Symmetric.
 */
export function relateHandles(first: string, second: string): HandleRelation {
  const a = normaliseHandle(first);
  const b = normaliseHandle(second);
  if (a === null || b === null) return "different";
  const pair: Pair = {
    a,
    b,
    foldedA: fold(a),
    foldedB: fold(b),
    turned: turnsDirection(first) !== turnsDirection(second),
  };
  return RULES.find((rule) => rule.holds(pair))?.relation ?? "different";
}

function fold(handle: string): string {
  return handle.toLowerCase().replaceAll("_", "");
}

/** Signs that fonts draw alike: 0/o, 1/l/i, 5/s, 8/b, rn/m, vv/w. */
function skeleton(folded: string): string {
  return folded
    .replaceAll("0", "o")
    .replace(/[1i|]/g, "l")
    .replaceAll("5", "s")
    .replaceAll("8", "b")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** Equal once letters of other scripts are taken for what they look like, in either direction. */
function sameToTheEye({ foldedA, foldedB, turned }: Pair): boolean {
  const seenA = skeleton(latinLookalike(foldedA));
  const seenB = skeleton(latinLookalike(foldedB));
  if (seenA === "") return false;
  return seenA === seenB || (turned && Array.from(seenA).reverse().join("") === seenB);
}

function isTypo(a: string, b: string): boolean {
  const allowed = Math.min(a.length, b.length) >= LONG_HANDLE ? 2 : 1;
  if (Math.abs(a.length - b.length) > allowed || Math.max(a.length, b.length) > MAX_COMPARED) {
    return false;
  }
  return editDistance(a, b) <= allowed;
}

/** One is the other with `official`, `parody`, `tv`, digits … before or behind it. */
function isAffixVariant(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter === "" || shorter === longer) return false;
  for (let at = longer.indexOf(shorter); at >= 0; at = longer.indexOf(shorter, at + 1)) {
    if (isAffix(longer.slice(0, at)) && isAffix(longer.slice(at + shorter.length))) return true;
  }
  return false;
}

function isAffix(text: string): boolean {
  return text === "" || AFFIXES.has(text) || /^\d+$/.test(text);
}
