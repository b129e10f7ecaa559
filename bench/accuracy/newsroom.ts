import { readdirSync } from "node:fs";
import path from "node:path";
import { readJsonLines } from "../../test/support/shared.js";
import type { Case, TextClass } from "./types.js";

const FOLDER = path.join(import.meta.dirname, "newsroom");
const DAY = "2023-02-06T09:14:03.000Z";

/** A line of `newsroom/LANG.jsonl`: words printed and posted, both invented. */
interface NewsroomPair {
  id: string;
  lang: string;
  kind: string;
  printed: string;
  archived: string;
  /** Classes that are right. */
  expected: TextClass[];
}

/**
 * Pairs written by hand after the errors that correction columns admit to, and after the
 * conventions of honest print; their author had not seen the rules.
 */
export function newsroomCases(): Case[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => readJsonLines<NewsroomPair>(path.join(FOLDER, file)))
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
