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

/** JSON lines on stderr (stdout is for data); `part` says which process speaks. */
export function createLogger(level: string, part: string): Logger {
  return pino(
    {
      level,
      base: { part, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS, censor: "[hidden]" },
    },
    pino.destination({ fd: 2, sync: true }),
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
