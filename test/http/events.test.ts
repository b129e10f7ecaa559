import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../../config/index.js";
import type { Engine } from "../../src/engine/index.js";
import type { Changes } from "../../src/http/changes.js";
import type { EventStream } from "../../src/http/event-stream.js";
import { follow } from "../../src/http/follow.js";
import { type RunningServer, startServer } from "../../src/http/server.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

interface Gate {
  promise: Promise<void>;
  resolve: () => void;
}

function closedGate(): Gate {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve: () => resolve() };
}

let redis: TestRedis;
let config: Config & { redisUrl: string };
let apis: TestApi[];
let servers: RunningServer[];
let worker: ReturnType<typeof startTestWorker>;
/** Quotes wait here until they are let go. */
let gate: Gate = closedGate();

const check: Engine["check"] = async (quote, options) => {
  if (quote.text === "broken") throw new Error("a fault of our own");
  if (quote.text === "held") await gate.promise;
  return plainCheck(quote, options);
};

beforeAll(async () => {
  redis = await startTestRedis();
  config = testConfig(redis.url, { QUOTARY_QUOTE_ATTEMPTS: "1" });
  apis = await Promise.all([startTestApi(config), startTestApi(config)]);
  const where = { host: "127.0.0.1", port: 0 };
  servers = await Promise.all(apis.map(({ app }) => startServer(app, where)));
  worker = startTestWorker(config, check);
});
afterAll(async () => {
  await worker.close(1);
  for (const api of apis) await api.close();
  for (const server of servers) await server.close(1);
  await redis.remove();
});

async function post(...texts: string[]): Promise<string> {
  const quotes = texts.map((text, place) => ({
    text,
    ref: String(place),
    author: { handle: "someone" },
  }));
  return (await request(apis[0]!.app).post("/v1/verifications").send({ quotes })).body.id;
}

interface Told {
  event: string;
  id: string | null;
  data: Record<string, unknown>;
}

function parse(block: string): Told | null {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;
  const event = field("event");
  return event === null
    ? null
    : { event, id: field("id"), data: JSON.parse(field("data") ?? "null") };
}

async function* listen(id: string, last?: string, server = servers[0]!) {
  const answer = await fetch(`${server.url}/v1/verifications/${id}/events`, {
    headers: last === undefined ? {} : { "last-event-id": last },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const told of blocks.map(parse)) if (told) yield told;
  }
}

async function all(events: AsyncIterable<Told>): Promise<Told[]> {
  const told: Told[] = [];
  for await (const one of events) told.push(one);
  return told;
}

const named = (told: readonly Told[], event: string) => told.filter((one) => one.event === event);

