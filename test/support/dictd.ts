import { constants, deflateRawSync, gzipSync } from "node:zlib";
import { folderWith } from "./folder.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const number = (value: number): string =>
  (value >= 64 ? number(Math.floor(value / 64)) : "") + DIGITS[value % 64];

/** As dictzip(1) packs: pieces of so many bytes that can be unpacked alone, listed in the header. */
function dictzip(text: Buffer, size: number): Buffer {
  const count = Math.ceil(text.length / size);
  const pieces = Array.from({ length: count }, (_, n) =>
    deflateRawSync(text.subarray(n * size, (n + 1) * size), {
      finishFlush: constants.Z_FULL_FLUSH,
    }),
  );
  const field = Buffer.alloc(10 + 2 * count);
  field.write("RA", "latin1");
  for (const [n, value] of [6 + 2 * count, 1, size, count].entries()) {
    field.writeUInt16LE(value, 2 + 2 * n);
  }
  for (const [n, piece] of pieces.entries()) field.writeUInt16LE(piece.length, 10 + 2 * n);
  const length = Buffer.from([field.length & 0xff, field.length >> 8]);
  const head = Buffer.from([0x1f, 0x8b, 8, 4 | 8, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([head, length, field, Buffer.from("name\0"), ...pieces, Buffer.alloc(10)]);
}

/** Writes a database in dictd's format (headword to text) and names its folder. */
export function dictionaryFolder(
  entries: Readonly<Record<string, string>>,
  name = "freedict-fra-eng",
  pieceSize?: number,
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
    [`${name}.dict.dz`]:
      pieceSize === undefined ? gzipSync(text) : dictzip(Buffer.from(text), pieceSize),
  });
}
