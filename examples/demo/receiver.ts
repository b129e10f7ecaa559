import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** One delivery, as a newsroom's own system would have received it. */
interface Delivery {
  id: string;
  type: string;
  /** Id of what it tells of: a verdict, a verification. */
  about: string | null;
  /** Whether the signature is that of the secret we gave (Standard Webhooks 1.0). */
  signed: boolean;
}

export interface Receiver {
  url: string;
  secret: string;
  deliveries: readonly Delivery[];
  /** Resolves once the deliveries satisfy, or when the time is over; true for the former. */
  waitUntil(satisfied: () => boolean, timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function readDelivery(webhook: Webhook, headers: Record<string, string>, body: string): Delivery {
  const { type, data } = JSON.parse(body) as { type: string; data: { id?: string } };
  let signed = true;
  try {
    webhook.verify(body, headers);
  } catch {
    signed = false;
  }
  return { id: headers["webhook-id"] ?? "", type, about: data.id ?? null, signed };
}

/** A webhook endpoint on this machine, with a secret of its own. */
export async function startReceiver(): Promise<Receiver> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const webhook = new Webhook(secret);
  const deliveries: Delivery[] = [];
  const arrived = new Set<() => void>();
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        deliveries.push(readDelivery(webhook, headers, body));
        response.writeHead(204).end();
        for (const wake of arrived) wake();
      })
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/quotary`,
    secret,
    deliveries,
    waitUntil(satisfied, timeoutMs) {
      return new Promise((resolve) => {
        const look = () => {
          if (satisfied()) finish(true);
        };
        const finish = (inTime: boolean) => {
          arrived.delete(look);
          clearTimeout(timer);
          resolve(inTime);
        };
        const timer = setTimeout(() => finish(false), timeoutMs);
        arrived.add(look);
        look();
      });
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
