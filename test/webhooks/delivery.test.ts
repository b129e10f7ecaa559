import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import request from "supertest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../../config/index.js";
import { createAllowList } from "../../src/net/allow-list.js";
import type { DeliveryState } from "../../src/store/deliveries.js";
import { addressLane, deliveryId } from "../../src/store/ids.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { type Receiver, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let config: Config & { redisUrl: string };
let api: TestApi;
let worker: ReturnType<typeof startTestWorker>;
const receivers: Receiver[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  config = testConfig(redis.url);
  api = await startTestApi(config);
  worker = startTestWorker(config, plainCheck);
});
afterEach(async () => {
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

async function verify(url: string, count = 1, at = api) {
  const quotes = Array(count).fill({ text: "Good morning", author: { handle: "someone" } });
  const { body } = await request(at.app)
    .post("/v1/verifications")
    .send({ quotes, webhook: { url } });
  return { id: body.id as string, secret: body.webhook.secret as string };
}

const eventIds = (id: string) => [`evt_${id.slice(4)}_0`, `evt_${id.slice(4)}_completed`];

const attempts = (event: string, at = api) => at.store.deliveries.attempts(deliveryId(event, null));

async function settled(event: string, at = api): Promise<DeliveryState> {
  for (let i = 0; i < 1_000; i++) {
    const found = await at.store.deliveries.read(deliveryId(event, null));
    if (found && found.state !== "pending") return found.state;
    await sleep(20);
  }
  throw new Error(`${event} is still pending`);
}

describe("a webhook", () => {
  it("tells each verdict and the completion, signed as Standard Webhooks want it", async () => {
    const there = await receiver();
    const { id, secret } = await verify(there.url, 2);
    await there.until((received) => received.length >= 3);
    for (const { headers, body } of there.received) {
      const event = new Webhook(secret).verify(body, headers as Record<string, string>);
      expect(event).toMatchObject({ type: expect.any(String), timestamp: expect.any(String) });
      expect(headers["content-type"]).toBe("application/json");
    }
    const by = (type: string) => there.received.filter(({ event }) => event.type === type);
    expect(by("verdict.created").map(({ event }) => event.data.outcome)).toEqual([
      "verified",
      "verified",
    ]);
    expect(by("verification.completed")[0]?.event.data).toMatchObject({
      id,
      status: "completed",
      outcomes: { verified: 2 },
      quotes: [{ verdict: null, verdictId: expect.stringMatching(/^vd_/) }, {}],
      links: { self: `/v1/verifications/${id}` },
    });
    expect(new Set(there.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
    expect(JSON.stringify(there.received.map(({ event }) => event))).not.toContain(secret);
  });

  it("carries the trace of the request on, and no header that is none", async () => {
    const there = await receiver();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const post = (sent: string) =>
      request(api.app)
        .post("/v1/verifications")
        .set("traceparent", sent)
        .send({
          quotes: [{ text: "Good morning", author: { handle: "someone" } }],
          webhook: { url: there.url },
        });
    await post(traceparent);
    await there.until((received) => received.length >= 2);
    expect(there.received.map(({ headers }) => headers.traceparent)).toEqual([
      traceparent,
      traceparent,
    ]);
    await post("made up");
    await there.until((received) => received.length >= 4);
    expect(there.received[3]?.headers).not.toHaveProperty("traceparent");
  });

  it("is sent again, under the same id, until it is taken", async () => {
    let asked = 0;
    const there = await receiver((_request, response) => {
      asked += 1;
      response.writeHead(asked <= 3 ? 503 : 200).end();
    });
    const { id } = await verify(there.url);
    const [event] = eventIds(id) as [string, string];
    for (const one of eventIds(id)) expect(await settled(one)).toBe("delivered");
    const log = await attempts(event);
    expect(log[0]).toMatchObject({ status: 200, ok: true, because: null });
    expect(log.slice(1).every(({ ok, status }) => !ok && status === 503)).toBe(true);
    expect(new Set(there.received.map(({ headers }) => headers["webhook-id"]))).toEqual(
      new Set(eventIds(id)),
    );
    expect(there.received).toHaveLength(5);
  });

  it("waits as long as the receiver asks", async () => {
    let asked = 0;
    const there = await receiver((_request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { "retry-after": "1" }).end();
      else response.writeHead(200).end();
    });
    const { id } = await verify(there.url);
    for (const event of eventIds(id)) await settled(event);
    const logs = await Promise.all(eventIds(id).map((one) => attempts(one)));
    const [second, first] = logs.find((log) => log.length === 2) ?? [];
    expect(first).toMatchObject({ status: 429 });
    expect(Date.parse(second!.at) - Date.parse(first!.at)).toBeGreaterThanOrEqual(1_000);
  });

  it("is given up after the last attempt", async () => {
    const there = await receiver((_request, response) => void response.writeHead(500).end());
    const { id } = await verify(there.url);
    for (const event of eventIds(id)) {
      expect(await settled(event)).toBe("abandoned");
      const lane = addressLane("default", there.url);
      await expect.poll(() => api.store.lanes.next(lane)).toBeNull();
      expect(await attempts(event)).toHaveLength(3);
    }
  });

  it("stops at 410, for all further events of the verification", async () => {
    const there = await receiver((_request, response) => void response.writeHead(410).end());
    const { id } = await verify(there.url, 8);
    for (const event of eventIds(id)) expect(await settled(event)).toBe("refused");
    const before = there.received.length;
    const [address] = await api.store.verifications.addresses([id]);
    expect(address?.webhook?.isRefused).toBe(true);
    await sleep(200);
    expect(there.received.length).toBe(before);
  });

  it("does not follow a redirect", async () => {
    const elsewhere = await receiver();
    const there = await receiver(
      (_request, response) => void response.writeHead(307, { location: elsewhere.url }).end(),
    );
    const { id } = await verify(there.url);
    for (const event of eventIds(id)) expect(await settled(event)).toBe("abandoned");
    expect(elsewhere.received).toHaveLength(0);
  });

  it("is delivered to a receiver whose answer has no end", async () => {
    const there = await receiver((request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(10_000)), 1);
      request.socket.once("close", () => clearInterval(more));
    });
    const { id } = await verify(there.url);
    for (const event of eventIds(id)) expect(await settled(event)).toBe("delivered");
  });

  it("gives up on a receiver that never answers, each time after the timeout", async () => {
    const there = await receiver(() => {});
    const { id } = await verify(there.url);
    const [event] = eventIds(id) as [string, string];
    expect(await settled(event)).toBe("abandoned");
    const [last] = await attempts(event);
    expect(last).toMatchObject({ status: null, ok: false, attempt: 3 });
    expect(last?.because).toMatch(/in time/);
  });

  it("never reaches an internal network that is not allowed, and does not try again", async () => {
    const there = await receiver();
    const strict = testConfig(redis.url, {
      QUOTARY_ALLOW_HOSTS: "",
      QUOTARY_REDIS_PREFIX: "{strict}",
    });
    // Taken in all the same, as a name is that leads elsewhere by the time it is delivered.
    const lenient = await startTestApi(strict, { allow: createAllowList(["127.0.0.1"]) });
    const guarded = startTestWorker(strict, plainCheck);
    const { id } = await verify(there.url, 1, lenient);
    for (const event of eventIds(id)) expect(await settled(event, lenient)).toBe("abandoned");
    expect(there.received).toEqual([]);
    const log = await attempts(eventIds(id)[0]!, lenient);
    expect(log).toMatchObject([
      { attempt: 1, status: null, because: expect.stringMatching(/internal network/) },
    ]);
    await guarded.close(1);
    await lenient.close();
  });
});
