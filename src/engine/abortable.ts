/** Settles with the promise, or rejects as soon as the signal is aborted. */
export function abortable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    const done = () => signal.removeEventListener("abort", abort);
    promise.finally(done).catch(() => {});
    promise.then(resolve, reject);
  });
}

/** Signals that others were made of, for as long as those are in use. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * Aborted as soon as one of these is. Node's own holds them weakly: a time limit that nobody else
 * keeps is then forgotten at the next garbage collection, and never comes.
 */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const any = AbortSignal.any([...signals]);
  sources.set(any, signals);
  return any;
}
