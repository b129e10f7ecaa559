import type { Redis } from "ioredis";

/** Says that a verification was cancelled, to whoever works on a part of it in this process. */
export class Cancellations {
  readonly #underWay = new Map<string, Set<AbortController>>();

  /** @param subscriber a connection for this purpose alone */
  constructor(subscriber: Redis, channel: string) {
    subscriber.on("message", (_channel, id: string) => {
      for (const one of this.#underWay.get(id) ?? []) one.abort(new Error("cancelled"));
    });
    // Waits for a Redis that is away; after a broken connection ioredis subscribes again by itself.
    void subscriber.subscribe(channel).catch(() => {});
  }

  /** Listens until `release`; taken before the work is looked at, so that nothing slips through. */
  watch(verification: string): { signal: AbortSignal; release: () => void } {
    const controller = new AbortController();
    const all = this.#underWay.get(verification) ?? new Set();
    this.#underWay.set(verification, all.add(controller));
    const release = () => {
      all.delete(controller);
      if (all.size === 0) this.#underWay.delete(verification);
    };
    return { signal: controller.signal, release };
  }
}
