import { readFileSync } from "node:fs";
import path from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientTypes } from "../../scripts/client-types.js";
import {
  Quotary,
  QuotaryError,
  verifyWebhook,
  WebhookVerificationError,
} from "../../src/client/index.js";
import { type RunningServer, startServer } from "../../src/http/server.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let server: RunningServer;
let worker: ReturnType<typeof startTestWorker>;
let client: Quotary;

beforeAll(async () => {
  redis = await startTestRedis();
  const config = testConfig(redis.url);
  api = await startTestApi(config);
  server = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  worker = startTestWorker(config, plainCheck);
  const { key } = await api.store.keyring.create({
    ...{ name: "client", tenant: "gazette", mode: "live", expiresAt: null },
    scopes: ["verify", "read"],
  });
  client = new Quotary({ url: `${server.url}/`, key });
});
afterAll(async () => {
  await worker.close(1);
  await server.close(0);
  await api.close();
  await redis.remove();
});

const request = { quotes: [{ text: "Good morning", author: { handle: "someone" } }] };

describe("the client", () => {
  it("sends quotes, waits for their verdicts, and finds them again", async () => {
    const accepted = await client.verify(request);
    expect(accepted.status).toBe("queued");
    const done = await client.wait(accepted.id);
    expect(done).toMatchObject({ id: accepted.id, status: "completed" });
    const id = done.quotes[0]?.verdictId ?? "";
    expect((await client.verdict(id)).outcome).toBe("verified");
    const listed: string[] = [];
    for await (const one of client.verifications({ handle: "someone", limit: "1" }))
      listed.push(one.id);
    expect(listed).toContain(accepted.id);
  });

  it("reads articles, has their quotes checked, and asks again", async () => {
    const html =
      '<blockquote class="twitter-tweet"><p>Good morning</p>&mdash; Some One (@someone) <a href="https://twitter.com/someone/status/1633740000000000000">March 9, 2023</a></blockquote>';
    const { quotes } = await client.extract({ html });
    expect(quotes).toMatchObject([{ text: "Good morning", author: { handle: "someone" } }]);
    const accepted = await client.verifyArticle({ html }, { idempotencyKey: "article" });
    expect((await client.verifyArticle({ html }, { idempotencyKey: "article" })).id).toBe(
      accepted.id,
    );
    const { quotes: done } = await client.wait(accepted.id);
    const verdictId = done[0]?.verdictId ?? "";
    const again = await client.recheck(verdictId);
    expect(again.recheckOf).toBe(verdictId);
    expect((await client.wait(again.id)).status).toBe("completed");
  });

  it("counts a repeat once", async () => {
    const first = await client.verify(request, { idempotencyKey: "one" });
    expect((await client.verify(request, { idempotencyKey: "one" })).id).toBe(first.id);
  });

  it("throws problems with their fields", async () => {
    const failure = await client.verify({ quotes: [] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(QuotaryError);
    expect(failure).toMatchObject({ status: 422, problem: { errors: [{ pointer: "/quotes" }] } });
    const unknown = new Quotary({ url: server.url, key: "nothing" });
    await expect(unknown.verification("x")).rejects.toMatchObject({ status: 401 });
  });

  it("tries again what failed in passing, with the same Idempotency-Key", async () => {
    const keys: (string | null)[] = [];
    const flaky: typeof fetch = async (address, init) => {
      keys.push(new Headers(init?.headers).get("idempotency-key"));
      if (keys.length === 1) throw new TypeError("fetch failed");
      if (keys.length === 2)
        return new Response("", { status: 503, headers: { "retry-after": "0" } });
      return fetch(address, init);
    };
    const { key } = await api.store.keyring.create({
      ...{ name: "flaky", tenant: "gazette", mode: "live", expiresAt: null, scopes: ["verify"] },
    });
    const patient = new Quotary({ url: server.url, key, fetch: flaky });
    expect((await patient.verify(request)).status).toBe("queued");
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("reads events as they come, and goes on after a broken connection", async () => {
    const asked: (string | null)[] = [];
    const streams = [
      ': hello\n\nid: 1\nevent: progress\ndata: {"done":0}\n\nid: 2\nevent: verdict\ndata: {"a":\ndata: 1}\n\nid: 3\neve',
      "id: 3\r\nevent: completed\r\ndata: {}\r\n\r\nid: 4\ndata: {}\n\n",
    ];
    const send: typeof fetch = async (_, init) => {
      asked.push(new Headers(init?.headers).get("last-event-id"));
      return new Response(streams.shift() ?? "");
    };
    const events = [];
    const reader = new Quotary({ url: server.url, fetch: send });
    for await (const event of reader.events("ver_x")) events.push(event);
    expect(events).toEqual([
      { id: "1", type: "progress", data: { done: 0 } },
      { id: "2", type: "verdict", data: { a: 1 } },
      { id: "3", type: "completed", data: {} },
    ]);
    expect(asked).toEqual([null, "2"]);
  });

  it("follows a verification of a running service to its end, and goes on where it is told", async () => {
    const three = { quotes: Array.from({ length: 3 }, () => request.quotes[0]!) };
    const { id } = await client.verify(three);
    const types: string[] = [];
    for await (const { type, data } of client.events(id)) {
      types.push(type);
      if (type === "verdict") expect(data).toMatchObject({ outcome: "verified" });
    }
    expect(types.filter((type) => type === "verdict")).toHaveLength(3);
    expect(types.at(-1)).toBe("completed");
    const rest: (string | null)[] = [];
    for await (const event of client.events(id, { lastEventId: "2" })) rest.push(event.id);
    expect(rest.filter((name) => name !== null)).toEqual(["3", "end"]);
    for await (const event of client.events(id, { lastEventId: "end" })) rest.push(event.id);
    expect(rest).toHaveLength(3);
  });

  it("has types made from the description as it is now", () => {
    const file = path.resolve(import.meta.dirname, "../../src/client/types.ts");
    expect(readFileSync(file, "utf8")).toBe(clientTypes());
  });
});

describe("verifyWebhook", () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const other = `whsec_${Buffer.alloc(24, 8).toString("base64")}`;
  const body = JSON.stringify({
    type: "webhook.test",
    timestamp: "2026-01-01T00:00:00Z",
    data: { a: "é" },
  });
  const now = new Date();
  const headers = (at = now) => ({
    "Webhook-Id": "evt_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": `v1a,AAAA v1,AAAA ${new Webhook(secret).sign("evt_1", at, body)}`,
  });

  it("gives the event of what was signed by the public library", async () => {
    const event = await verifyWebhook(body, headers(), [other, secret]);
    expect(event).toEqual({ id: "evt_1", ...JSON.parse(body) });
    expect(await verifyWebhook(body, new Headers(headers()), secret)).toEqual(event);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["another secret", () => verifyWebhook(body, headers(), other)],
    ["another body", () => verifyWebhook(`${body} `, headers(), secret)],
    ["another id", () => verifyWebhook(body, { ...headers(), "Webhook-Id": "evt_2" }, secret)],
    ["an old attempt", () => verifyWebhook(body, headers(new Date(Date.now() - 400_000)), secret)],
    ["no headers", () => verifyWebhook(body, {}, secret)],
  ])("refuses %s", async (_, verify) => {
    await expect(verify()).rejects.toBeInstanceOf(WebhookVerificationError);
  });
});
