import { createHash } from "node:crypto";

/** A source of numbers in [0, 1) that depends on its seed alone. */
export type Random = () => number;

/** Mulberry32, seeded by any string: the same words make the same run on every machine. */
export function randomOf(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whole number in [0, below). */
export function integer(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** One of the list, or null of an empty one. */
export function pick<T>(random: Random, list: readonly T[]): T | null {
  return list[integer(random, list.length)] ?? null;
}

/** The first `count` of the list in an order of the seed's. */
export function sample<T>(random: Random, list: readonly T[], count: number): T[] {
  const rest = [...list];
  for (let i = rest.length - 1; i > 0; i -= 1) {
    const j = integer(random, i + 1);
    [rest[i], rest[j]] = [rest[j] as T, rest[i] as T];
  }
  return rest.slice(0, count);
}
