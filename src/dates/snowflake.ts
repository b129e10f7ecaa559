/** Twitter's epoch: ids count milliseconds from here, in the bits above the lowest 22. */
const EPOCH_MS = 1_288_834_974_657n;
const SHIFT = 22n;
const MAX_ID = 2n ** 63n - 1n;

/** Ids up to this one were handed out in sequence and carry no time (matching.md 2.1). */
export const LAST_SEQUENTIAL_ID = 29_700_859_247n;
/** Time of that id, 2010-11-04T21:02:48Z: what is later has a snowflake id. */
export const LAST_SEQUENTIAL_MS = 1_288_904_568_000;

/** A decimal id as a number of any size; null when it is none or beyond 63 bits. */
export function readId(id: string): bigint | null {
  if (!/^\d{1,19}$/.test(id)) return null;
  const value = BigInt(id);
  return value <= MAX_ID ? value : null;
}

/** Milliseconds since 1970 that a snowflake id carries. */
export function snowflakeMs(id: bigint): number {
  return Number((id >> SHIFT) + EPOCH_MS);
}

/** The lowest snowflake id of a millisecond. */
export function firstSnowflake(ms: number): bigint {
  return (BigInt(ms) - EPOCH_MS) << SHIFT;
}
