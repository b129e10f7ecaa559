import type { Redis } from "ioredis";

/** What docs/operations.md asks of a Redis, and why. */
const SAFE: Readonly<Record<string, string>> = {
  "maxmemory-policy": "noeviction",
  appendonly: "yes",
  appendfsync: "always",
};

/**
 * Settings of this Redis by which work that was acknowledged may be lost, as they are. Empty where
 * it does not tell: hosted ones often refuse to.
 */
export async function unsafeSettings(redis: Redis): Promise<Record<string, string>> {
  const found = await Promise.all(
    Object.keys(SAFE).map((name) => redis.config("GET", name).catch(() => [])),
  );
  const pairs = (found as string[][]).flatMap(([name, value]) =>
    name === undefined || value === undefined || value === SAFE[name] ? [] : [[name, value]],
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}
