import { EventEmitter } from "node:events";
import type { Redis } from "ioredis";
import { anySignal } from "../engine/abortable.js";

/** Longest time between two looks while waiting: a message may be lost with its connection. */
const LOOK_EVERY_MS = 1_000;

/** What is told of a quote that was taken up or ended while others of its verification run. */
const GOES_ON = "running";

/** Hears the changes of one verification, from its making until `end`. */
export interface Listener {
  /**
   * Waits for one change, or for `ms`; not at all where `isMissed` says that it has happened since
   * it was last looked.
   */
  next(ms: number, signal: AbortSignal, isMissed: () => Promise<boolean>): Promise<void>;
  end(): void;
}

/**
 * Tells those who wait that a verification changed. Each has a channel of its own, listened to only
 * while somebody waits for it: what nobody asks about costs neither Redis nor any API process.
 */
export class Changes {
  readonly #heard = new EventEmitter().setMaxListeners(0);
  readonly #stopping = new AbortController();
  /** Channels listened to, and by how many. */
  readonly #listening = new Map<string, number>();

  /** @param subscriber a connection for this purpose alone, which does not subscribe again by itself */
  constructor(
    private readonly subscriber: Redis,
    private readonly channelOf: (id: string) => string,
  ) {
    subscriber.on("message", (channel, status) => this.#heard.emit(channel, status));
    // Who came or went while it was away is heeded so: the client itself knows those of before.
    subscriber.on("ready", () => this.#joinAgain());
  }

  async listen(id: string): Promise<Listener> {
    const channel = this.channelOf(id);
    await this.#join(channel);
    return {
      next: async (ms, signal, isMissed) => {
        const end = anySignal([signal, this.#stopping.signal]);
        const changed = this.#nextChange(channel, end, ms, () => true);
        if (end.aborted || (await isMissed())) changed.cancel();
        await changed.promise;
      },
      end: () => this.#leave(channel),
    };
  }

  /**
   * Waits until `isOver` holds, for `ms` at most, or until `signal` or the shutdown ends it. Looks
   * when it is told of an end and once a second: nothing is missed, whenever it happens.
   */
  async untilOver(
    id: string,
    isOver: () => Promise<boolean>,
    ms: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (await isOver()) return;
    const channel = this.channelOf(id);
    const end = anySignal([signal, this.#stopping.signal, AbortSignal.timeout(ms)]);
    await this.#join(channel);
    try {
      while (!end.aborted) {
        const isEnd = (status: string) => status !== GOES_ON;
        const changed = this.#nextChange(channel, end, LOOK_EVERY_MS, isEnd);
        if (await isOver()) return changed.cancel();
        await changed.promise;
      }
    } finally {
      this.#leave(channel);
    }
  }

  /** Ends all waits at once; they answer with what is there. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Where Redis is away nothing is heard, but looked; what was joined is joined again after that. */
  async #join(channel: string): Promise<void> {
    const others = this.#listening.get(channel) ?? 0;
    this.#listening.set(channel, others + 1);
    // Asked each time: whoever comes second must not look before the first is listened for, either.
    await this.subscriber.subscribe(channel).catch(() => {});
  }

  #joinAgain(): void {
    const channels = [...this.#listening.keys()];
    if (channels.length > 0) this.subscriber.subscribe(...channels).catch(() => {});
  }

  #leave(channel: string): void {
    const others = (this.#listening.get(channel) ?? 1) - 1;
    if (others > 0) {
      this.#listening.set(channel, others);
      return;
    }
    this.#listening.delete(channel);
    this.subscriber.unsubscribe(channel).catch(() => {});
  }

  /** Listens from now on, so that a change during the look is not missed. */
  #nextChange(channel: string, end: AbortSignal, ms: number, isMeant: (status: string) => boolean) {
    let cancel = () => {};
    const promise = new Promise<void>((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.#heard.off(channel, hear);
        end.removeEventListener("abort", settle);
        resolve();
      };
      const hear = (status: string) => {
        if (isMeant(status)) settle();
      };
      const timer = setTimeout(settle, ms);
      this.#heard.on(channel, hear);
      end.addEventListener("abort", settle, { once: true });
      cancel = settle;
    });
    return { promise, cancel };
  }
}
