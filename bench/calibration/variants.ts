import path from "node:path";
import { readJson, sharedFolder } from "../../test/support/shared.js";
import { type CaseOptions, calibrationCases } from "../accuracy/cases.js";
import { halfOf } from "../accuracy/posts.js";
import type { Case } from "../accuracy/types.js";

const DAY = 86_400_000;

function numeric({ post }: Case, days: number, order: "day-first" | "month-first"): string {
  const iso = new Date(Date.parse(post.createdAt) + days * DAY).toISOString();
  const [year, month, day] = iso.slice(0, 10).split("-");
  return order === "day-first" ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

/** The post's day in numbers that another order reads as another day: 4 May for 5 April. */
function swapped(given: Case): string | null {
  const [, month, day] = given.post.createdAt.slice(0, 10).split("-").map(Number);
  return day === undefined || day > 12 || day === month ? null : numeric(given, 0, "month-first");
}

/** What is printed of the day and account beside an edit. */
const PRINTS: readonly {
  kind: string;
  isWrong: boolean;
  /** Null: this case's day gives none. */
  print: (given: Case) => Case["quote"] | null;
}[] = [
  {
    kind: "no-day",
    isWrong: false,
    print: ({ quote: { date: _, ...quote } }) => quote,
  },
  {
    kind: "no-account",
    isWrong: false,
    print: ({ quote: { handle: _, ...quote } }) => quote,
  },
  ...(["day-first", "month-first"] as const).flatMap((order) => [
    ...[0, 3, 31].map((days) => ({
      kind: `numeric-${order}-${days}`,
      isWrong: days !== 0,
      print: (given: Case) => ({ ...given.quote, date: numeric(given, days, order) }),
    })),
  ]),
  {
    // An article that writes the day first and has the wrong one: what it means, nobody can see.
    kind: "numeric-meant-otherwise",
    isWrong: true,
    print: (given) => {
      const date = swapped(given);
      return date === null ? null : { ...given.quote, date };
    },
  },
];

/**
 * Every fourth case of an edit once more, in turn with the day or the account left out or the day
 * in numbers, true or not: patterns that the sets alone leave uncounted.
 */
function variantsOf(cases: readonly Case[]): Case[] {
  const edits = cases.filter(({ set }) => ["benign", "editorial", "meaning"].includes(set));
  return edits.flatMap((given, i) => {
    const way = i % 4 === 0 ? PRINTS[(i / 4) % PRINTS.length] : undefined;
    const quote = way?.print(given) ?? null;
    if (way === undefined || quote === null) return [];
    const outcomes: Case["outcomes"] = way.isWrong ? ["discrepancy"] : given.outcomes;
    const id = `${given.id}/${way.kind}`;
    return [{ ...given, id, kind: way.kind, quote, outcomes }];
  });
}

interface Pair {
  lang: string;
  original: string;
  english: string;
}

/** Published translations of the shared vectors. */
export function publishedPairs(): readonly Pair[] {
  const folder = sharedFolder("vectors");
  return folder === null ? [] : readJson<Pair[]>(path.join(folder, "translation-pairs.json"));
}

/** A published translation held against a post: its own, or another's of the same language. */
export function translationCase(printed: Pair, post: Pair): Case {
  const isOwn = printed === post;
  const { lang, original } = post;
  return {
    ...{ id: `translation-pairs/${printed.english}/${original}`, set: "translation", lang },
    ...{ kind: "published", changed: !isOwn, classes: [] },
    outcomes: isOwn
      ? ["verified-with-notes", "inconclusive"]
      : ["discrepancy", "inconclusive", "unverifiable"],
    quote: { text: printed.english, date: "2023-02-06", handle: "port_of_velmora", lang: "en" },
    post: {
      ...{ text: original, createdAt: "2023-02-06T09:14:03.000Z", id: "1622523893245214720" },
      ...{ handle: "port_of_velmora", lang },
    },
  };
}

/** Those of one half, each against its own post and the next of its language. */
export function translations(half: "train" | "unseen"): Case[] {
  const pairs = publishedPairs().filter(({ original }) => halfOf(original) === half);
  return pairs.flatMap((post, i) => {
    const other = pairs.find((each, j) => j > i && each.lang === post.lang);
    return [post, ...(other ? [other] : [])].map((printed) => translationCase(printed, post));
  });
}

/** The cases of one half and their variants. */
export function casesFor(half: "train" | "unseen", options: CaseOptions = {}): Case[] {
  const cases = calibrationCases(half, options);
  return [...cases, ...variantsOf(cases)];
}
