import { readFileSync } from "node:fs";
import path from "node:path";
import { readSnapshot } from "../../src/snapshots/read.js";
import type { Snapshot } from "../../src/snapshots/types.js";

/** An id that Twitter would have given at that moment; `low` tells posts of one moment apart. */
export function snowflake(iso: string, low = 0): string {
  return String(((BigInt(Date.parse(iso)) - 1288834974657n) << 22n) + BigInt(low));
}

/** Mastodon's kind: milliseconds shifted by 16 bits. */
export function mastodonId(iso: string, low = 0): string {
  return String((BigInt(Date.parse(iso)) << 16n) + BigInt(low));
}

/** Bluesky's kind: microseconds above ten bits, in sortable base 32. */
export function tid(iso: string): string {
  let value = (BigInt(Date.parse(iso)) * 1_000n) << 10n;
  let written = "";
  for (let digit = 0; digit < 13; digit += 1) {
    written = "234567abcdefghijklmnopqrstuvwxyz"[Number(value % 32n)] + written;
    value /= 32n;
  }
  return written;
}

/** "Mon Feb 06 09:14:03 +0000 2023" */
export function restTime(iso: string): string {
  const [, day, month, date, year, time] = /^(\w+), (\d+) (\w+) (\d+) (\S+)/
    .exec(new Date(iso).toUTCString())!
    .map((part, index) => (index === 2 ? part.padStart(2, "0") : part));
  return `${day} ${date} ${month} ${time} +0000 ${year}`;
}

interface As {
  uriR?: string | null;
  contentType?: string | null;
  status?: number;
  location?: string;
}

/** Reads a body as a capture: bytes and text as they are, anything else as JSON. */
export function read(body: unknown, as: As = {}): Snapshot {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
  return readSnapshot({
    uriR: as.uriR ?? null,
    capturedAt: "2023-03-01T00:00:00Z",
    contentType: as.contentType ?? null,
    status: as.status ?? 200,
    ...(as.location === undefined ? {} : { location: as.location }),
    body: bytes,
  });
}

export function fixture(name: string): Uint8Array {
  return readFileSync(path.resolve(import.meta.dirname, "../fixtures/snapshots", name));
}
