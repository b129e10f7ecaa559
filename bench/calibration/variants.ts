import path from "node:path";
import { readJson, sharedFolder } from "../../test/support/shared.js";
import { type CaseOptions, calibrationCases } from "../accuracy/cases.js";
import type { Case } from "../accuracy/types.js";

const DAY = 86_400_000;

function numeric({ post }: Case, days: number, order: "day-first" | "month-first"): string {
  const iso = new Date(Date.parse(post.createdAt) + days * DAY).toISOString();
  const [year, month, day] = iso.slice(0, 10).split("-");
  return order === "day-first" ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

/** What is printed of the day and account beside an edit. */
const PRINTS: readonly { kind: string; isWrong: boolean; print: (given: Case) => Case["quote"] }[] =
  [
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
  ];

/**
 * Every fourth case of an edit once more, in turn with the day or the account left out or the day
 * in numbers, true or not: patterns that the sets alone leave uncounted.
 */
function variantsOf(cases: readonly Case[]): Case[] {
  const edits = cases.filter(({ set }) => ["benign", "editorial", "meaning"].includes(set));
  return edits.flatMap((given, i) => {
    const way = i % 4 === 0 ? PRINTS[(i / 4) % PRINTS.length] : undefined;
    if (way === undefined) return [];
    const outcomes: Case["outcomes"] = way.isWrong ? ["discrepancy"] : given.outcomes;
    const id = `${given.id}/${way.kind}`;
    return [{ ...given, id, kind: way.kind, quote: way.print(given), outcomes }];
  });
}

/** Published translations of the shared vectors, each against its own post and another's. */
function translations(): Case[] {
  const folder = sharedFolder("vectors");
  if (folder === null) return [];
  const pairs = readJson<{ lang: string; original: string; english: string }[]>(
    path.join(folder, "translation-pairs.json"),
  );
  const createdAt = "2023-02-06T09:14:03.000Z";
  return pairs.flatMap(({ lang, original }, i) => {
    const foil = pairs.find((other, j) => j > i && other.lang === lang);
    const prints = [pairs[i]?.english, foil?.english];
    return prints.flatMap((text, j): Case[] => {
      if (text === undefined) return [];
      const id = `translation-pairs/${i}/${j}`;
      return [
        {
          ...{ id, set: "translation", kind: "published", lang, changed: j === 1, classes: [] },
          outcomes:
            j === 1
              ? ["discrepancy", "inconclusive", "unverifiable"]
              : ["verified-with-notes", "inconclusive"],
          quote: { text, date: "2023-02-06", handle: "port_of_velmora", lang: "en" },
          post: {
            ...{ text: original, createdAt, id: "1622523893245214720" },
            ...{ handle: "port_of_velmora", lang },
          },
        },
      ];
    });
  });
}

/** The cases of one half and their variants; published translations count for the table. */
export function casesFor(half: "train" | "unseen", options: CaseOptions = {}): Case[] {
  const cases = calibrationCases(half, options);
  return [...cases, ...variantsOf(cases), ...(half === "train" ? translations() : [])];
}
