import type { SearchEntry, SearchOutcome } from "../records/verdict.js";

/**
 * How the search ended. `found`: a capture of a matching post was read. The others in the order in
 * which one outweighs the next.
 */
export const SEARCH_ENDS = [
  "found",
  "not-answered",
  "nobody-asked",
  "no-address",
  "unread",
  "unfinished",
  "withheld",
  "nothing-there",
] as const;

export type SearchEnd = (typeof SEARCH_ENDS)[number];

/** Ends of a search that found no post. */
export type VainEnd = Exclude<SearchEnd, "found">;

/** What a search that found no matching post has to say for itself. */
export interface Unfound {
  search: readonly SearchEntry[];
  /** Captures that might hold the post and could not be read. */
  unreadable: number;
  /** True when some list or some reading stopped at its bound. */
  incomplete: boolean;
}

/** Only an archive that answered, or says that it withholds, has been asked. */
export const IS_ANSWER: Readonly<Record<SearchOutcome, boolean>> = {
  answered: true,
  withheld: true,
  unavailable: false,
  "rate-limited": false,
  "timed-out": false,
  refused: false,
  "not-configured": false,
};

const ENDS: readonly { when: (unfound: Unfound) => boolean; then: VainEnd }[] = [
  {
    when: ({ search }) => search.some(({ outcome }) => !IS_ANSWER[outcome]),
    then: "not-answered",
  },
  { when: ({ search }) => search.length === 0, then: "nobody-asked" },
  { when: ({ search }) => search.every(({ asked }) => asked.length === 0), then: "no-address" },
  { when: ({ unreadable }) => unreadable > 0, then: "unread" },
  { when: ({ incomplete }) => incomplete, then: "unfinished" },
  { when: ({ search }) => search.some(({ outcome }) => outcome === "withheld"), then: "withheld" },
];

/** How a search ended that found no matching post: the first row that holds. */
export function vainEnd(unfound: Unfound): VainEnd {
  return ENDS.find(({ when }) => when(unfound))?.then ?? "nothing-there";
}
