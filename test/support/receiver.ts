import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { checkMessage } from "./request.js";

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** The body read as a webhook event. */
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A webhook receiver on loopback that keeps what it gets, and holds it against `/openapi.json`. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Waits until `enough` holds of what was received. */
  until(enough: (received: readonly Received[]) => boolean): Promise<void>;
  close(): Promise<void>;
}

function faultsOf(event: { type: string }): Error[] {
  try {
    checkMessage(event);
    return [];
  } catch (error) {
    return [error as Error];
  }
}

/** @param answer writes the answer once the request was read; 204 when left out */
export async function startReceiver(
  answer: RequestListener = (_request, response) => void response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const faults: Error[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString("utf8");
      const event = body === "" ? {} : JSON.parse(body);
      if (body !== "") faults.push(...faultsOf(event));
      received.push({ headers: request.headers, body, event });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    async until(enough) {
      for (let i = 0; i < 1_500 && !enough(received); i++) await sleep(20);
      if (faults[0]) throw faults[0];
      if (!enough(received)) throw new Error(`received only ${received.length} requests`);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
