import { diffWords } from "diff";
import type { Pair } from "./types.js";

/** A measure people use today: 0 (nothing alike) to 1 (the same). */
export interface Measure {
  name: string;
  /** What is commonly taken as "the same". */
  usual: number;
  of: (printed: string, archived: string) => number;
}

/** Single edits over the longer length; two rows, so memory is linear. */
function editRatio(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
    }
    row = next;
  }
  return 1 - (row[b.length] ?? 0) / longest;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
}

function counts(text: string): Map<string, number> {
  const held = new Map<string, number>();
  for (const word of words(text)) held.set(word, (held.get(word) ?? 0) + 1);
  return held;
}

function cosine(a: string, b: string): number {
  const [left, right] = [counts(a), counts(b)];
  const norm = (held: Map<string, number>) => Math.hypot(...held.values());
  let dot = 0;
  for (const [word, count] of left) dot += count * (right.get(word) ?? 0);
  const scale = norm(left) * norm(right);
  return scale === 0 ? 0 : dot / scale;
}

function tokenSort(a: string, b: string): number {
  return editRatio(words(a).sort().join(" "), words(b).sort().join(" "));
}

/** Share of characters that `diff`'s word comparison leaves as they are. */
function unchanged(a: string, b: string): number {
  const kept = diffWords(a, b)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : kept / longest;
}

export const MEASURES: readonly Measure[] = [
  { name: "edit distance", usual: 0.9, of: editRatio },
  { name: "cosine of words", usual: 0.6, of: cosine },
  { name: "token sort ratio", usual: 0.9, of: tokenSort },
  { name: "diff of words", usual: 0.9, of: unchanged },
];

/** The measure over every pair. */
export function valuesOf({ of }: Measure, pairs: readonly Pair[]): number[] {
  return pairs.map(({ quote, post }) => of(quote.text, post.text));
}
