import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * `qtr_live_` or `qtr_test_`, 12 characters that name the key, 32 that are its secret (190 bits) and
 * 6 that are the checksum of all before. The prefix lets scanners for leaked secrets find it, the
 * checksum lets them (and us) tell a key from what merely looks like one, without asking anybody.
 */
const FORM = /^qtr_(live|test)_([0-9A-Za-z]{12})[0-9A-Za-z]{32}[0-9A-Za-z]{6}$/;

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A test key's verifications, verdicts and webhooks are apart from those of live keys. */
export type KeyMode = "live" | "test";

/** An API key without its secret. */
export interface ParsedKey {
  id: string;
  mode: KeyMode;
  /** SHA-256 of the whole key, hex: what is stored. A plain hash is enough for 190 random bits. */
  hash: string;
}

/** A new key, to be shown once and never stored. */
export function newKey(mode: KeyMode): string {
  const body = `qtr_${mode}_${randomText(12)}${randomText(32)}`;
  return body + checksum(body);
}

/** Null for what is no API key: another form, or a wrong checksum. */
export function parseKey(text: string): ParsedKey | null {
  const [, mode, id] = FORM.exec(text) ?? [];
  if (mode === undefined || id === undefined) return null;
  if (text.slice(-6) !== checksum(text.slice(0, -6))) return null;
  return { id, mode: mode as KeyMode, hash: createHash("sha256").update(text).digest("hex") };
}

function randomText(length: number): string {
  return Array.from({ length }, () => DIGITS[randomInt(DIGITS.length)]).join("");
}

/** CRC-32 in base 62, six digits. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < 6; i++) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
