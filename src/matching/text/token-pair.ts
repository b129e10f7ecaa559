import { commonPrefix, commonSuffix } from "../spelling.js";
import type { Token } from "../types.js";
import { tokenise } from "./tokens.js";

/** Shortest stretch of equal text worth looking for. */
const PROBE = 24;
/** How far from an end of the text a stretch is looked for. */
const REACH = 160;

/** `[from, to)` of a text stands in the other one too, `shift` further on. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

/**
 * The tokens of `text`, as `tokenise` gives them: where it has long stretches in common with
 * `other`, of which the tokens are known, these are taken over, for a print mostly repeats its post.
 */
export function tokeniseAlike(
  text: string,
  other: string,
  known: readonly Token[],
  lang?: string,
): Token[] {
  const head = headOf(text, other);
  const tail = tailOf(text, other, head);
  const tokens: Token[] = [];
  let at = 0;
  for (const stretch of [head, tail]) {
    if (stretch === null) continue;
    addNew(tokens, text, at, stretch.from, lang);
    takeOver(tokens, known, stretch);
    at = stretch.to;
  }
  addNew(tokens, text, at, text.length, lang);
  return tokens;
}

/** What is common from the start on, or from the first words on that stand in the other text. */
function headOf(text: string, other: string): Stretch | null {
  const same = commonPrefix(text, other);
  if (same >= PROBE) return stretchOf(0, lastJoint(text, 0, same), 0);
  const from = firstJoint(text, 0, Math.min(text.length, REACH));
  if (from < 0) return null;
  const there = other.indexOf(text.slice(from, from + PROBE));
  if (there < 0 || !(there === 0 || isJoint(other, there))) return null;
  let to = from + PROBE;
  const shift = there - from;
  while (to < text.length && text[to] === other[to + shift]) to += 1;
  return stretchOf(from, lastJoint(text, from, to), shift);
}

/** The same from the end back to where the head ends. */
function tailOf(text: string, other: string, head: Stretch | null): Stretch | null {
  const least = head?.to ?? 0;
  if (text.length - least < PROBE) return null;
  const same = commonSuffix(text, other, 0);
  if (same >= PROBE) {
    const from = firstJoint(text, Math.max(least, text.length - same), text.length);
    return from < 0 ? null : stretchOf(from, text.length, other.length - text.length);
  }
  const to = lastJoint(text, Math.max(least, text.length - REACH), text.length);
  if (to - PROBE < least) return null;
  const there = other.lastIndexOf(text.slice(to - PROBE, to));
  if (there < 0 || !isJoint(other, there + PROBE)) return null;
  const shift = there + PROBE - to;
  let begin = to - PROBE;
  while (begin > least && begin + shift > 0 && text[begin - 1] === other[begin - 1 + shift]) {
    begin -= 1;
  }
  const from = firstJoint(text, begin, to);
  return from < 0 ? null : stretchOf(from, to, shift);
}

function stretchOf(from: number, to: number, shift: number): Stretch | null {
  return to - from >= PROBE ? { from, to, shift } : null;
}

/** The first joint at `at` whose letter before the space stands at `from` or later; -1 for none. */
function firstJoint(text: string, from: number, to: number): number {
  for (let at = from + 2; at < to; at += 1) if (isJoint(text, at)) return at;
  return -1;
}

/** The last joint below `to`; `from` when there is none. */
function lastJoint(text: string, from: number, to: number): number {
  for (let at = to - 1; at >= from + 2; at -= 1) if (isJoint(text, at)) return at;
  return from;
}

/** A letter after one space after a letter: no token, entity or cluster reaches over that. */
function isJoint(text: string, at: number): boolean {
  return (
    text.charCodeAt(at - 1) === 0x20 &&
    isLetter(text.charCodeAt(at)) &&
    isLetter(text.charCodeAt(at - 2))
  );
}

/** Letters that begin no cluster with what stands before them: a part of all there are. */
function isLetter(code: number): boolean {
  const latin = code | 0x20;
  return (
    (latin >= 0x61 && latin <= 0x7a) ||
    (code >= 0xc0 && code <= 0x17e && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x400 && code <= 0x481) ||
    (code >= 0x621 && code <= 0x63a) ||
    (code >= 0x904 && code <= 0x939)
  );
}

/** Tokens of `[from, to)`, which is followed by a space unless it ends the text. */
function addNew(
  tokens: Token[],
  text: string,
  from: number,
  to: number,
  lang: string | undefined,
): void {
  if (from >= to) return;
  const end = to < text.length ? to - 1 : to;
  for (const token of tokenise(text.slice(from, end), lang)) {
    tokens.push(from === 0 ? token : moved(token, from, token.newLine && token.start > 0));
  }
}

function takeOver(tokens: Token[], known: readonly Token[], { from, to, shift }: Stretch): void {
  const end = to + shift;
  let first = true;
  for (let i = firstFrom(known, from + shift); i < known.length; i += 1) {
    const token = known[i] as Token;
    if (token.start >= end) return;
    const same = shift === 0 && (!first || from === 0);
    tokens.push(same ? token : moved(token, -shift, first ? from === 0 : token.newLine));
    first = false;
  }
}

function moved(token: Token, by: number, newLine: boolean): Token {
  const { kind, key, text, fold, start, end, spaced } = token;
  return { kind, key, text, fold, start: start + by, end: end + by, spaced, newLine };
}

/** Index of the first token that begins at `start` or later. */
function firstFrom(tokens: readonly Token[], start: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
