import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let draining = false;

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url), { isDraining: () => draining });
});
afterAll(async () => {
  await api.close();
  await redis.remove();
});

const quote = { text: "Good morning", author: { handle: "someone" } };
const get = (path: string) => request(api.app).get(path);
const post = () =>
  request(api.app)
    .post("/v1/verifications")
    .send({ quotes: [quote] });

async function untilReady(): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if ((await get("/readyz")).status === 200) return;
    await sleep(20);
  }
  throw new Error("not ready again");
}

describe("while Redis is away", () => {
  it("says so at once, and goes on where it was once it is back", async () => {
    const { body: before } = await post();
    await redis.stop();
    const path = before.links.self;
    for (const call of [post(), get(path), get(`${path}?wait=30`), get("/v1/verifications")]) {
      const answer = await call;
      expect(answer.status).toBe(503);
      expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/livez")).status).toBe(200);

    await redis.start();
    await untilReady();
    const { body: after } = await post();
    const worker = startTestWorker(testConfig(redis.url), plainCheck);
    for (const { links } of [before, after]) {
      expect((await get(`${links.self}?wait=30`)).body.status).toBe("completed");
    }
    await worker.close(1);
  });

  it("is noticed too when it has stopped without a word", async () => {
    redis.signal("SIGSTOP");
    const answer = await post();
    redis.signal("SIGCONT");
    expect(answer.status).toBe(503);
    await untilReady();
  });

  it("wakes a wait that began before it went", async () => {
    const { body } = await post();
    const waiting = get(`${body.links.self}?wait=30`).then((answer) => answer);
    await sleep(300);
    await redis.stop();
    expect((await waiting).status).toBe(503);
    await redis.start();
    await untilReady();
  });

  it("was away from the beginning: the API answers all the same, and takes up when it comes", async () => {
    await redis.stop();
    const early = await startTestApi(testConfig(redis.url));
    const call = () =>
      request(early.app)
        .post("/v1/verifications")
        .send({ quotes: [quote] });
    expect((await call()).status).toBe(503);
    await redis.start();
    for (let i = 0; i < 500 && (await call()).status !== 202; i++) await sleep(20);
    expect((await call()).status).toBe(202);
    await early.close();
    await untilReady();
  });
});

describe("readiness", () => {
  it("ends with the order to shut down, while answers under way go on", async () => {
    draining = true;
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/livez")).status).toBe(200);
    draining = false;
  });

  it("takes a write: a Redis that is full answers PING and is not ready", async () => {
    await api.redis.config("SET", "maxmemory", "1");
    expect((await get("/readyz")).status).toBe(503);
    expect((await post()).status).toBe(503);
    await api.redis.config("SET", "maxmemory", "0");
    expect((await get("/readyz")).status).toBe(200);
  });
});
