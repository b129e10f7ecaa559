import type { Response } from "express";
import { type Place, takePlace } from "./places.js";

/** Bodies of so many bytes, unpacked, are large: smaller ones are worked through in a few milliseconds. */
export const LARGE_BYTES = 100_000;

/** Who waits for a turn, in the order in which they get one. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop that no other caller has: all else that came in, health checks
 * among it, is answered first.
 */
function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.length === 0) setImmediate(giveTurn);
    waiting.push(resolve);
  });
}

function giveTurn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(giveTurn);
}

/**
 * To be awaited before a large body is unfolded: so many of one `line` are at once. Throws `Problem`
 * 503 where that takes too long, 400 where nobody waits for the answer any more.
 */
export async function beginLarge(response: Response, line: string): Promise<void> {
  const gone = response.closed
    ? Promise.resolve()
    : new Promise<void>((resolve) => void response.once("close", resolve));
  response.locals.place = await takePlace(line, gone);
}

/** Lets the next large body begin. */
export function endLarge({ locals }: Response): void {
  (locals.place as Place | undefined)?.leave();
  locals.place = undefined;
}

/**
 * To be awaited before each step of the work on a body. A large one is worked through in turns of its
 * own, so that others wait for one step of one body, however many came at once.
 */
export async function beforeStep({ locals }: Response): Promise<void> {
  if (locals.place !== undefined) await ownTurn();
}
