/** Deepest nesting that is read; requests need eight. */
const MOST_DEPTH = 64;

/**
 * Most values that are read, lists and objects among them: 300 for each of 500 quotes, which have twenty of
 * their own, and may come with all that a platform says of a post. Without a bound, 10 MB of them would
 * take the event loop for seconds.
 */
const MOST_VALUES = 150_000;

/** Most names of one object: one with all values would take as long as all else together. */
const MOST_NAMES = 10_000;

/** Parts of a pointer, of what is nested deeper. */
const MOST_NAMED = 8;

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
 * Throws `UnfitJsonError` for that, for deep nesting, and for more values than any request has, and
 * `SyntaxError` for what is no JSON: whichever is met first.
 */
export function parseJsonStrictly(text: string): unknown {
  refuseUnfit(text);
  return JSON.parse(text);
}

/** An object or array that is being read. */
interface Open {
  /** Names so far; null for an array. */
  names: Set<string> | null;
  /** The name or index that is being read. */
  at: string | number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;

/**
 * Walks text once, looking at brackets, commas and names only. It goes before the parsing, which
 * takes ten times as long for what is refused here, and so bears text that is no JSON.
 */
function refuseUnfit(text: string): void {
  const open: Open[] = [];
  let values = 1;
  let wantsName = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text.charCodeAt(i);
    if (mark === QUOTE) {
      const end = endOfString(text, i);
      const inner = open.at(-1);
      if (wantsName && inner?.names) noteName(text.slice(i, end + 1), inner.names, inner, open);
      wantsName = false;
      i = end;
    } else if (mark === COMMA) {
      const inner = open.at(-1);
      wantsName = inner?.names != null;
      if (typeof inner?.at === "number") inner.at += 1;
      values += 1;
    } else if (mark === BRACE || mark === BRACKET) {
      wantsName = mark === BRACE;
      open.push({ names: wantsName ? new Set() : null, at: 0 });
      values += 1;
      if (open.length > MOST_DEPTH) throw unfit(open, `is nested deeper than ${MOST_DEPTH}`);
    } else if (mark === BRACE_END || mark === BRACKET_END) {
      open.pop();
      wantsName = false;
    }
    if (values > MOST_VALUES)
      throw unfit(open, `is beyond the ${MOST_VALUES} values that are read`);
  }
}

function noteName(raw: string, names: Set<string>, inner: Open, open: readonly Open[]): void {
  const name = nameOf(raw);
  inner.at = name;
  if (names.has(name)) throw unfit(open, "is given twice");
  if (names.size === MOST_NAMES)
    throw unfit(open, `is beyond the ${MOST_NAMES} names that are read of one object`);
  names.add(name);
}

function nameOf(raw: string): string {
  if (!raw.includes("\\")) return raw.slice(1, -1);
  try {
    return JSON.parse(raw) as string;
  } catch {
    // The parsing of the whole will say what is wrong, and where.
    return raw;
  }
}

/** Index of the closing quote (the first one with an even number of backslashes before it), or the text's end. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

/** The places of what is nested too deep are as many: the outer ones tell enough. */
function unfit(open: readonly Open[], because: string): UnfitJsonError {
  const pointer = open
    .slice(0, MOST_NAMED)
    .map(({ at }) => `/${String(at).slice(0, 100).replace(/~/g, "~0").replace(/\//g, "~1")}`)
    .join("");
  return new UnfitJsonError(pointer, because);
}
