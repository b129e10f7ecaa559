import { newEventId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { AttemptResult } from "./deliver.js";

/**
 * How a lane's receiver is doing. An endpoint that answered 410, or to which nothing came through
 * for `disableAfterSeconds`, is turned off, and its tenant's other endpoints are told.
 */
export class Standing {
  /** Until something comes through: what other workers noted is not known here. */
  #isFailing = true;

  constructor(
    private readonly endpoint: string | null,
    private readonly store: Store,
    private readonly disableAfterSeconds: number,
  ) {}

  /** False where an attempt that went so changes nothing, as most do not. */
  isNews({ kind }: AttemptResult): boolean {
    return this.endpoint === null ? kind === "refused" : kind !== "delivered" || this.#isFailing;
  }

  /** Notes how an attempt went; true when it turned the endpoint off. */
  async note(result: AttemptResult, verification: string | null, now: Date): Promise<boolean> {
    const { endpoint, store } = this;
    if (endpoint === null) {
      if (result.kind === "refused" && verification) await store.verifications.refuse(verification);
      return false;
    }
    if (result.kind === "delivered") {
      await store.endpoints.succeeded(endpoint);
      this.#isFailing = false;
      return false;
    }
    this.#isFailing = true;
    const because = await whyOff(endpoint, result, store, this.disableAfterSeconds, now);
    if (because === null || !(await store.endpoints.turn("off", endpoint, because, now))) {
      return false;
    }
    const tenant = (await store.endpoints.look(endpoint))?.tenant ?? "";
    const id = newEventId("disabled");
    const timestamp = now.toISOString();
    await store.events.add({ id, type: "webhook.disabled", timestamp, tenant, about: endpoint });
    return true;
  }
}

async function whyOff(
  endpoint: string,
  result: AttemptResult,
  store: Store,
  disableAfterSeconds: number,
  now: Date,
): Promise<string | null> {
  if (result.kind === "refused") return "the receiver answered 410: it wants no more";
  const since = await store.endpoints.failed(endpoint, now);
  if (since === null || now.getTime() - Date.parse(since) < disableAfterSeconds * 1_000)
    return null;
  return `nothing could be delivered since ${since}`;
}
