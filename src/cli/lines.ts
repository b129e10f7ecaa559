import { isUtf8 } from "node:buffer";

/** A line of a stream, or why it cannot be used. */
export interface InputLine {
  /** From 1, blank lines counted. */
  number: number;
  /** Without its line end; empty where there is a problem. */
  text: string;
  problem: { code: "line-too-long" | "not-utf-8"; detail: string } | null;
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The lines of a stream that are not blank, one after another, holding no more than one of them.
 * Lines end in LF or CRLF, the last one needs no end; a byte order mark in front is no part of the
 * first. Of a line over `mostBytes` the rest is read over.
 */
export async function* inputLines(
  stream: AsyncIterable<Buffer>,
  mostBytes: number,
): AsyncGenerator<InputLine> {
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (bytes: Buffer) => {
    size += bytes.length;
    if (size <= mostBytes) parts.push(bytes);
    else parts = [];
  };
  const finish = (): InputLine | null => {
    number += 1;
    const line = size > mostBytes ? tooLong(number, mostBytes) : lineOf(number, parts);
    parts = [];
    size = 0;
    return line.problem === null && line.text.trim() === "" ? null : line;
  };
  for await (const bytes of stream) {
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      take(bytes.subarray(from, at));
      from = at + 1;
      const line = finish();
      if (line !== null) yield line;
    }
    take(bytes.subarray(from));
  }
  const last = size > 0 ? finish() : null;
  if (last !== null) yield last;
}

function tooLong(number: number, mostBytes: number): InputLine {
  const detail = `longer than ${mostBytes} bytes`;
  return { number, text: "", problem: { code: "line-too-long", detail } };
}

function lineOf(number: number, parts: readonly Buffer[]): InputLine {
  const bytes = Buffer.concat(parts);
  if (!isUtf8(bytes)) {
    return { number, text: "", problem: { code: "not-utf-8", detail: "not UTF-8" } };
  }
  const text = bytes.toString("utf8").replace(/\r$/, "");
  const marked = number === 1 && text.startsWith(BYTE_ORDER_MARK);
  return { number, text: marked ? text.slice(1) : text, problem: null };
}
