import { setImmediate } from "node:timers/promises";
import type { Response } from "express";

/** Bodies of so many bytes, unpacked, are large: smaller ones are worked through in a few milliseconds. */
const LARGE_BYTES = 100_000;

/** Resolves with the last turn that somebody waits for. */
let line: Promise<void> = Promise.resolve();

/**
 * Resolves in a turn of the event loop that no other caller has: all else that came in, health checks
 * among it, is answered first.
 */
function ownTurn(): Promise<void> {
  line = line.then(() => setImmediate());
  return line;
}

/** Notes how large the request's body is. */
export function noteSize(response: Response, bytes: number): void {
  response.locals.isLarge = bytes >= LARGE_BYTES;
}

/**
 * To be awaited before each step of the work on a body. A large one is worked through in turns of its
 * own, so that others wait for one step of one body, however many came at once.
 */
export async function beforeStep(response: Response): Promise<void> {
  if (response.locals.isLarge) await ownTurn();
}