describe("the events of a verification", () => {
  it("tell each verdict once, each failure, progress and the end, as they happen", async () => {
    gate = closedGate();
    const id = await post("now", "held", "broken");
    const told: Told[] = [];
    for await (const one of listen(id)) {
      told.push(one);
      if (named(told, "verdict").length + named(told, "failed").length === 2) gate.resolve();
    }
    expect(named(told, "verdict").map(({ data }) => data.ref)).toEqual(["0", "1"]);
    expect(named(told, "failed")).toMatchObject([
      { data: { ref: "2", because: expect.stringContaining("broke 1 times") } },
    ]);
    const ids = told.flatMap(({ id }) => id ?? []);
    expect(ids).toEqual(["1", "2", "3", "end"]);
    expect(named(told, "progress").at(-1)?.data).toMatchObject({ done: 3, total: 3 });
    expect(told.at(-1)).toMatchObject({
      event: "completed",
      data: { id, status: "completed", outcomes: { verified: 2 } },
    });
  });

  it("answer HEAD at once, while quotes are still being checked", async () => {
    gate = closedGate();
    const id = await post("held");
    const answer = await request(apis[0]!.app).head(`/v1/verifications/${id}/events`);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^text\/event-stream/);
    expect((await request(apis[0]!.app).get(`/v1/verifications/${id}`)).body.progress.done).toBe(0);
    gate.resolve();
  });

  it("are told to a key no longer than it is good, nor is who waits for the verdicts", async () => {
    const own = { ...config, redisPrefix: "{revoked}" };
    const api = await startTestApi(own);
    const server = await startServer(api.app, { host: "127.0.0.1", port: 0 });
    const { key, record } = await api.store.keyring.create({
      ...{ name: "test", tenant: "default", mode: "live", scopes: ["verify", "read"] },
      expiresAt: null,
    });
    const headers = { authorization: `Bearer ${key}` };
    const { body } = await request(api.app, headers)
      .post("/v1/verifications")
      .send({ quotes: [{ text: "now", author: { handle: "someone" } }] });
    const ask = (rest: string) => fetch(`${server.url}${body.links.self}${rest}`, { headers });
    const waiting = ask("?wait=30");
    const stream = await ask("/events");
    await api.store.keyring.revoke(record.id);
    const itsWorker = startTestWorker(own, check);
    expect((await waiting).status).toBe(401);
    expect(await stream.text()).not.toMatch(/event: (verdict|completed)/);
    await itsWorker.close(1);
    await api.close();
    await server.close(1);
  });

  it("tell why a quote failed that ended just after the verification was read", async () => {
    const { store } = apis[0]!;
    gate = closedGate();
    const id = await post("held");
    const read = store.verifications.read.bind(store.verifications);
    const late = Object.create(store.verifications, {
      read: {
        value: async () => {
          const stored = await read(id);
          await store.verifications.finish(id, 0, { because: "it broke" }, new Date());
          return stored;
        },
      },
    });
    const told: { event: string; data: unknown }[] = [];
    const signal = new AbortController().signal;
    const stream = { signal, send: async (one: Told) => told.push(one) } as unknown as EventStream;
    const listener = { next: async () => {}, end: () => {} };
    const changes = { listen: async () => listener } as unknown as Changes;
    const parts = {
      store: { ...store, verifications: late },
      changes,
      isDraining: () => true,
      mayGoOn: async () => {},
    };
    await follow(id, 0, stream, parts);
    gate.resolve();
    expect(told.find(({ event }) => event === "failed")?.data).toMatchObject({
      because: "it broke",
    });
  });

  it("go on after the last one that was received, from whichever process", async () => {
    const id = await post("a", "b", "c");
    const whole = await all(listen(id));
    const rest = await all(listen(id, "2", servers[1]));
    expect(named(rest, "verdict")).toEqual(named(whole, "verdict").slice(2));
    expect(rest.at(-1)).toMatchObject({ event: "completed", id: "end" });
    const none = await fetch(`${servers[0]!.url}/v1/verifications/${id}/events`, {
      headers: { "last-event-id": "end" },
    });
    expect(none.status).toBe(204);
  });

  it("reach those who listen at another process than the one that took the request", async () => {
    gate = closedGate();
    const id = await post("held");
    const told: Told[] = [];
    for await (const one of listen(id, undefined, servers[1])) {
      told.push(one);
      if (one.data.running === 1) gate.resolve();
    }
    expect(told.at(-1)?.event).toBe("completed");
  });

  it("end when it is cancelled", async () => {
    gate = closedGate();
    const id = await post("held", "held");
    const told: Told[] = [];
    for await (const one of listen(id)) {
      told.push(one);
      if (told.length === 1) await request(apis[0]!.app).delete(`/v1/verifications/${id}`);
    }
    expect(told.at(-1)).toMatchObject({ event: "completed", data: { status: "cancelled" } });
    gate.resolve();
  });

  it.each([
    ["a", 400],
    ["-1", 400],
  ])("are refused with Last-Event-ID %s", async (last, status) => {
    const id = await post("a");
    const answer = await request(apis[0]!.app)
      .get(`/v1/verifications/${id}/events`)
      .set("last-event-id", last);
    expect(answer.status).toBe(status);
  });

  it("have a bound on those who listen", async () => {
    gate = closedGate();
    const id = await post("held");
    const listeners = Array.from({ length: 5 }, () => listen(id));
    await Promise.all(listeners.map((one) => one.next()));
    const answer = await request(apis[0]!.app).get(`/v1/verifications/${id}/events`);
    expect(answer.status).toBe(429);
    expect(answer.headers["retry-after"]).toBe("10");
    gate.resolve();
    for (const one of listeners) await all(one);
    expect(named(await all(listen(id)), "verdict")).toHaveLength(1);
  });
});
