import { type Logger, pino } from "pino";

export type { Logger };

/** Wherever a secret might stand in what is logged. */
const SECRETS = [
  "secret",
  "*.secret",
  "*.*.secret",
  "password",
  "*.password",
  "req.headers.authorization",
  "req.headers.cookie",
  'req.headers["x-api-key"]',
  'req.headers["idempotency-key"]',
  "redisUrl",
  "*.redisUrl",
];

/** API keys and webhook secrets by their form, wherever else they might get into a line. */
const BY_FORM = /qtr_(live|test)_[0-9A-Za-z]{20,}|whsec_[A-Za-z0-9+/_=%-]{16,}/g;

/** JSON lines on stderr (stdout is for data); `part` says which process speaks. */
export function createLogger(level: string, part: string): Logger {
  const stderr = pino.destination({ fd: 2, sync: true });
  return pino(
    {
      level,
      base: { part, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS, censor: "[hidden]" },
    },
    { write: (line: string) => stderr.write(line.replace(BY_FORM, "[hidden]")) },
  );
}

/**
 * Logs errors of a connection that is being retried: the first, then one a minute at most, for a
 * Redis that is away gives several a second.
 */
export function quietly(log: Logger, what: string, now: () => number = Date.now) {
  let last = Number.NEGATIVE_INFINITY;
  return (error: Error) => {
    if (now() - last < 60_000) return;
    last = now();
    log.warn({ err: error }, what);
  };
}
