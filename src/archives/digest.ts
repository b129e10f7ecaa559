import { createHash } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Digest lengths in bytes of the algorithms met in WARC and CDX files. */
const LENGTHS = { sha1: 20, sha256: 32, sha512: 64, md5: 16 } as const;

type Algorithm = keyof typeof LENGTHS;

export interface Digest {
  algorithm: Algorithm;
  bytes: Buffer;
}

/** RFC 4648 base32, upper case, without padding. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31];
    }
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text.toUpperCase()) {
    held = ((held << 5) | BASE32.indexOf(letter)) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}

/** Each way in which a digest of `length` bytes is written; hex first, for base64 holds hex too. */
function decode(text: string, length: number): Buffer | null {
  const bare = text.replace(/=+$/, "");
  if (bare.length === length * 2 && /^[0-9a-f]+$/i.test(bare)) return Buffer.from(bare, "hex");
  if (bare.length === Math.ceil((length * 8) / 5) && /^[a-z2-7]+$/i.test(bare)) {
    return fromBase32(bare);
  }
  if (bare.length === Math.ceil((length * 4) / 3) && /^[\w+/-]+$/.test(bare)) {
    return Buffer.from(bare, "base64");
  }
  return null;
}

/**
 * A digest as archives write it: `sha1:…`, `sha256:…`, `md5:…` or bare (SHA-1 in CDX), in base32,
 * hexadecimal, base64 or base64url, told apart by length (facts: archives 6). Null when it is none
 * of these.
 */
export function parseDigest(text: string): Digest | null {
  if (text.length > 200) return null;
  const [, label = "", value = ""] = /^\s*(?:([a-z]+-?\d+):)?(\S*)\s*$/i.exec(text) ?? [];
  const named = label.toLowerCase().replace("-", "");
  const candidates = named === "" ? (["sha1", "sha256", "md5"] as const) : [named];
  for (const algorithm of candidates) {
    if (!(algorithm in LENGTHS)) continue;
    const known = algorithm as Algorithm;
    const bytes = decode(value, LENGTHS[known]);
    if (bytes) return { algorithm: known, bytes };
  }
  return null;
}

/** `sha1:BASE32`, as CDX servers and evidence name it; other algorithms in hexadecimal. */
export function formatDigest({ algorithm, bytes }: Digest): string {
  return `${algorithm}:${algorithm === "sha1" ? base32(bytes) : bytes.toString("hex")}`;
}

/** As most writers write it. */
const NORMAL = /^sha1:[A-Z2-7]{32}$/;

/** `text` in the one form in which digests are compared; null when it is no digest. */
export function normaliseDigest(text: string | null | undefined): string | null {
  if (text && NORMAL.test(text)) return text;
  const digest = text ? parseDigest(text) : null;
  return digest ? formatDigest(digest) : null;
}

export function digestOf(bytes: Uint8Array, algorithm: Algorithm = "sha1"): string {
  return formatDigest({ algorithm, bytes: createHash(algorithm).update(bytes).digest() });
}

/** Does `digest` belong to one of `candidates`, the forms in which the payload may have been hashed? */
export function digestFits(digest: Digest, candidates: Iterable<Uint8Array>): boolean {
  const asked = formatDigest(digest);
  for (const bytes of candidates) {
    if (digestOf(bytes, digest.algorithm) === asked) return true;
  }
  return false;
}

/** SHA-1 of no bytes: an empty payload (facts: archives 1). */
export const EMPTY_DIGEST = digestOf(new Uint8Array());
