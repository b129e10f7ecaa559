const AWAY_MESSAGES =
  /^(Connection is closed|Stream isn't writeable|Command timed out|Socket timeout|connect |read |write |LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|OOM |MISCONF|NOREPLICAS|UNBLOCKED|Socket closed|None of startup nodes|getaddrinfo )/;
const AWAY_NAMES = new Set(["MaxRetriesPerRequestError", "ClusterAllFailedError", "AbortError"]);
const AWAY_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);
/** What a socket was asked for then: a file that is missing (`open`, `stat`) has such a code, too. */
const SOCKET_CALLS = new Set(["connect", "read", "write"]);

/** True for errors that say Redis cannot be reached or cannot write now, and may again later. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall = "" } = error as NodeJS.ErrnoException;
  return (
    AWAY_NAMES.has(error.name) ||
    AWAY_MESSAGES.test(error.message) ||
    (code !== undefined && AWAY_CODES.has(code) && SOCKET_CALLS.has(syscall))
  );
}
