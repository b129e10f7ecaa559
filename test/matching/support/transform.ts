import type { Random } from "./random.js";

export interface Pair {
  printed: string;
  archived: string;
}

/** One way in which a print differs from a post; null where it cannot be applied to this text. */
export interface Transform {
  readonly name: string;
  readonly apply: (text: string, random: Random, other: string) => Pair | null;
}
