import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** One request as the service got it. */
export interface Asked {
  method: string | undefined;
  path: string | undefined;
  type: string | undefined;
  body: Record<string, string>;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
}

/** A stand-in for LibreTranslate on loopback, stopped when the test ends. `nth` counts from 1. */
export async function startLibreTranslate(
  answer: (asked: Asked & { nth: number }) => Answer | "hang",
) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method, url: path } = request;
    const type = request.headers["content-type"];
    const one: Asked = { method, path, type, body: JSON.parse(await text(request)) };
    asked.push(one);
    const says = answer({ ...one, nth: asked.length });
    if (says === "hang") return;
    response.writeHead(says.status ?? 200, { "content-type": "application/json", ...says.headers });
    response.end(says.text ?? JSON.stringify(says.json));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
