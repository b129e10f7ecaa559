import { createHash } from "node:crypto";
import type { Edit, Span } from "./edit.js";
import type { QuoteRecord } from "./quote.js";
import type { Evidence, Verdict } from "./verdict.js";

/*
 * Records and verdicts without anybody's words: hashes stand in their places, offsets stay. Who has
 * the words can hold them against the hashes; who has not learns none.
 */

const HASH = /^sha256:[0-9a-f]{64}$/;

/** `sha256:` and the hash (hex) of words in UTF-8; a hash stays as it is. */
const hashed = (words: string): string =>
  HASH.test(words) ? words : `sha256:${createHash("sha256").update(words).digest("hex")}`;

/** True for a record of whose words only hashes were kept: it cannot be checked again. */
export const isWordless = ({ text }: Pick<QuoteRecord, "text">): boolean => HASH.test(text);

/** Sentences cite words in quotation marks, and words may hold such marks: from the first to the last. */
const uncited = (sentence: string): string =>
  sentence.replace(/“.*”/gs, "“…”").replace(/«.*»/gs, "« … »");

/** The record, its words as hashes. */
export function recordWithoutWords(record: QuoteRecord): QuoteRecord {
  const { text, originalText, place, ...rest } = record;
  const { sentence: _sentence, ...where } = place ?? {};
  return {
    ...rest,
    text: hashed(text),
    ...(originalText !== undefined && { originalText: hashed(originalText) }),
    ...(place && { place: where }),
  };
}

const emptied = ({ start, end }: Span): Span => ({ start, end, text: "" });

const editWithoutWords = (edit: Edit): Edit => ({
  ...edit,
  printed: emptied(edit.printed),
  archived: emptied(edit.archived),
  because: uncited(edit.because),
});

function textCheckWithoutWords(check: Verdict["checks"]["text"]): Verdict["checks"]["text"] {
  const { translation, edits, because, ...rest } = check;
  const nothing = { anchors: [], unmatchedPrinted: [], unmatchedArchived: [], machine: null };
  return {
    ...rest,
    edits: edits.map(editWithoutWords),
    because: uncited(because),
    ...(translation && { translation: { ...translation, ...nothing } }),
  };
}

function postWithoutWords(post: NonNullable<Verdict["post"]>): NonNullable<Verdict["post"]> {
  return {
    ...post,
    text: hashed(post.text),
    links: [],
    media: post.media.map((one) => ({ ...one, alt: null })),
  };
}

/** Where the quoted words stand in the post's text, in place of the words around them. */
function evidenceWithoutWords(evidence: Evidence, text: string | undefined): Evidence {
  const { quoteSelector, ...rest } = evidence;
  if (quoteSelector === null || text === undefined) return { ...rest, quoteSelector: null };
  const { prefix, exact, suffix } = quoteSelector;
  const found = text.indexOf(prefix + exact + suffix);
  const start = found + prefix.length;
  const position = { type: "TextPositionSelector" as const, start, end: start + exact.length };
  return { ...rest, quoteSelector: null, ...(found >= 0 && { position }) };
}

/** The verdict without a word of print or post; names, handles, days and addresses stay. */
export function verdictWithoutWords(verdict: Verdict): Verdict {
  const { quote, summary, checks, findings, post, evidence, search } = verdict;
  return {
    ...verdict,
    wordsKept: false,
    quote: recordWithoutWords(quote),
    summary: uncited(summary),
    checks: { ...checks, text: textCheckWithoutWords(checks.text) },
    findings: findings.map((one) => ({ ...one, because: uncited(one.because) })),
    post: post && postWithoutWords(post),
    evidence: evidence.map((one) => evidenceWithoutWords(one, post?.text)),
    search: search.map((one) => ({ ...one, problems: one.problems.map(uncited) })),
  };
}
