import { Redis } from "ioredis";

/** How to reach Redis, in the words that both the client and the queue library understand. */
export interface Connection {
  path?: string;
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  db?: number;
  tls?: Record<string, never>;
  enableOfflineQueue?: boolean;
  /** Commands of one turn of the event loop go out, and come back, in one piece. */
  enableAutoPipelining?: boolean;
  /** False: after a broken connection, whoever subscribes does so again himself. */
  autoResubscribe?: boolean;
  /** null: commands wait for as long as Redis is away. */
  maxRetriesPerRequest: number | null;
  connectTimeout?: number;
  commandTimeout?: number;
  socketTimeout?: number;
  retryStrategy: (attempt: number) => number;
}

type Address = Omit<Connection, "maxRetriesPerRequest" | "retryStrategy">;

/**
 * Options for one Redis address: `redis://`, `rediss://`, `unix:///path` or a socket's bare path.
 * Database numbers, names and passwords are read as ioredis reads them.
 */
function addressOf(url: string): Address {
  if (url.startsWith("/")) return { path: url };
  const address = new URL(url);
  if (address.protocol === "unix:") return { path: decodeURIComponent(address.pathname) };
  return {
    host: address.hostname.replace(/^\[|\]$/g, ""),
    port: address.port === "" ? 6379 : Number(address.port),
    ...(address.username !== "" && { username: decodeURIComponent(address.username) }),
    ...(address.password !== "" && { password: decodeURIComponent(address.password) }),
    ...(/^\/\d+$/.test(address.pathname) && { db: Number(address.pathname.slice(1)) }),
    ...(address.protocol === "rediss:" && { tls: {} }),
  };
}

/** Short waits between attempts to connect again: a Redis that is back should be used at once. */
function retryStrategy(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 6), 2_000);
}

/**
 * For whoever must answer at once: a command that cannot be sent fails instead of waiting, one that
 * gets no answer (Redis stopped in its tracks) fails after 5 s.
 */
export function impatient(url: string): Connection {
  return {
    ...addressOf(url),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    retryStrategy,
  };
}

/**
 * For workers, who wait out a Redis that is away. The socket timeout (longer than any blocking
 * command) notices a master that stopped answering without closing its connections.
 */
export function patient(url: string): Connection {
  return {
    ...addressOf(url),
    maxRetriesPerRequest: null,
    socketTimeout: 30_000,
    retryStrategy,
  };
}

/** Connects; errors go to `onError` (ioredis reconnects by itself). */
export function connectRedis(connection: Connection, onError: (error: Error) => void): Redis {
  const redis = new Redis(connection);
  redis.on("error", onError);
  return redis;
}

/** True once the connection is ready; false when it is not within `ms`. */
export async function waitUntilReady(redis: Redis, ms: number): Promise<boolean> {
  if (redis.status === "ready") return true;
  return new Promise((resolve) => {
    const settle = (ready: boolean) => {
      clearTimeout(timer);
      redis.off("ready", onReady);
      resolve(ready);
    };
    const onReady = () => settle(true);
    const timer = setTimeout(() => settle(false), ms);
    redis.once("ready", onReady);
  });
}
