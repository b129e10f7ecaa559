import { randomBytes } from "node:crypto";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { findRedisProgram } from "../../src/redis/redis-process.js";

interface RedisChoice {
  /** Settings of the service: none where it is to run a Redis of its own. */
  settings: NodeJS.ProcessEnv;
  /** Removes what the demo has written where others' data may live. */
  forget(): Promise<void>;
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = connectRedis(impatient(url), () => undefined);
  try {
    if (!(await waitUntilReady(redis, 5_000))) throw new Error(`no answer; keys ${prefix}* stay`);
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 })) {
      if (keys.length > 0) await redis.unlink(...keys);
    }
  } finally {
    redis.disconnect();
  }
}

/**
 * A Redis of the demo's own where a program for it is installed, whatever `REDIS_URL` says: nothing
 * is left behind then. Else the one of `REDIS_URL`, under a prefix that no other run has.
 */
export function chooseRedis(env: NodeJS.ProcessEnv): RedisChoice {
  const url = env.REDIS_URL;
  if (!url || findRedisProgram(env)) {
    return { settings: { REDIS_URL: undefined }, forget: async () => undefined };
  }
  const prefix = `{quotary-demo-${randomBytes(6).toString("hex")}}`;
  return {
    settings: { REDIS_URL: url, QUOTARY_REDIS_PREFIX: prefix },
    forget: () => removeKeys(url, prefix),
  };
}
