/** Deepest nesting that is read; requests need eight. */
const MOST_DEPTH = 64;

/** JSON that readers may understand in different ways: `pointer` is the place (RFC 6901). */
export class UnfitJsonError extends Error {
  override readonly name = "UnfitJsonError";
  constructor(
    readonly pointer: string,
    readonly because: string,
  ) {
    super(`${pointer}: ${because}`);
  }
}

/**
 * Reads JSON, and refuses what RFC 8259 leaves open: a name given twice in one object. Which of the
 * two counts differs by reader, and the words that are checked must be the words that were sent.
 * Throws `SyntaxError` for what is no JSON, `UnfitJsonError` for that and for deep nesting.
 */
export function parseJsonStrictly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  refuseAmbiguity(text);
  return value;
}

/** An object or array that is being read. */
interface Open {
  /** Names so far; null for an array. */
  names: Set<string> | null;
  /** The name or index that is being read. */
  at: string | number;
}

/** Walks text that is known to be JSON, once, looking at brackets, commas and names only. */
function refuseAmbiguity(text: string): void {
  const open: Open[] = [];
  let wantsName = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text[i];
    const inner = open.at(-1);
    if (mark === "{" || mark === "[") {
      wantsName = mark === "{";
      open.push({ names: wantsName ? new Set() : null, at: 0 });
      if (open.length > MOST_DEPTH) {
        throw new UnfitJsonError(
          pointerOf(open.slice(0, 8)),
          `is nested deeper than ${MOST_DEPTH}`,
        );
      }
    } else if (mark === "}" || mark === "]") {
      open.pop();
      wantsName = false;
    } else if (mark === "," && inner) {
      wantsName = inner.names !== null;
      if (typeof inner.at === "number") inner.at += 1;
    } else if (mark === '"') {
      const end = endOfString(text, i);
      if (wantsName && inner?.names) noteName(text.slice(i, end + 1), inner.names, inner, open);
      wantsName = false;
      i = end;
    }
  }
}

function noteName(raw: string, names: Set<string>, inner: Open, open: readonly Open[]): void {
  const name = raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  inner.at = name;
  if (names.has(name)) throw new UnfitJsonError(pointerOf(open), "is given twice");
  names.add(name);
}

/** Index of the closing quote: the first one with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
}

function pointerOf(open: readonly Open[]): string {
  return open
    .map(({ at }) => `/${String(at).slice(0, 100).replace(/~/g, "~0").replace(/\//g, "~1")}`)
    .join("");
}
