import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { onTestFinished } from "vitest";

/** What the stand-in says to a request, or does instead. */
export interface Answer {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
  /** `close` breaks the connection, `hang` never answers, `stall` stops after half the body. */
  fault?: "close" | "hang" | "stall";
  delayMs?: number;
}

type Answerer = (url: URL, asked: number) => Answer | null;

/** An archive on the loopback interface that says what a test wants it to say. */
export interface StandIn {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Path and query of each request, in order. */
  requests: string[];
  /** Most requests that were being answered at one time. */
  atOnce: number;
  /** Asked in the order added; the first answer counts. Otherwise 404. */
  on(answerer: Answerer): void;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.fault === "hang") return;
  if (answer.fault === "close") {
    response.socket?.destroy();
    return;
  }
  const body = Buffer.from(answer.body ?? "");
  const length = { "content-length": String(body.length) };
  response.writeHead(answer.status ?? 200, { ...answer.headers, ...length });
  if (answer.fault === "stall") response.write(body.subarray(0, body.length / 2));
  else response.end(body);
}

/** Starts a stand-in that is stopped when the test ends. */
export async function startStandIn(): Promise<StandIn> {
  const answerers: Answerer[] = [];
  let open = 0;
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    standIn.requests.push(request.url ?? "");
    standIn.atOnce = Math.max(standIn.atOnce, ++open);
    response.on("close", () => open--);
    const url = new URL(request.url ?? "/", standIn.origin);
    const asked = standIn.requests.filter((one) => one === request.url).length;
    let answer: Answer | null = null;
    for (const answerer of answerers) answer ??= answerer(url, asked);
    if (answer?.delayMs) await new Promise((done) => setTimeout(done, answer.delayMs));
    send(response, answer ?? { status: 404, body: "nothing here" });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  const standIn: StandIn = {
    origin: `http://127.0.0.1:${port}`,
    requests: [],
    atOnce: 0,
    on: (answerer) => answerers.push(answerer),
  };
  return standIn;
}

interface Recorded {
  request: { url: string };
  response: { status: number; headers: [string, string][]; body?: string; bodyFile?: string };
}

/** Bodies were unpacked when they were recorded, their headers left as they came. */
const DROPPED = new Set(["content-encoding", "transfer-encoding", "content-length", "connection"]);

/** A recorded answer of web.archive.org, as if the stand-in were that host. */
export function recordedAnswer(file: string, origin: string): { path: string; answer: Answer } {
  const { request, response } = JSON.parse(readFileSync(file, "utf8")) as Recorded;
  const headers: Record<string, string[]> = {};
  for (const [name, value] of response.headers) {
    const key = name.toLowerCase();
    if (DROPPED.has(key)) continue;
    const here = value
      .replaceAll("https://web.archive.org", origin)
      .replaceAll(/^\/\/web\.archive\.org/g, origin.replace("http:", ""));
    headers[key] = [...(headers[key] ?? []), here];
  }
  const body = response.bodyFile
    ? readFileSync(path.join(path.dirname(file), response.bodyFile))
    : (response.body ?? "");
  const { pathname, search } = new URL(request.url);
  return { path: pathname + search, answer: { status: response.status, headers, body } };
}
