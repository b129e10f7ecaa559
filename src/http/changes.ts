import { EventEmitter } from "node:events";
import type { Redis } from "ioredis";
import { anySignal } from "../engine/abortable.js";

/** Longest time between two looks while waiting: a message may be lost with its connection. */
const LOOK_EVERY_MS = 1_000;

/** Tells those who wait that a verification changed. */
export class Changes {
  private readonly heard = new EventEmitter().setMaxListeners(0);
  private readonly stopping = new AbortController();

  /** @param subscriber a connection for this purpose alone */
  constructor(subscriber: Redis, channel: string) {
    subscriber.on("message", (_channel, id) => this.heard.emit(id));
    const subscribe = () => void subscriber.subscribe(channel).catch(() => {});
    if (subscriber.status === "ready") subscribe();
    // After a broken connection ioredis subscribes again by itself.
    else subscriber.once("ready", subscribe);
  }

  /**
   * Waits until `isDone` holds, for `ms` at most, or until `signal` or the shutdown ends it. Looks
   * after each change and once a second: nothing is missed, whenever it happens.
   */
  async waitUntil(
    id: string,
    isDone: () => Promise<boolean>,
    ms: number,
    signal: AbortSignal,
  ): Promise<void> {
    const end = anySignal([signal, this.stopping.signal, AbortSignal.timeout(ms)]);
    while (!end.aborted) {
      const changed = this.nextChange(id, end);
      if (await isDone()) {
        changed.cancel();
        return;
      }
      await changed.promise;
    }
  }

  /**
   * Waits for one change, or for `ms`; not at all where `isMissed` says that it has happened since
   * it was last looked.
   */
  async next(
    id: string,
    ms: number,
    signal: AbortSignal,
    isMissed: () => Promise<boolean>,
  ): Promise<void> {
    const end = anySignal([signal, this.stopping.signal]);
    const changed = this.nextChange(id, end, ms);
    if (end.aborted || (await isMissed())) changed.cancel();
    await changed.promise;
  }

  /** Ends all waits at once; they answer with what is there. */
  stop(): void {
    this.stopping.abort();
  }

  /** Listens from now on, so that a change during the look is not missed. */
  private nextChange(id: string, end: AbortSignal, ms = LOOK_EVERY_MS) {
    let cancel = () => {};
    const promise = new Promise<void>((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.heard.off(id, settle);
        end.removeEventListener("abort", settle);
        resolve();
      };
      const timer = setTimeout(settle, ms);
      this.heard.once(id, settle);
      end.addEventListener("abort", settle, { once: true });
      cancel = settle;
    });
    return { promise, cancel };
  }
}
