import { setTimeout as sleep } from "node:timers/promises";
import { type Bed, postMany, untilOver } from "./load.js";

/** Verifications of ten quotes that Redis's memory is looked at with. */
const VERIFICATIONS = 20;

/** Bytes by kind of key: what stands for an id is left out of its name. */
export async function redisBytes({ api, url }: Bed): Promise<void> {
  const { redis } = api;
  await redis.flushall();
  await untilOver(api, await postMany(url, VERIFICATIONS, 10));
  await sleep(1_500);
  const kinds = new Map<string, { keys: number; bytes: number }>();
  for (const key of await redis.keys("*")) {
    const kind = key
      .replace(/^\{\w+\}:/, "")
      .replace(/(ver|vd|qt|evt|dl|we)_[0-9a-z_]+/g, "*")
      .replace(/[0-9a-f]{32,}/g, "*");
    const bytes = Number(await redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
    const { keys = 0, bytes: before = 0 } = kinds.get(kind) ?? {};
    kinds.set(kind, { keys: keys + 1, bytes: before + bytes });
  }
  const all = [...kinds].sort(([, a], [, b]) => b.bytes - a.bytes);
  const sum = all.reduce((total, [, { bytes }]) => total + bytes, 0);
  console.log(
    `Redis: ${(sum / VERIFICATIONS / 10).toFixed(0)} bytes a finished quote (bar 6144), of ${VERIFICATIONS} verifications of ten`,
  );
  for (const [kind, { keys, bytes }] of all.slice(0, 12)) {
    console.log(`  ${String(keys).padStart(6)} keys ${String(bytes).padStart(9)} bytes  ${kind}`);
  }
}
