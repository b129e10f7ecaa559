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

/** What is told of an error besides what it says. */
const TOLD = ["code", "errno", "syscall", "address", "port"] as const;

/** Redis's own words for a command that it does not know. */
const ARGUMENTS = /with args beginning with: .*/g;

/**
 * An error as it is logged. Libraries hang what they were doing onto theirs: the Redis client the
 * command with all its arguments, and so its password, and the words of quotes.
 *
 * @param error as thrown, or as the library for requests has taken it apart
 */
export function tellError(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  const parts = (error instanceof Error ? pino.stdSerializers.err(error) : error) as Record<
    string,
    unknown
  >;
  const { type, message, stack, aggregateErrors } = parts;
  return {
    type,
    ...Object.fromEntries(
      Object.entries({ message, stack }).map(([name, text]) => [
        name,
        String(text).replace(ARGUMENTS, "[hidden]"),
      ]),
    ),
    ...Object.fromEntries(TOLD.flatMap((name) => (name in parts ? [[name, parts[name]]] : []))),
    ...(Array.isArray(aggregateErrors) && { aggregateErrors: aggregateErrors.map(tellError) }),
  };
}

const stderr = pino.destination({ fd: 2, sync: true });

/**
 * JSON lines; `part` says which process speaks.
 *
 * @param write to stderr unless given: stdout is for data
 */
export function createLogger(
  level: string,
  part: string,
  write: (line: string) => void = (line) => void stderr.write(line),
): Logger {
  return pino(
    {
      level,
      base: { part, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS, censor: "[hidden]" },
      serializers: { err: tellError },
    },
    { write: (line: string) => write(line.replace(BY_FORM, "[hidden]")) },
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
