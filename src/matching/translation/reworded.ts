import type { TextComparison } from "../types.js";
import { assess, type Side } from "./assess.js";

/** From here on two texts of one language say much the same in other words. */
const SAME_THINGS = 0.45;

/**
 * A print in the post's own language that does not align with it: other words for the same things
 * are an altered quote (often one translated away and back), not a post that has nothing to do
 * with it. Never `translated`.
 */
export function reworded(direct: TextComparison, printed: Side, original: Side): TextComparison {
  const { lang } = printed.speech;
  if (lang === null || lang !== original.speech.lang) return direct;
  const { shared, anchors, unmatchedPrinted, unmatchedOriginal } = assess(printed, original);
  if (shared < SAME_THINGS || anchors.length < 4) return direct;
  if (direct.class === "altered") return { ...direct, flags: [...direct.flags, "reworded"] };
  if (direct.class !== "unrelated") return direct;
  const list = (words: readonly string[]) => words.slice(0, 8).join(", ") || "none";
  const because = `Print and post are in one language and about the same things, in other words, as when a quote is translated away and back: only in the print “${list(unmatchedPrinted)}”, only in the post “${list(unmatchedOriginal)}”.`;
  return {
    ...direct,
    result: "mismatch",
    class: "altered",
    flags: [...direct.flags, "reworded"],
    edits: direct.edits.map((edit) => ({ ...edit, because })),
    because,
    coverage: Math.max(direct.coverage, shared),
    score: 0.3 + 0.2 * shared,
  };
}
