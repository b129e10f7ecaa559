import type { RequestListener } from "node:http";
import { type RunningServer, startServer } from "../http/server.js";
import type { Logger } from "../log/logger.js";

const LOOPBACK = "127.0.0.1";

/** How often is looked whether the first key was made, ms. */
const LOOK_EVERY_MS = 1_000;

/**
 * Listens where asked, but on loopback only as long as no API key was ever made: without any,
 * everybody who reaches the service is let in, so only this machine may reach it. The first key
 * opens it, without a restart. Throws `CannotListenError`.
 */
export async function listenSafely(
  handler: RequestListener,
  asked: { host: string; port: number },
  isGuarded: () => Promise<boolean>,
  log: Logger,
): Promise<RunningServer> {
  // A Redis that is away cannot tell; requests from elsewhere are then refused one by one.
  if (await isGuarded().catch(() => true)) return startServer(handler, asked);
  if (/^(127\.|::1$|localhost$)/.test(asked.host)) {
    log.info("no API key was made yet: this machine needs none");
    return startServer(handler, asked);
  }
  const to = { asked: asked.host };
  log.warn(
    to,
    "no API key was made yet: listening on loopback only until there is one (quotary keys create)",
  );
  const server = await startServer(handler, { ...asked, host: LOOPBACK });
  const open = async () => {
    if (!(await isGuarded())) return;
    clearInterval(timer);
    await server.moveTo(asked.host);
    log.info(to, "the first API key was made: listening where asked");
  };
  const timer = setInterval(
    () => void open().catch((error: unknown) => log.warn({ err: error, ...to }, "not opened")),
    LOOK_EVERY_MS,
  );
  return {
    ...server,
    async close(seconds) {
      clearInterval(timer);
      await server.close(seconds);
    },
  };
}
