import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { type Response, request } from "../support/request.js";

let redis: TestRedis;
let api: TestApi;

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url));
});
afterAll(async () => {
  await api.close();
  await redis.remove();
});

const quote = { text: "Good morning", author: { handle: "someone" } };
const webhook = { url: "https://news.example/hook" };

const post = (key: string, body: object, app = api.app) =>
  request(app).post("/v1/verifications").set("idempotency-key", key).send(body);

describe("Idempotency-Key", () => {
  it("answers a repeat as the first time, and makes nothing new", async () => {
    const first = await post("a", { quotes: [quote], webhook });
    const again = await post("a", { webhook, quotes: [quote] });
    expect(first.status).toBe(202);
    expect(again.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.body.webhook.secret).toMatch(/^whsec_/);
    expect(again.headers.location).toBe(first.headers.location);
    expect(await api.queues.plans.count()).toBe(1);
    expect(await api.redis.zcard(api.store.keys.all("default"))).toBe(1);
  });

  it("answers a repeat, too, when the key that its webhook's secret was sealed with is gone", async () => {
    const withKey = (byte: number) =>
      startTestApi(
        testConfig(redis.url, { QUOTARY_SECRET_KEYS: Buffer.alloc(32, byte).toString("base64") }),
      );
    const [before, after] = [await withKey(1), await withKey(2)];
    const body = { quotes: [quote], webhook };
    const first = await post("sealed", body, before.app);
    expect((await post("sealed", body, before.app)).body).toEqual(first.body);
    const again = await post("sealed", body, after.app);
    expect(again.status).toBe(202);
    expect(again.body).toEqual({ ...first.body, webhook });
    await Promise.all([before.close(), after.close()]);
  });

  it("is one and the same with a slash at the end of the path", async () => {
    const first = await post("slash", { quotes: [quote] });
    const again = await request(api.app)
      .post("/v1/verifications/")
      .set("idempotency-key", "slash")
      .send({ quotes: [quote] });
    expect(again.body.id).toBe(first.body.id);
  });

  it("is refused with another payload", async () => {
    await post("b", { quotes: [quote] });
    const other = await post("b", { quotes: [{ ...quote, text: "Good evening" }] });
    expect(other.status).toBe(422);
    expect(other.body.detail).toMatch(/Idempotency-Key/);
  });

  it("is refused while the first request is being worked on", async () => {
    const slow = await startTestApi(testConfig(redis.url));
    const { addPlan } = slow.queues;
    let second: Response | undefined;
    slow.queues.addPlan = async (...given) => {
      second = await post("c", { quotes: [quote] });
      await addPlan(...given);
    };
    const first = await post("c", { quotes: [quote] }, slow.app);
    expect(first.status).toBe(202);
    expect(second?.status).toBe(409);
    expect(Number(second?.headers["retry-after"])).toBeGreaterThan(0);
    expect((await post("c", { quotes: [quote] })).body).toEqual(first.body);
    await slow.close();
  });

  it("of a first request that died is answered in its place, and queued", async () => {
    const broken = await startTestApi(testConfig(redis.url));
    broken.queues.addPlan = async () => {
      throw new Error("Connection is closed.");
    };
    const first = await post("d", { quotes: [quote] }, broken.app);
    expect(first.status).toBe(503);
    expect((await post("d", { quotes: [quote] })).status).toBe(409);
    for (const one of await api.redis.keys("*idempotency*")) {
      await api.redis.hset(one, "since", Date.now() - 60_000);
    }
    const before = await api.queues.plans.count();
    const later = await post("d", { quotes: [quote] });
    expect(later.status).toBe(202);
    expect(await api.queues.plans.count()).toBe(before + 1);
    await broken.close();
  });

  it.each(["", "x".repeat(256), "clé"])(
    "must be printable ASCII of fair length: %s",
    async (key) => {
      const answer = await request(api.app)
        .post("/v1/verifications")
        .set("idempotency-key", Buffer.from(key, "utf8").toString("latin1"))
        .send({ quotes: [quote] });
      expect(answer.status).toBe(400);
    },
  );

  it("is not stored as it came", async () => {
    await post("my-secret-key", { quotes: [quote] });
    expect((await api.redis.keys("*")).join("\n")).not.toMatch(/my-secret-key/);
  });
});
