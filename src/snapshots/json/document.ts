import type { Finding } from "../../records/finding.js";
import type { Page } from "../types.js";
import { isVast, parseJson } from "./values.js";

/** Lines of a JSON-lines capture that are parsed: an hour of a large stream. */
const MAX_LINES = 200_000;

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

/** A call whose first argument, a list of numbers or names, is not its last. */
const CALL_OF_SEVERAL = /^\s*(?:\/\*\*\/)?[A-Za-z_$][\w$.[\]"']{0,200}\(\s*\[[\w\s,."'-]*\]\s*,/;

/**
 * Whether a body begins as a program's call of its own, `webpackJsonp([0],{…`: a callback is handed one
 * value, so none is to be had from what follows.
 */
export function isCallOfSeveral(text: string): boolean {
  return CALL_OF_SEVERAL.test(text.slice(0, 1_000));
}

function fromCallback(text: string): unknown {
  const call = CALLBACK.exec(text.slice(0, 400));
  if (call === null) return undefined;
  const end = text.lastIndexOf(")");
  return end < call[0].length ? undefined : parseJson(text.slice(call[0].length, end));
}

/** Lines that are no JSON: a stream is cut at its end and seldom elsewhere, and failing costs most. */
const MAX_BAD_LINES = 1_000;

function fromLines(text: string, page: Page): unknown[] | undefined {
  if (!text.startsWith("{") || !text.includes("\n")) return undefined;
  const values: unknown[] = [];
  let bad = 0;
  let from = 0;
  while (from < text.length && values.length < MAX_LINES && bad < MAX_BAD_LINES) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? text.length : end).trim();
    from = end === -1 ? text.length : end + 1;
    if (line === "") continue;
    const value = parseJson(line);
    if (value === undefined) bad += 1;
    else values.push(value);
  }
  if (values.length === 0) return undefined;
  if (from < text.length) page.problems.push(givenUp(`the first ${values.length} lines were read`));
  return values;
}

function givenUp(reason: string): Finding {
  return {
    code: "page.given-up",
    severity: "capture",
    because: `Not read to its end: ${reason}`,
  };
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
  const value = page.json() ?? fromCallback(text) ?? fromLines(text, page);
  if (isVast(value)) page.problems.push(givenUp("it holds more than is looked through"));
  return value;
}
