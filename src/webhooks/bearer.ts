import type { Logger } from "../log/logger.js";
import type { Tally } from "../metrics/tally.js";
import type { GuardedClient } from "../net/guarded-client.js";
import type { Attempt, DeliveryEnd } from "../store/deliveries.js";
import type { Store } from "../store/index.js";
import { type AttemptResult, sendParcel } from "./deliver.js";
import { Ledger } from "./ledger.js";
import type { Packed, Parcel } from "./parcel.js";
import type { Taken } from "./places.js";
import { waitBeforeRetry } from "./schedule.js";
import { Standing } from "./standing.js";

/** Times a delivery may be left by a worker that died, before it counts as what they die of. */
const MOST_TAKEN = 3;

export interface BearerParts {
  store: Store;
  /** Guarded, with the webhooks' time limits. */
  client: GuardedClient;
  /** Seconds before each attempt, the first included. */
  webhookSchedule: readonly number[];
  /** An endpoint to which nothing came through for so long is turned off. */
  webhookDisableSeconds: number;
  /** Sends events that were just written on their way. */
  relay: () => Promise<void>;
  tally: Tally;
  log: Logger;
}

const SETTLED = { delivered: "delivered", refused: "refused", pointless: "abandoned" } as const;

/** Brings what lies in one lane to its receiver, and notes what became of it. */
export class Bearer {
  readonly #ledger: Ledger;
  readonly #standing: Standing;
  /** Whose receiver said that it wants no more: verifications, or all of an endpoint's. */
  readonly #refused = new Set<string | null>();

  constructor(
    lane: string,
    private readonly endpoint: string | null,
    private readonly parts: BearerParts,
  ) {
    const { store, webhookDisableSeconds } = parts;
    this.#ledger = new Ledger((ends) => store.deliveries.end(lane, ends, new Date()));
    this.#standing = new Standing(endpoint, store, webhookDisableSeconds);
  }

  /**
   * Makes one attempt. Resolves once the next may be sent; `written` does once it is noted how this
   * one ended, before which it may be repeated.
   *
   * @param carefully notes first that it is under way, and gives it up when workers died of it
   */
  async bring(
    { delivery, parcel }: Packed,
    carefully: boolean,
  ): Promise<{ written: Promise<void>; taken: Taken | null }> {
    const settle = (then: DeliveryEnd["then"], attempt: Attempt | null = null) =>
      this.#ledger.add({ delivery, attempt, then });
    if (carefully && (await this.parts.store.deliveries.taken(delivery.id)) > MOST_TAKEN) {
      this.parts.log.error({ delivery: delivery.id }, "delivery given up, workers died with it");
      return { written: settle("abandoned"), taken: null };
    }
    if ("kind" in parcel) {
      const result = { retryAfterSeconds: null, ...parcel };
      const attempt =
        parcel.kind !== "refused" && parcel.url !== undefined
          ? notSent(delivery.made + 1, parcel.because, parcel.url)
          : null;
      return { written: settle(this.#then(delivery.made, result), attempt), taken: null };
    }
    if (this.#refused.has(this.endpoint === null ? parcel.verification : null)) {
      return { written: settle("refused"), taken: null };
    }
    const began = performance.now();
    const { result, log } = await sendParcel(parcel, delivery.made + 1, this.parts.client);
    this.#count(parcel, result, log);
    if (this.#standing.isNews(result)) await this.#note(parcel, result);
    return {
      written: settle(this.#then(delivery.made, result), log),
      taken: { tookMs: performance.now() - began, ok: log.ok },
    };
  }

  #then(made: number, result: AttemptResult): DeliveryEnd["then"] {
    if (result.kind !== "failed") return SETTLED[result.kind];
    const { webhookSchedule: schedule } = this.parts;
    if (made + 1 >= schedule.length) return "abandoned";
    return { againAt: Date.now() + waitBeforeRetry(schedule, made + 1, result.retryAfterSeconds) };
  }

  #count({ delivery, verification }: Parcel, result: AttemptResult, log: Attempt) {
    const { id, event, endpoint } = delivery;
    const line = { delivery: id, event, verification, endpoint, attempt: log.attempt, result };
    const { tally } = this.parts;
    this.parts.log.info(line, "webhook attempted");
    tally.add("quotary_webhook_attempts_total", [result.kind]);
    tally.add("quotary_webhook_seconds_total", [result.kind], log.milliseconds / 1_000);
  }

  async #note({ verification }: Parcel, result: AttemptResult): Promise<void> {
    const { endpoint, parts } = this;
    const isRefusal = result.kind === "refused";
    if (isRefusal) this.#refused.add(endpoint === null ? verification : null);
    if (!(await this.#standing.note(result, verification, new Date()))) return;
    this.#refused.add(null);
    parts.log.warn({ endpoint, result }, "webhook endpoint turned off");
    await parts.relay();
  }
}

function notSent(attempt: number, because: string, url: string): Attempt {
  const nothing = { status: null, ok: false, milliseconds: 0, response: null };
  return { at: new Date().toISOString(), attempt, ...nothing, because, request: { url, bytes: 0 } };
}
