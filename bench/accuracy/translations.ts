import path from "node:path";
import { readJsonLines } from "../../test/support/shared.js";
import type { Case } from "./types.js";

interface TranslatedPost {
  id: string;
  lang: string;
  /** The post. */
  original: string;
  /** What an English paper prints. */
  english: string;
}

const FILE = path.join(import.meta.dirname, "translations.jsonl");
const DAY = "2023-02-06T09:14:03.000Z";

/** Invented posts with their English: each against its own, and against the next of its language. */
export function translationCases(): Case[] {
  const all = readJsonLines<TranslatedPost>(FILE);
  return all.flatMap((post) => {
    const company = all.filter(({ lang }) => lang === post.lang);
    const foil = company[(company.indexOf(post) + 1) % company.length];
    const own = caseOf(post, post.english, "translation", false);
    return foil && foil !== post
      ? [own, caseOf(post, foil.english, "translation-of-another", true)]
      : [own];
  });
}

function caseOf(
  { id, lang, original }: TranslatedPost,
  text: string,
  kind: string,
  changed: boolean,
): Case {
  return {
    id: `translation/${id}/${kind}`,
    set: "translation",
    kind,
    lang,
    changed,
    classes: changed ? ["altered", "unrelated"] : ["translated"],
    outcomes: changed
      ? ["discrepancy", "inconclusive", "unverifiable"]
      : ["verified-with-notes", "inconclusive"],
    quote: { text, date: "February 6, 2023", handle: "port_of_velmora", lang: "en" },
    post: {
      text: original,
      createdAt: DAY,
      id: "1622523893245214720",
      handle: "port_of_velmora",
      lang,
    },
  };
}
