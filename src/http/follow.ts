import { quoteId, verdictId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { StoredVerification } from "../store/stored-verification.js";
import { viewVerification } from "../store/view.js";
import type { Changes, Listener } from "./changes.js";
import type { EventStream } from "./event-stream.js";

/** Id of the last event of every stream. */
export const LAST_EVENT = "end";

/** Verdicts read and sent in one go. */
const BATCH = 50;
/** Longest time until the verification is looked at, told or not that it changed, ms. */
const LOOK_EVERY_MS = 5_000;

interface Parts {
  store: Store;
  changes: Changes;
  isDraining: () => boolean;
  /** Throws once the reader may not any more. */
  mayGoOn: () => Promise<void>;
}

/**
 * Tells what happens to a verification until it is over: `verdict` (its id is its place among all
 * that ended; `failed` where there is none), `progress` after each change, `completed` as the last.
 * What is told is read from what is stored, so that any process tells the same.
 *
 * @param told events that the reader has already
 */
export async function follow(
  id: string,
  told: number,
  stream: EventStream,
  { changes, ...parts }: Parts,
): Promise<void> {
  const listener = await changes.listen(id);
  try {
    await tell(id, told, stream, listener, parts);
  } finally {
    listener.end();
  }
}

async function tell(
  id: string,
  told: number,
  stream: EventStream,
  listener: Listener,
  { store, isDraining, mayGoOn }: Omit<Parts, "changes">,
): Promise<void> {
  let place = told;
  let lastProgress = "";
  while (!stream.signal.aborted) {
    // The verification first: what it says is over has left its traces by then.
    const stored = await store.verifications.read(id);
    if (stored === null) return;
    await mayGoOn();
    for (;;) {
      const ended = await store.verifications.ended(id, place, BATCH);
      await sendEnded(stored, ended, place, stream, store);
      place += ended.length;
      if (ended.length < BATCH) break;
    }
    const progress = progressOf(stored);
    if (JSON.stringify(progress) !== lastProgress) {
      lastProgress = JSON.stringify(progress);
      await stream.send({ event: "progress", data: progress });
    }
    if (stored.status === "completed" || stored.status === "cancelled") {
      const data = viewVerification(stored);
      return stream.send({ event: "completed", id: LAST_EVENT, data });
    }
    if (isDraining()) return;
    await listener.next(LOOK_EVERY_MS, stream.signal, async () => {
      const now = await store.verifications.read(id);
      return now === null || JSON.stringify(progressOf(now)) !== lastProgress;
    });
  }
}

async function sendEnded(
  { id, quotes }: StoredVerification,
  ended: readonly number[],
  place: number,
  stream: EventStream,
  store: Store,
): Promise<void> {
  const verdicts = await store.verifications.verdicts(ended.map((index) => verdictId(id, index)));
  // What failed may have ended after the verification was read: then its reason is not in that.
  const now = verdicts.includes(null) ? await store.verifications.read(id) : null;
  for (const [offset, index] of ended.entries()) {
    const verdict = verdicts[offset];
    const name = String(place + offset + 1);
    if (verdict) {
      await stream.send({ event: "verdict", id: name, data: verdict });
      continue;
    }
    const quote = (now?.quotes ?? quotes)[index];
    const because = quote?.because ?? "its verdict is no longer kept";
    const data = { id: quoteId(id, index), ref: quote?.record.ref ?? null, because };
    await stream.send({ event: "failed", id: name, data });
  }
}

function progressOf({ id, status, done, quotes, outcomes }: StoredVerification) {
  const running = quotes.filter((quote) => quote.status === "running").length;
  const waiting = quotes.filter((quote) => quote.status === "waiting-for-archive").length;
  return { id, status, done, total: quotes.length, running, waiting, outcomes };
}
