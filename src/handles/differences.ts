import { codePoint } from "./handle.js";

/** Names of the signs that are taken for each other in handles. */
const SIGN_NAMES: Readonly<Record<string, string>> = {
  "0": "digit zero",
  "1": "digit one",
  "5": "digit five",
  "8": "digit eight",
  O: "capital letter O",
  o: "small letter O",
  I: "capital letter I",
  i: "small letter I",
  L: "capital letter L",
  l: "small letter L",
  S: "capital letter S",
  s: "small letter S",
  B: "capital letter B",
  b: "small letter B",
  _: "underscore",
};

const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Latin", /\p{Script=Latin}/u],
];

/**
 * Which signs set two handles apart, in words for an editor: `“1” (digit one) where the account
 * has “l” (small letter L)`. Handles of one length are compared sign by sign, others by what is
 * left between their common beginning and end.
 */
export function describeDifferences(printed: string, archived: string): string {
  const a = Array.from(printed);
  const b = Array.from(archived);
  const parts = a.length === b.length ? differingRuns(a, b) : [differingMiddle(a, b)];
  return parts.map(([inPrinted, inArchived]) => describePart(inPrinted, inArchived)).join(", ");
}

type Part = readonly [printed: string, archived: string];

function differingRuns(a: readonly string[], b: readonly string[]): Part[] {
  const runs: [string, string][] = [];
  let open = false;
  for (const [i, sign] of a.entries()) {
    const other = b[i] ?? "";
    const differs = !same(sign, other);
    const run = runs.at(-1);
    if (differs && open && run !== undefined) {
      run[0] += sign;
      run[1] += other;
    } else if (differs) {
      runs.push([sign, other]);
    }
    open = differs;
  }
  return runs;
}

function differingMiddle(a: readonly string[], b: readonly string[]): Part {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && same(a[start], b[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(a.at(-1 - end), b.at(-1 - end))) end += 1;
  return [a.slice(start, a.length - end).join(""), b.slice(start, b.length - end).join("")];
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

function describePart(printed: string, archived: string): string {
  if (archived === "") return `${named(printed)} that the account does not have`;
  if (printed === "") return `no ${named(archived)} where the account has one`;
  return `${named(printed)} where the account has ${named(archived)}`;
}

function named(signs: string): string {
  const names = Array.from(signs, nameOf).filter((name) => name !== null);
  return names.length === 0 ? `“${signs}”` : `“${signs}” (${names.join(", ")})`;
}

/** Null for signs that need no explanation. */
function nameOf(sign: string): string | null {
  const name = SIGN_NAMES[sign];
  if (name !== undefined) return name;
  if (/^[\x20-\x7e]$/.test(sign)) return null;
  const script = SCRIPTS.find(([, letters]) => letters.test(sign))?.[0];
  return `${script === undefined ? "character" : `${script} letter`} ${codePoint(sign)}`;
}
