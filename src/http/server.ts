import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { Problem, problemOf } from "./problem.js";

export interface RunningServer {
  /** `http://host:port` as it can be reached. */
  url: string;
  /** Listens at another address from now on, on the same port; what is under way goes on. */
  moveTo(host: string): Promise<void>;
  /**
   * Waits for the answers under way, `seconds` at most, and takes no new connections then: until
   * they are given, whoever asks is still told that the end is near.
   */
  close(seconds: number): Promise<void>;
}

/** The port is taken, the host is not ours, …: `address` as it was asked for. */
export class CannotListenError extends Error {
  override readonly name = "CannotListenError";
  constructor(
    readonly address: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(`cannot listen on ${address}: ${because}`, options);
  }
}

/** Milliseconds. */
interface ServerTimes {
  headersTimeout: number;
  requestTimeout: number;
  keepAliveTimeout: number;
  /** How often the first two are looked at. */
  connectionsCheckingInterval: number;
}

const TIMES: ServerTimes = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** What cannot become a request, by Node's code; all else is malformed. */
const REFUSALS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Time to read the answer before the connection is cut: a flood would keep it open for ever. */
const LAST_WORDS_MS = 500;

/** Answers what never reaches a route the same way as all else, and hangs up. */
function refuse(error: NodeJS.ErrnoException & { reason?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = REFUSALS[error.code ?? ""] ?? 400;
  const { title, when } = problemOf(status);
  // The parser's own words, such as "Invalid method encountered".
  const because = error.reason ?? "it is no HTTP/1.1";
  const detail = status === 400 ? `The request cannot be read: ${because}.` : when;
  const body = JSON.stringify(new Problem(status, { detail }).toBody(randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      "content-type: application/problem+json",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
}

/** Answers what Node itself would answer without a word. */
function hangUp(response: ServerResponse, status: number, detail: string): void {
  response.statusCode = status;
  response.setHeader("content-type", "application/problem+json");
  response.setHeader("connection", "close");
  response.end(JSON.stringify(new Problem(status, { detail }).toBody(randomUUID())));
}

/**
 * Listens. Times are shorter than Node's own (60 s for headers, 300 s for the whole), so that slow
 * senders hold no connections; 60 s still let 10 MB through a poor line. Throws `CannotListenError`.
 */
export async function startServer(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
  times: ServerTimes = TIMES,
): Promise<RunningServer> {
  const server = createServer({ ...times, requireHostHeader: false }, (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion === "1.0")
      handler(request, response);
    else hangUp(response, 400, "The request names no Host.");
  });
  server.on("checkExpectation", (_request, response: ServerResponse) =>
    hangUp(response, 417, "Nothing but 100-continue is known as Expect."),
  );
  server.maxConnections = 10_000;
  server.on("clientError", refuse);
  const underWay = new UnderWay(server);
  await listen(server, host, port);
  const { port: actual, address, family } = server.address() as AddressInfo;
  const reachable = address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
  const name = family === "IPv6" && reachable !== "127.0.0.1" ? `[${reachable}]` : reachable;
  return {
    url: `http://${name}:${actual}`,
    async moveTo(other) {
      server.close();
      await listen(server, other, actual);
    },
    close: (seconds) => close(server, underWay, seconds),
  };
}

/** Answers that are not yet given. */
class UnderWay {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(server: Server) {
    server.on("request", (_request, response) => {
      this.#count += 1;
      response.once("close", () => {
        this.#count -= 1;
        if (this.#count === 0) for (const tell of this.#waiting.splice(0)) tell();
      });
    });
  }

  /** Resolves at the first moment without any. */
  async none(): Promise<void> {
    if (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new CannotListenError(`${host}:${port}`, error.code ?? error.message, { cause: error }),
      ),
    );
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

async function close(server: Server, underWay: UnderWay, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1_000);
  });
  await Promise.race([underWay.none(), late]);
  clearTimeout(timer);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), Math.max(0, end - Date.now()));
  await closed;
  clearTimeout(cut);
}
