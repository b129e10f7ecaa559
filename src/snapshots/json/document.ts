import type { Page } from "../types.js";

/** Lines of a JSON-lines capture that are parsed, and the longest of them. */
const MAX_LINES = 10_000;

/** `callback({…});`: answers to script elements (oEmbed and timelines to about 2020). */
const CALLBACK = /^(?:\/\*\*\/)?\s{0,10}[\w$.[\]"']{1,200}\(/;

/** Data of some kind: JSON, JSON lines, a callback's argument, with or without a guard before it. */
const DATA =
  /^\s*(?:for\s?\(;;\);|\)\]\}',?|while\(1\);)?\s*(?:[[{]|(?:\/\*\*\/)?[\w$.[\]"']{1,200}\(\s{0,10}[[{])/;

/**
 * Whether a body is data, whole or cut short. Markup inside its strings is words of a post, never a
 * part of a page, so such a body is not looked through for elements.
 */
export function isData(text: string): boolean {
  return DATA.test(text.slice(0, 1_000));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fromCallback(text: string): unknown {
  const call = CALLBACK.exec(text.slice(0, 400));
  if (call === null) return undefined;
  const end = text.lastIndexOf(")");
  return end < call[0].length ? undefined : parse(text.slice(call[0].length, end));
}

function fromLines(text: string): unknown[] | undefined {
  if (!text.startsWith("{") || !text.includes("\n")) return undefined;
  const lines = text.split("\n", MAX_LINES).filter((line) => line.trim() !== "");
  const values = lines.map(parse).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values;
}

/**
 * The JSON a body holds: the body itself, the argument of its callback, or its lines (streams are
 * kept one post a line; a line cut at the end is left out). Undefined when there is none. Found
 * once per page, since every JSON layout asks.
 */
export function jsonDocument(page: Page): unknown {
  return page.remember(findDocument);
}

function findDocument(page: Page): unknown {
  if (!page.isData) return undefined;
  const text = page.text.trim();
  return page.json() ?? fromCallback(text) ?? fromLines(text);
}
