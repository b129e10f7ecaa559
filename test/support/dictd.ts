import { gzipSync } from "node:zlib";
import { folderWith } from "./folder.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const number = (value: number): string =>
  (value >= 64 ? number(Math.floor(value / 64)) : "") + DIGITS[value % 64];

/** Writes a database in dictd's format (headword to text) and names its folder. */
export function dictionaryFolder(
  entries: Readonly<Record<string, string>>,
  name = "freedict-fra-eng",
): Promise<string> {
  let text = "";
  const lines = Object.entries(entries).map(([word, body]) => {
    const entry = `${word} /x/\n${body}\n`;
    const line = `${word}\t${number(Buffer.byteLength(text))}\t${number(Buffer.byteLength(entry))}`;
    text += entry;
    return line;
  });
  return folderWith({
    [`${name}.index`]: `${lines.sort().join("\n")}\n`,
    [`${name}.dict.dz`]: gzipSync(text),
  });
}
