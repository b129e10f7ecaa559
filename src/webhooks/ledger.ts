import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryEnd } from "../store/deliveries.js";

/** How long an end waits for others to be written with, ms. */
const GATHER_MS = 4;

/**
 * Writes how deliveries ended: what comes in within a few milliseconds, or while a write is under
 * way, goes together, so that many ends share a round trip.
 */
export class Ledger {
  #coming: DeliveryEnd[] = [];
  #next: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  /** @param write all or none of what it is handed may be taken for written when it throws */
  constructor(private readonly write: (ends: readonly DeliveryEnd[]) => Promise<void>) {}

  /** Once this one is written. */
  add(end: DeliveryEnd): Promise<void> {
    this.#coming.push(end);
    this.#next ??= this.#write();
    return this.#next;
  }

  #write(): Promise<void> {
    const written = this.#last
      .catch(() => {})
      .then(() => sleep(GATHER_MS))
      .then(() => {
        const ends = this.#coming;
        this.#coming = [];
        this.#next = null;
        this.#last = this.write(ends);
        return this.#last;
      });
    // Who added an end may look only after sending the next one: till then nobody hears of a failure,
    // and one that nobody hears of ends the process.
    written.catch(() => {});
    return written;
  }
}
