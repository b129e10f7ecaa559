import { deflateSync, inflateSync } from "node:zlib";

/** What the JSON of an object begins with, and packed bytes (zlib, RFC 1950) never do. */
const BRACE = "{".charCodeAt(0);

/** JSON of an object as it is kept. That of a verdict names its fields again and again: it takes a quarter so. */
export function pack(json: string): Buffer {
  return deflateSync(json);
}

/** The JSON that `pack` was given, in UTF-8; or one that was kept as it is, before there was packing. */
export function unpack(stored: Buffer): Buffer {
  return stored[0] === BRACE ? stored : inflateSync(stored);
}
