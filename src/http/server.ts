import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface RunningServer {
  /** `http://host:port` as it can be reached. */
  url: string;
  /** Takes no new connections and waits for the answers under way, `seconds` at most. */
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

/**
 * Listens. Times are shorter than Node's own (60 s for headers, 300 s for the whole), so that slow
 * senders hold no connections; 60 s still let 10 MB through a poor line. Throws `CannotListenError`.
 */
export async function startServer(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
    handler,
  );
  server.maxConnections = 10_000;
  await listen(server, host, port);
  const { port: actual, address, family } = server.address() as AddressInfo;
  const reachable = address === "0.0.0.0" || address === "::" ? "127.0.0.1" : address;
  const name = family === "IPv6" && reachable !== "127.0.0.1" ? `[${reachable}]` : reachable;
  return { url: `http://${name}:${actual}`, close: (seconds) => close(server, seconds) };
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

async function close(server: Server, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), seconds * 1_000);
  await closed;
  clearTimeout(timer);
}
