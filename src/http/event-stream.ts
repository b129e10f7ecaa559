import { once } from "node:events";
import type { Response } from "express";
import { anySignal } from "../engine/abortable.js";

/** Something is sent at least this often, so that nothing on the way takes the stream for dead. */
const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so long is left. */
const PATIENCE_MS = 30_000;
/** What a reader should wait before it connects again, ms. */
const RETRY_MS = 2_000;

export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // For nginx, which else holds events back until they fill a buffer.
  "x-accel-buffering": "no",
} as const;

export interface ServerSentEvent {
  event: string;
  /** Left out for what is not to be resumed from. */
  id?: string;
  data: unknown;
}

/** Writes server-sent events (HTML, section 9.2) at the pace of their reader. */
export class EventStream {
  /** Aborted when the reader is gone, or too slow. */
  readonly signal: AbortSignal;
  readonly #gone = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(private readonly response: Response) {
    this.signal = this.#gone.signal;
    response.once("close", () => this.#gone.abort());
    response.status(200).set(EVENT_STREAM_HEADERS);
    response.write(`retry: ${RETRY_MS}\n\n`);
    this.#heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(": still here\n\n");
    }, HEARTBEAT_MS);
  }

  async send({ event, id, data }: ServerSentEvent): Promise<void> {
    if (this.signal.aborted) return;
    const name = id === undefined ? "" : `id: ${id}\n`;
    const taken = this.response.write(`event: ${event}\n${name}data: ${JSON.stringify(data)}\n\n`);
    if (taken) return;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    await once(this.response, "drain", {
      signal: anySignal([patience, this.signal]),
    }).catch(() => this.#gone.abort());
  }

  end(): void {
    clearInterval(this.#heartbeat);
    if (this.signal.aborted) this.response.destroy();
    else this.response.end();
  }
}
