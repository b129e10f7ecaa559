import type { Response } from "express";

/** Bodies of so many bytes, unpacked, are large: smaller ones are worked through in a few milliseconds. */
const LARGE_BYTES = 100_000;

/** Who waits for a turn, in the order in which they get one. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop that no other caller has: all else that came in, health checks
 * among it, is answered first. Whoever has begun goes before those who have not, so that one body at
 * a time is held unfolded.
 */
function ownTurn(hasBegun: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.length === 0) setImmediate(giveTurn);
    if (hasBegun) waiting.unshift(resolve);
    else waiting.push(resolve);
  });
}

function giveTurn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(giveTurn);
}

/** Notes how large the request's body is. */
export function noteSize(response: Response, bytes: number): void {
  response.locals.isLarge = bytes >= LARGE_BYTES;
}

/**
 * To be awaited before each step of the work on a body. A large one is worked through in turns of its
 * own, so that others wait for one step of one body, however many came at once.
 */
export async function beforeStep({ locals }: Response): Promise<void> {
  if (!locals.isLarge) return;
  const hasBegun = locals.hasBegun === true;
  locals.hasBegun = true;
  await ownTurn(hasBegun);
}
