import { readdirSync } from "node:fs";
import path from "node:path";
import { readJsonLines } from "../../test/support/shared.js";
import type { Case, TextClass } from "./types.js";

const FOLDER = path.join(import.meta.dirname, "newsroom");

/** Pairs written at one time, and the folder they are in; a later sitting has a folder of its own. */
export const SITTINGS: readonly { readonly folder: string; readonly id: RegExp }[] = [
  { folder: "", id: /^newsroom\/[a-z]+-\d+$/ },
  { folder: "second", id: /^newsroom\/[a-z]+-2-\d+$/ },
  { folder: "third", id: /^newsroom\/[a-z]+-3-\d+$/ },
];

const DAY = "2023-02-06T09:14:03.000Z";

/** A line of `newsroom/LANG.jsonl` or `newsroom/SITTING/LANG.jsonl`: words printed and posted, both invented. */
interface NewsroomPair {
  id: string;
  lang: string;
  kind: string;
  printed: string;
  archived: string;
  /** Classes that are right. */
  expected: TextClass[];
}

function linesIn(folder: string): NewsroomPair[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) => readJsonLines<NewsroomPair>(path.join(folder, file)));
}

/**
 * Pairs written by hand after the errors that correction columns admit to, and after the
 * conventions of honest print; their authors had not seen the rules.
 */
export function newsroomCases(): Case[] {
  return SITTINGS.map(({ folder }) => path.join(FOLDER, folder))
    .flatMap(linesIn)
    .map(({ id, lang, kind, printed, archived, expected }) => {
      const changed = expected.includes("altered");
      return {
        id: `newsroom/${id}`,
        set: "newsroom",
        kind,
        lang,
        changed,
        classes: expected,
        outcomes: changed ? ["discrepancy", "inconclusive"] : ["verified", "verified-with-notes"],
        quote: { text: printed, date: "February 6, 2023", handle: "port_of_velmora", lang },
        post: {
          text: archived,
          createdAt: DAY,
          id: "1622523893245214720",
          handle: "port_of_velmora",
          lang,
        },
      };
    });
}
