import type { Token } from "./types.js";

/** Lengths at which old APIs and repost texts were cut, in characters of the text as kept. */
const CUT_LENGTHS: readonly (readonly [number, number])[] = [
  [130, 145],
  [265, 330],
];

/**
 * Where the archived copy itself breaks off: the number of tokens before the cut. Null when it is
 * whole as far as can be seen. Old APIs end a longer text in `… https://t.co/x`, repost texts in
 * `…`; authors write three full stops.
 *
 * @param cutAt UTF-16 offset at which the capture is known to be cut
 */
export function findCaptureCut(
  text: string,
  tokens: readonly Token[],
  cutAt: number | undefined,
): number | null {
  if (cutAt !== undefined) {
    const first = tokens.findIndex(
      ({ end, kind, start }) => start >= cutAt || (kind === "ellipsis" && end >= cutAt),
    );
    return first < 0 ? tokens.length : first;
  }
  const link =
    tokens.at(-1)?.kind === "url" && /^(?:https?:\/\/)?t\.co\//.test(tokens.at(-1)?.text ?? "")
      ? 1
      : 0;
  const at = tokens.length - 1 - link;
  const dots = tokens[at];
  if (dots?.key !== "…" || at < 1 || dots.spaced) return null;
  if (link === 1) return at;
  const length = [...text].length;
  const cut = CUT_LENGTHS.some(([least, most]) => length >= least && length <= most);
  return cut || /^RT @\w+:/.test(text) ? at : null;
}
