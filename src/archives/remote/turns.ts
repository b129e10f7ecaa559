/** Lets one caller in at a time, in the order they came; a caller who gives up leaves the line. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  async take<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const before = this.#last;
    let done = () => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#last = before.then(() => mine);
    try {
      await untilAborted(before, signal);
      return await task();
    } finally {
      done();
    }
  }
}

/** Waits for `promise`, or until `signal` is aborted; then its reason is thrown. */
async function untilAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
