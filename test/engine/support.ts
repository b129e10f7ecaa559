import { expect } from "vitest";
import { type Archive, ArchiveError } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import { VerdictSchema } from "../../src/records/verdict.js";
import { inventPost } from "../support/posts.js";

export const POST = inventPost({
  text: "The harbour wall was inspected on Monday and the council will not close the bridge this winter.",
});

export const QUOTE: QuoteRecord = {
  author: { name: POST.name, handle: POST.handle },
  date: "February 6, 2023",
  text: POST.text,
};

export async function check(archives: Archive[], quote: QuoteRecord) {
  const verdict = await createEngine({ archives }).check(quote, { id: "vd_test" });
  expect(VerdictSchema.safeParse(verdict).error?.issues ?? []).toEqual([]);
  return verdict;
}

/** An archive that fails in a given way, whatever it is asked. */
export function failing(outcome: ArchiveError["outcome"]): Archive {
  const fail = () => Promise.reject(new ArchiveError(`archive-${outcome}`, outcome, "it said so"));
  return {
    name: `archive-${outcome}`,
    readLimit: 5,
    find: fail,
    read: fail,
    close: async () => {},
  };
}
