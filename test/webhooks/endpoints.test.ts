import { createPublicKey, verify as verifyBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../../config/index.js";
import type { Engine } from "../../src/engine/index.js";
import type { Post } from "../../src/records/post.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { type Received, type Receiver, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let config: Config & { redisUrl: string };
let api: TestApi;
let worker: ReturnType<typeof startTestWorker>;
const receivers: Receiver[] = [];

/** What takes most bytes in JSON. */
const LONG = "\u0001".repeat(30_000);
const LONG_POST: Post = {
  ...{ platform: "mastodon", id: LONG, url: LONG, author: { id: null, handle: null, name: null } },
  ...{ createdAt: null, createdAtSource: null, text: "", lang: null, truncated: null },
  ...{ replyTo: null, quoted: null, retweeted: null, links: [], media: [] },
  ...{ edits: [], sources: {} },
};

/** Quotes that begin with "long" get a verdict that is longer than a webhook may be. */
const check: Engine["check"] = async (quote, options) => {
  const verdict = await plainCheck(quote, options);
  return quote.text.startsWith("long") ? { ...verdict, summary: LONG, post: LONG_POST } : verdict;
};

beforeAll(async () => {
  redis = await startTestRedis();
  config = testConfig(redis.url);
  api = await startTestApi(config);
  worker = startTestWorker(config, check);
});
afterEach(async () => {
  const { body } = await request(api.app).get("/v1/webhooks");
  for (const { links } of body.webhooks) await request(api.app).delete(links.self);
  await Promise.all(receivers.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await worker.close(1);
  await api.close();
  await redis.remove();
});

async function receiver(answer?: RequestListener): Promise<Receiver> {
  const one = await startReceiver(answer);
  receivers.push(one);
  return one;
}

async function endpoint(url: string, more: object = {}) {
  const { body, status } = await request(api.app)
    .post("/v1/webhooks")
    .send({ url, ...more });
  expect(status).toBe(201);
  return body as { id: string; secret: string; publicKey: string; links: { self: string } };
}

async function verify(count = 1, text = "Good morning", more: object = {}) {
  const quotes = Array(count).fill({ text, author: { handle: "someone" } });
  const { body } = await request(api.app)
    .post("/v1/verifications")
    .send({ quotes, ...more });
  return body as { id: string };
}

const read = async (path: string) => (await request(api.app).get(path)).body;
const change = async (path: string, body: object) =>
  (await request(api.app).patch(path).send(body)).body;

async function deliveries(self: string, isEnough: (all: { state: string }[]) => boolean) {
  for (let i = 0; i < 500; i++) {
    const { deliveries } = await read(`${self}/deliveries`);
    if (isEnough(deliveries)) return deliveries;
    await sleep(20);
  }
  throw new Error("the deliveries never got there");
}
const allSettled =
  (count: number) =>
  (all: { state: string }[]): boolean =>
    all.length >= count && all.every(({ state }) => state !== "pending");

const signed = (secret: string, { body, headers }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

describe("a webhook endpoint", () => {
  it("shows its secret once, and is listed, changed and removed", async () => {
    const made = await endpoint("http://127.0.0.1:9/a", { description: "the desk" });
    expect(made.secret).toMatch(/^whsec_/);
    expect(made).toMatchObject({ enabled: true, disabled: null, publicKey: null });
    expect(await read(made.links.self)).not.toHaveProperty("secret");
    expect((await read("/v1/webhooks")).webhooks).toEqual([await read(made.links.self)]);
    expect(await change(made.links.self, { events: ["verdict.changed"], description: "" })).toEqual(
      { ...(await read(made.links.self)), events: ["verdict.changed"], description: "" },
    );
    expect((await request(api.app).delete(made.links.self)).status).toBe(204);
    expect((await request(api.app).get(made.links.self)).status).toBe(404);
    expect(await api.redis.hlen(api.store.keys.listeners)).toBe(0);
  });

  it.each([
    ["an internal address", { url: "http://10.0.0.1/" }, "/url"],
    ["no address", { url: "mailto:a@b.example" }, "/url"],
    ["an unknown event", { url: "https://news.example/", events: ["quote.born"] }, "/events/0"],
    ["a short secret", { url: "https://news.example/", secret: "whsec_YWJj" }, "/secret"],
  ])("is refused with %s", async (_, body, pointer) => {
    const answer = await request(api.app).post("/v1/webhooks").send(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it("says which fields of a request it did not use", async () => {
    const made = await endpoint("http://127.0.0.1:9/a", { event: ["verdict.changed"] });
    const warning = (pointer: string) => [{ pointer, detail: "unknown field, not used" }];
    expect(made).toMatchObject({ warnings: warning("/event"), events: expect.any(Array) });
    expect(await change(made.links.self, { enable: false })).toMatchObject({
      enabled: true,
      warnings: warning("/enable"),
    });
    expect(await read(made.links.self)).not.toHaveProperty("warnings");
    const sent = { since: "2026-01-01T00:00:00Z", untill: "2026-01-02T00:00:00Z" };
    const { body } = await request(api.app).post(`${made.links.self}/redeliver`).send(sent);
    expect(body).toEqual({ queued: 0, next: null, warnings: warning("/untill") });
  });

  it("is told of all its tenant's verifications, in numbered order, as far as it wants", async () => {
    const [all, some] = [await receiver(), await receiver()];
    const one = await endpoint(all.url);
    await endpoint(some.url, { events: ["verification.completed"] });
    const { id } = await verify(3);
    await all.until((received) => received.length >= 4);
    await some.until((received) => received.length >= 1);
    const events = all.received.map((message) => signed(one.secret, message));
    expect(events.map((event) => (event as { sequence: number }).sequence)).toEqual([1, 2, 3, 4]);
    expect(events.at(-1)).toMatchObject({ type: "verification.completed", verification: id });
    await sleep(100);
    expect(some.received.map(({ event }) => event.type)).toEqual(["verification.completed"]);
    const ids = (from: Receiver) => from.received.at(-1)?.headers["webhook-id"];
    expect(ids(some)).toBe(ids(all));
  });

  it("and a request's own webhook are both told", async () => {
    const [own, general] = [await receiver(), await receiver()];
    await endpoint(general.url);
    await verify(1, "Good morning", { webhook: { url: own.url } });
    await Promise.all([own, general].map((one) => one.until((received) => received.length >= 2)));
  });

  it("is not told by events of another tenant", async () => {
    const there = await receiver();
    const made = await endpoint(there.url);
    await api.redis.hset(api.store.keys.endpoint(made.id), "tenant", "another");
    await api.redis.rename(
      api.store.keys.endpoints("default"),
      api.store.keys.endpoints("another"),
    );
    await verify();
    await sleep(300);
    expect(there.received).toEqual([]);
    await api.redis.del(api.store.keys.listeners);
  });

  it("gets a link where the verdict is longer than a message may be", async () => {
    const there = await receiver();
    await endpoint(there.url, { events: ["verdict.created"] });
    const ref = "\u0001".repeat(200);
    const quotes = [{ text: "long words", author: { handle: "someone" }, ref }];
    await request(api.app).post("/v1/verifications").send({ quotes });
    await there.until((received) => received.length >= 1);
    const { body, event } = there.received[0]!;
    expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    expect(event.data).toMatchObject({ outcome: "verified", thin: true, ref });
    expect(event.data.post).toEqual({ platform: "mastodon", id: null, url: null });
    const { self } = event.data.links as { self: string };
    expect((await read(self)).summary).toHaveLength(30_000);
  });
});

describe("signatures", () => {
  it("are two while a new secret takes over", async () => {
    const there = await receiver();
    const made = await endpoint(there.url);
    const changed = await change(made.links.self, { rotateSecret: true });
    expect(changed.secret).not.toBe(made.secret);
    expect(Date.parse(changed.previousSecretValidUntil)).toBeGreaterThan(Date.now());
    await request(api.app).post(`${made.links.self}/test`);
    await there.until((received) => received.length >= 1);
    const [message] = there.received as [Received];
    for (const secret of [made.secret, changed.secret]) signed(secret, message);
    expect(String(message.headers["webhook-signature"]).split(" ")).toHaveLength(2);

    await api.redis.hset(
      api.store.keys.endpoint(made.id),
      "oldSecretUntil",
      "2020-01-01T00:00:00Z",
    );
    await request(api.app).post(`${made.links.self}/test`);
    await there.until((received) => received.length >= 2);
    expect(() => signed(made.secret, there.received[1]!)).toThrow();
    signed(changed.secret, there.received[1]!);
  });

  it("by Ed25519 are added where they are wanted", async () => {
    const there = await receiver();
    const made = await endpoint(there.url, { ed25519: true });
    await request(api.app).post(`${made.links.self}/test`);
    await there.until((received) => received.length >= 1);
    const { headers, body } = there.received[0]!;
    signed(made.secret, there.received[0]!);
    const x = Buffer.from(made.publicKey.slice("whpk_".length), "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const signature = String(headers["webhook-signature"])
      .split(" ")
      .find((one) => one.startsWith("v1a,"));
    const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const bytes = Buffer.from(signature!.slice("v1a,".length), "base64");
    expect(verifyBytes(null, Buffer.from(content), key, bytes)).toBe(true);
  });
});

describe("deliveries", () => {
  it("are logged with request, answer and time, and sent again under the same id", async () => {
    const there = await receiver((_request, response) => {
      response.writeHead(200, { "content-type": "text/plain", "x-secret": "1" });
      response.end(`!${"🗞".repeat(1_000)}`);
    });
    // As it was written: read as an address it ends with a slash.
    const url = new URL(there.url).origin;
    const made = await endpoint(url);
    const { body } = await request(api.app).post(`${made.links.self}/test`);
    expect(body).toMatchObject({ state: "pending", event: { type: "webhook.test" } });
    const [done] = await deliveries(made.links.self, allSettled(1));
    expect(done.attempts[0]).toMatchObject({
      attempt: 1,
      ok: true,
      status: 200,
      request: { url },
      response: { headers: { "content-type": "text/plain" } },
    });
    // Of 500 units the last would be half of a character, which is none in UTF-8.
    expect(done.attempts[0].response.body).toBe(`!${"🗞".repeat(249)}`);
    expect(done.attempts[0].response.headers).not.toHaveProperty("x-secret");

    const self = `${made.links.self}/deliveries/${body.id}`;
    const again = await request(api.app).post(`${self}/redeliver`);
    expect(again.status).toBe(202);
    await there.until((received) => received.length >= 2);
    const ids = there.received.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(1);
    await deliveries(made.links.self, allSettled(1));
    expect((await read(self)).attempts).toHaveLength(2);
  });

  it("that failed are sent again from some time on", async () => {
    let isDown = true;
    const there = await receiver((_request, response) => {
      response.writeHead(isDown ? 500 : 204).end();
    });
    const made = await endpoint(there.url);
    const since = new Date().toISOString();
    await verify(2);
    const failed = await deliveries(made.links.self, allSettled(3));
    expect(failed.map(({ state }: { state: string }) => state)).toEqual(Array(3).fill("abandoned"));
    expect(await read(made.links.self)).toMatchObject({ failingSince: expect.any(String) });
    isDown = false;
    const again = await request(api.app).post(`${made.links.self}/redeliver`).send({ since });
    expect(again.body).toEqual({ queued: 3, next: null });
    await deliveries(made.links.self, (all) => all.every(({ state }) => state === "delivered"));
    expect(await read(made.links.self)).toMatchObject({ failingSince: null });
    const none = await request(api.app).post(`${made.links.self}/redeliver`).send({ since });
    expect(none.body).toEqual({ queued: 0, next: null });
  });

  it("are paged without gaps", async () => {
    const there = await receiver();
    const made = await endpoint(there.url);
    await verify(4);
    await deliveries(made.links.self, allSettled(5));
    const seen: string[] = [];
    let next: string | null = `${made.links.self}/deliveries?limit=2`;
    while (next) {
      const page = await read(next);
      seen.push(...page.deliveries.map(({ id }: { id: string }) => id));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it("to a receiver that wants no more turn its endpoint off, and others are told", async () => {
    const gone = await receiver((_request, response) => void response.writeHead(410).end());
    const told = await receiver();
    const made = await endpoint(gone.url);
    await endpoint(told.url, { events: ["webhook.disabled"] });
    await verify(1);
    await told.until((received) => received.length >= 1);
    expect(told.received[0]?.event.data).toMatchObject({
      webhook: made.id,
      because: expect.stringContaining("410"),
    });
    expect(await read(made.links.self)).toMatchObject({
      enabled: false,
      disabled: { because: expect.stringContaining("410") },
    });
    const before = gone.received.length;
    await verify(1);
    await sleep(200);
    expect(gone.received.length).toBe(before);
    const refused = await request(api.app)
      .post(`${made.links.self}/redeliver`)
      .send({ since: "2020-01-01T00:00:00Z" });
    expect(refused.status).toBe(422);
    expect(await change(made.links.self, { enabled: true })).toMatchObject({
      enabled: true,
      disabled: null,
    });
  });

  it("that fail for too long turn an endpoint off", async () => {
    const env = { QUOTARY_REDIS_PREFIX: "{short}", QUOTARY_WEBHOOK_DISABLE_AFTER: "0" };
    const impatient = testConfig(redis.url, env);
    const other = await startTestApi(impatient);
    const its = startTestWorker(impatient, plainCheck);
    const there = await receiver((_request, response) => void response.writeHead(500).end());
    const { body } = await request(other.app).post("/v1/webhooks").send({ url: there.url });
    await request(other.app).post(`${body.links.self}/test`);
    await expect
      .poll(async () => (await request(other.app).get(body.links.self)).body.disabled, {
        timeout: 5_000,
      })
      .toMatchObject({ because: expect.stringMatching(/^nothing could be delivered since/) });
    await its.close(1);
    await other.close();
  });

  it("to a receiver that never answers do not hold up the others", async () => {
    const stuck = await receiver(() => {});
    const well = await receiver();
    await endpoint(stuck.url);
    await endpoint(well.url);
    await verify(60);
    await well.until((received) => received.length >= 61);
    // The one that takes a second each time is far from through by then.
    expect(stuck.received.length).toBeLessThan(61);
  }, 30_000);
});

describe("an endpoint whose secrets are sealed with a key that was lost", () => {
  it("is shown, changed and removed all the same; only a new secret is refused", async () => {
    const made = await endpoint("http://127.0.0.1:9/");
    await api.redis.hset(api.store.keys.endpoint(made.id), "secret", "sealed:1:0badcafe:AAAA");
    expect(await read(made.links.self)).toMatchObject({ id: made.id });
    expect(await change(made.links.self, { enabled: false })).toMatchObject({ enabled: false });
    const rotated = await request(api.app).patch(made.links.self).send({ rotateSecret: true });
    expect(rotated.status).toBe(422);
    expect(rotated.body.detail).toMatch(/sealed with a key/);
    expect((await request(api.app).delete(made.links.self)).status).toBe(204);
  });
});
