import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newKey, parseKey } from "../../src/keys/key.js";
import type { NewKey } from "../../src/keys/keyring.js";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";

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

async function make(over: Partial<NewKey> = {}) {
  return api.store.keyring.create({
    ...{ name: "test", tenant: "gazette", mode: "live", scopes: ["verify", "read"] },
    expiresAt: null,
    ...over,
  });
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const list = (headers = {}) => request(api.app, headers).get("/v1/verifications");

describe("before any key was made", () => {
  it("this machine needs none", async () => {
    expect((await list()).status).toBe(200);
  });

  it("whoever asks from elsewhere is refused", async () => {
    const { app } = api;
    const { default: express } = await import("express");
    const outer = express();
    outer.use((request, _response, next) => {
      Object.defineProperty(request.socket, "remoteAddress", { value: "192.0.2.7" });
      next();
    }, app);
    const answer = await request(outer).get("/v1/verifications");
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toMatch(/quotary keys create/);
    expect((await request(outer).get("/livez")).status).toBe(200);
  });
});

describe("before any key was made, of what reaches this machine", () => {
  it.each([
    { host: "localhost:8080" },
    { host: "[::1]:8080" },
    { host: "127.0.0.1" },
    { host: "0.0.0.0:8080" },
    { host: "[::]:8080" },
    { host: "Desk-1:8080" },
    { host: "a" },
  ])("its own requests are answered: %j", async (headers) => {
    expect((await list(headers)).status).toBe(200);
  });

  it.each([
    { host: "rebound.example" },
    { host: "127.0.0.1.rebound.example:8080" },
    { host: "localhost.rebound.example" },
    { host: "a.b" },
    { host: "localhost@rebound.example" },
    { host: "192.0.2.7" },
    { "x-forwarded-for": "192.0.2.7" },
    { forwarded: "for=192.0.2.7" },
  ])("what comes by another name or a proxy is not: %j", async (headers) => {
    const { status, body } = await list(headers);
    expect(status).toBe(401);
    expect(body.detail).toMatch(/only this machine itself/);
  });
});

describe("API keys", () => {
  it("are told from other text by their form and checksum", async () => {
    const { key, record } = await make();
    expect(key).toMatch(/^qtr_live_[0-9A-Za-z]{50}$/);
    expect(parseKey(key)).toMatchObject({ id: record.id, mode: "live" });
    const last = key.endsWith("0") ? "1" : "0";
    expect(parseKey(key.slice(0, -1) + last)).toBeNull();
    expect(parseKey(key.replace("live", "test"))).toBeNull();
  });

  it("are not kept: neither they nor their secret part is found in Redis", async () => {
    const { key } = await make();
    const kept = await Promise.all(
      (await api.redis.keys("*:key:*")).map((name) => api.redis.hgetall(name)),
    );
    expect(JSON.stringify(kept)).not.toContain(key.slice(21, 53));
  });

  it("are needed once there is one", async () => {
    const { key } = await make();
    const without = await list();
    expect(without.status).toBe(401);
    expect(without.headers["www-authenticate"]).toMatch(/^Bearer/);
    expect((await list(bearer(key))).status).toBe(200);
    const basic = Buffer.from(`anybody:${key}`).toString("base64");
    expect((await list({ authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it.each([
    "Bearer",
    "Bearer nonsense",
    `Bearer qtr_live_${"a".repeat(50)}`,
    "Basic !",
    "Digest x",
  ])("refuses %s", async (authorization) => {
    expect((await list({ authorization })).status).toBe(401);
  });

  it("refuses one that expired, and one that was revoked", async () => {
    const expired = await make({ expiresAt: new Date(Date.now() - 1).toISOString() });
    expect((await list(bearer(expired.key))).body.detail).toMatch(/expired/);
    const revoked = await make();
    expect(await api.store.keyring.revoke(revoked.record.id)).toBe(true);
    expect((await list(bearer(revoked.key))).body.detail).toMatch(/revoked/);
    expect(await api.store.keyring.revoke("nobody")).toBe(false);
  });

  it("allow what they are allowed, and no more", async () => {
    const reader = bearer((await make({ scopes: ["read"] })).key);
    expect((await list(reader)).status).toBe(200);
    const post = await request(api.app, reader)
      .post("/v1/verifications")
      .send({ quotes: [quote] });
    expect(post.status).toBe(403);
    expect((await request(api.app, reader).get("/v1/specimens")).status).toBe(403);
    const admin = bearer((await make({ scopes: ["admin"] })).key);
    expect((await request(api.app, admin).get("/v1/workers")).status).toBe(200);
    expect((await list(admin)).status).toBe(200);
  });

  it("leave in the audit log what they were refused, but for what is beyond a limit", async () => {
    const tenant = "refused";
    const config = testConfig(redis.url, { QUOTARY_RATE_KEY: "2" });
    const limited = await startTestApi(config);
    const post = (key: string) =>
      request(limited.app, bearer(key))
        .post("/v1/verifications")
        .send({ quotes: [quote] });
    const reader = await make({ tenant, scopes: ["read"] });
    for (const status of [403, 403, 429]) expect((await post(reader.key)).status).toBe(status);
    const revoked = await make({ tenant });
    await api.store.keyring.revoke(revoked.record.id);
    for (const status of [401, 401, 401]) expect((await post(revoked.key)).status).toBe(status);
    await limited.close();
    const admin = bearer((await make({ tenant, scopes: ["admin"] })).key);
    const { body } = await request(api.app, admin).get("/v1/audit");
    const about = ({ key, status, action }: Record<string, unknown>) => [key, status, action];
    const of = (key: string, status: number) =>
      Array(2).fill([key, status, "POST /v1/verifications"]);
    expect(body.entries.map(about)).toEqual([
      ...of(revoked.record.id, 401),
      ...of(reader.record.id, 403),
    ]);
  });

  it("say what is wrong with what was sent in their place", async () => {
    const { key } = await make();
    const last = key.endsWith("0") ? "1" : "0";
    expect((await list(bearer(key.slice(0, -1) + last))).body.detail).toMatch(/checksum is wrong/);
    expect((await list({ authorization: key })).body.detail).toMatch(/This is no API key/);
    expect((await list(bearer(newKey("live")))).body.detail).toBe("There is no such API key.");
  });

  it("of other tenants than the service's own do not see what all tenants' work left", async () => {
    for (const path of ["/v1/specimens", "/admin/queues"]) {
      const statusFor = async (over: Partial<NewKey>) => {
        const { key } = await make({ scopes: ["admin"], ...over });
        // The board is a program of its own, not described with the API.
        return (await supertest(api.app).get(path).set(bearer(key))).status;
      };
      expect(await statusFor({ tenant: "gazette" })).toBe(403);
      expect(await statusFor({ tenant: "default", mode: "test" })).toBe(403);
      expect(await statusFor({ tenant: "default" })).toBe(200);
    }
  });

  it("remember when they were last used", async () => {
    const { key, record } = await make();
    const lastUsed = async () =>
      (await api.store.keyring.list()).find(({ id }) => id === record.id)?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await list(bearer(key));
    expect(await lastUsed()).toMatch(/Z$/);
  });

  it("of a tenant's test mode see nothing of its live mode", async () => {
    const live = bearer((await make({ tenant: "modes" })).key);
    const test = bearer((await make({ tenant: "modes", mode: "test" })).key);
    const { body } = await request(api.app, live)
      .post("/v1/verifications")
      .send({ quotes: [quote] });
    expect((await request(api.app, live).get(body.links.self)).status).toBe(200);
    expect((await request(api.app, test).get(body.links.self)).status).toBe(404);
    expect((await list(test)).body.verifications).toEqual([]);
  });
});

describe("limits", () => {
  it("count requests by key and by address, and say what is left", async () => {
    const config = testConfig(redis.url, { QUOTARY_RATE_KEY: "3", QUOTARY_RATE_ADDRESS: "1000" });
    const limited = await startTestApi(config);
    const key = bearer((await make()).key);
    const get = () => request(limited.app, key).get("/v1/archives");
    const first = await get();
    expect(first.headers["ratelimit-policy"]).toBe('"key";q=3;w=60, "address";q=1000;w=60');
    expect(first.headers.ratelimit).toMatch(/^"key";r=2;t=\d+, "address";r=\d+;t=\d+$/);
    await get();
    expect((await get()).status).toBe(200);
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      type: expect.stringMatching(/quota-exceeded/),
      "violated-policies": ["key"],
    });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    const another = bearer((await make()).key);
    expect((await request(limited.app, another).get("/v1/archives")).status).toBe(200);
    await limited.close();
  });

  it("hold for an address too, whatever key it tries", async () => {
    const config = testConfig(redis.url, {
      QUOTARY_RATE_ADDRESS: "2",
      QUOTARY_REDIS_PREFIX: "{addresses}",
    });
    const limited = await startTestApi(config);
    const get = () => request(limited.app, bearer("guess")).get("/v1/archives");
    await get();
    await get();
    expect(await get()).toMatchObject({ status: 429, body: { "violated-policies": ["address"] } });
    expect((await request(limited.app).get("/livez")).status).toBe(200);
    await limited.close();
  });

  it("bound the quotes a key has open: refused whole, with the reason, until some are done", async () => {
    const limited = await startTestApi(testConfig(redis.url, { QUOTARY_OPEN_QUOTES: "500" }));
    const key = bearer((await make({ tenant: "busy" })).key);
    const post = (count: number) =>
      request(limited.app, key)
        .post("/v1/verifications")
        .send({ quotes: Array(count).fill(quote) });
    const first = await post(400);
    expect(first.status).toBe(202);
    const refused = await post(101);
    expect(refused.status).toBe(429);
    expect(refused.body.detail).toMatch(/400 quotes open and may have 500/);
    expect(refused.body["violated-policies"]).toEqual(["open-quotes"]);
    expect(refused.body.type).toMatch(/quota-exceeded/);
    expect(await limited.redis.zcard(limited.store.keys.all("busy"))).toBe(1);
    expect((await post(100)).status).toBe(202);
    await request(limited.app, key).delete(first.body.links.self);
    await limited.redis.del(...(await limited.redis.keys("*:counted")));
    expect((await post(400)).status).toBe(202);
    await limited.close();
  });
});
