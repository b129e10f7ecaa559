import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type Priority, takeTurns } from "../../src/queue/turns.js";
import { useRedis } from "../support/use-redis.js";

const redis = useRedis();
const keys = {
  turns: "{t}:turns",
  waiting: "{t}:waiting",
  delayed: "{t}:delayed",
  jobs: "{t}:job:",
};
let jobs = 0;

beforeEach(async () => void (await redis.client.flushall()));

/** Puts quotes in as the queue library does: scored by priority, then by arrival. */
async function put(tenant: string, priority: Priority, count: number): Promise<void> {
  for (const turn of await takeTurns(redis.client, keys, { tenant, priority }, count)) {
    jobs += 1;
    await redis.client.zadd(keys.waiting, turn * 2 ** 32 + jobs, `${tenant} ${priority} ${jobs}`);
  }
}

/** Takes the next ones out, as workers do; whose they are. */
async function serve(count: number): Promise<string[]> {
  const taken: string[] = [];
  for (let i = 0; i < count; i++) {
    const [job] = await redis.client.zpopmin(keys.waiting);
    if (job === undefined) break;
    taken.push(job.split(" ").slice(0, 2).join(" "));
  }
  return taken;
}

const share = (served: readonly string[], of: string) =>
  served.filter((one) => one.startsWith(of)).length;

describe("turns", () => {
  it("let a tenant with few quotes in beside one with many", async () => {
    await put("large", "normal", 300);
    await put("small", "normal", 10);
    expect(share(await serve(22), "small")).toBe(10);
  });

  it("share evenly between tenants that both have many", async () => {
    await put("a", "normal", 100);
    await serve(20);
    await put("b", "normal", 100);
    const served = await serve(60);
    expect(share(served, "a")).toBeGreaterThanOrEqual(28);
    expect(share(served, "b")).toBeGreaterThanOrEqual(28);
  });

  it("put breaking news first, and never starve the rest", async () => {
    await put("a", "normal", 50);
    await put("a", "breaking", 8);
    expect(share(await serve(7), "a breaking")).toBe(7);
    // A steady flow of breaking news, as much as is served.
    let normal = 0;
    for (let i = 0; i < 90; i++) {
      await put("a", "breaking", 1);
      normal += share(await serve(1), "a normal");
    }
    expect(normal).toBeGreaterThanOrEqual(8);
    expect(normal).toBeLessThanOrEqual(20);
  });

  it("begin anew when nothing waits", async () => {
    await put("a", "normal", 100);
    await serve(100);
    const whose = { tenant: "a", priority: "normal" } as const;
    expect(await takeTurns(redis.client, keys, whose, 2)).toEqual([8, 16]);
  });

  it("go on while something is put off, so that it comes back before who comes later", async () => {
    await put("a", "normal", 100);
    await serve(100);
    await redis.client.zadd(keys.delayed, 1, "put off");
    const whose = { tenant: "a", priority: "normal" } as const;
    expect(await takeTurns(redis.client, keys, whose, 1)).toEqual([808]);
  });

  it("are not given away to a new-comer while one that was put off comes back at the head", async () => {
    await put("a", "normal", 50);
    await serve(20);
    await put("a", "normal", 1);
    await redis.client.zadd(keys.waiting, 2 ** 32, "b normal again");
    await put("c", "normal", 20);
    const served = await serve(21);
    expect(share(served.slice(1), "a")).toBeGreaterThanOrEqual(9);
  });

  it("never run out where something always waits: all that waits keeps its order", async () => {
    const at = (turn: number) =>
      redis.client.hset(keys.turns, "a normal", turn, "a breaking", turn);
    await redis.client.zadd(keys.waiting, 1_100_000 * 2 ** 32 + 1, "a normal 1");
    await redis.client.zadd(keys.waiting, 1_100_008 * 2 ** 32 + 2, "a normal 2");
    await at(1_100_008);
    await redis.client.zadd(keys.delayed, 1, "early", 2, "late", 3, "gone");
    await redis.client.hset(`${keys.jobs}early`, "priority", 1_000_000);
    await redis.client.hset(`${keys.jobs}late`, "priority", 1_100_024);
    await put("b", "breaking", 2);
    expect(await redis.client.hget(`${keys.jobs}early`, "priority")).toBe("1");
    expect(await redis.client.hget(`${keys.jobs}late`, "priority")).toBe("32");
    expect(await redis.client.exists(`${keys.jobs}gone`)).toBe(0);
    await put("a", "normal", 1);
    expect(await serve(9)).toEqual([
      "b breaking",
      "b breaking",
      "a normal",
      "a normal",
      "a normal",
    ]);
    await redis.client.zadd(keys.waiting, 1_100_000 * 2 ** 32 + 1, "a normal 1");
    await at(1_100_800);
    expect(await takeTurns(redis.client, keys, { tenant: "a", priority: "normal" }, 2)).toEqual([
      816, 824,
    ]);
    expect(await redis.client.zrange(keys.waiting, "0", "0", "WITHSCORES")).toEqual([
      "a normal 1",
      String(8 * 2 ** 32 + 1),
    ]);
  });

  it("are what the queue library takes as priorities, however many there are", async () => {
    await redis.client.zadd(keys.waiting, 2_097_000 * 2 ** 32 + 1, "head");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Priority>("breaking", "normal"),
        fc.integer({ min: 1, max: 500 }),
        async (priority, count) => {
          const turns = await takeTurns(redis.client, keys, { tenant: "a", priority }, count);
          expect(turns).toHaveLength(count);
          expect(turns.every((turn) => turn >= 1 && turn <= 2_097_152)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
