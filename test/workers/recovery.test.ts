import type { ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { type Receiver, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { exitOf, runProgram } from "../support/service.js";

const QUOTES = 60;
/** How long the archive takes to say that it holds nothing, ms: so that work is under way. */
const ARCHIVE_TAKES_MS = 20;

let redis: TestRedis;
let api: TestApi;
let receiver: Receiver;
let archive: Server;
let where: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url));
  receiver = await startReceiver();
  archive = createServer((_request, response) => {
    setTimeout(() => response.writeHead(200).end("[]"), ARCHIVE_TAKES_MS);
  });
  await new Promise<void>((resolve) => archive.listen(0, "127.0.0.1", resolve));
  where = `wayback+http://127.0.0.1:${(archive.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await receiver.close();
  await api.close();
  await redis.remove();
  archive.closeAllConnections();
  archive.close();
});

/** The worker program, with locks that are given up after a second. */
function startWorkerProcess(): ChildProcess {
  const child = runProgram("workers/main.ts", [], {
    REDIS_URL: redis.url,
    QUOTARY_ARCHIVES: where,
    QUOTARY_ALLOW_HOSTS: "127.0.0.1",
    QUOTARY_LOCK_SECONDS: "1",
    QUOTARY_SWEEP_SECONDS: "1",
    QUOTARY_CONCURRENCY: "4",
    QUOTARY_WEBHOOK_SCHEDULE: "0,0,0,0,0",
    LOG_LEVEL: "error",
  });
  children.push(child);
  return child;
}

async function read(path: string) {
  return (await request(api.app).get(path)).body;
}

async function untilDone(path: string, share: number): Promise<void> {
  while ((await read(path)).progress.done < QUOTES * share) await sleep(5);
}

describe("a worker killed in mid-work", () => {
  it("leaves nothing behind that another one does not bring to its end, once", async () => {
    const quotes = Array.from({ length: QUOTES }, (_, i) => ({
      ref: String(i),
      text: `Words of quote ${i}`,
      author: { handle: "someone" },
      date: "February 6, 2023",
    }));
    const { body } = await request(api.app)
      .post("/v1/verifications")
      .send({ quotes, webhook: { url: receiver.url } });
    const self = body.links.self as string;

    for (const share of [0.1, 0.4, 0.7]) {
      const worker = startWorkerProcess();
      await untilDone(self, share);
      worker.kill("SIGKILL");
      await exitOf(worker);
      const { progress, status } = await read(self);
      expect(status).toBe("running");
      expect(progress.done).toBeLessThan(QUOTES);
    }
    const last = startWorkerProcess();
    await untilDone(self, 1);
    const verification = await read(self);
    expect(verification).toMatchObject({
      status: "completed",
      progress: { done: QUOTES, total: QUOTES },
      outcomes: { unverifiable: QUOTES },
    });
    const verdicts = verification.quotes.map(({ verdict }: { verdict: { id: string } }) => verdict);
    expect(new Set(verdicts.map(({ id }: { id: string }) => id)).size).toBe(QUOTES);

    const ids = () => new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
    await receiver.until(() => ids().size >= QUOTES + 1);
    const told = new Map<string, Set<unknown>>();
    for (const { event, headers } of receiver.received) {
      const about = String(event.data.id);
      told.set(about, (told.get(about) ?? new Set()).add(headers["webhook-id"]));
    }
    expect(told.size).toBe(QUOTES + 1);
    expect([...told.values()].every((events) => events.size === 1)).toBe(true);

    last.kill("SIGTERM");
    expect(await exitOf(last)).toBe(0);
  }, 120_000);
});

describe("the worker program", () => {
  it.each([
    ["no Redis is named", {}, /REDIS_URL/],
    ["a setting is unknown", { QUOTARY_WORKER: "1", REDIS_URL: "redis://h" }, /QUOTARY_WORKER/],
    ["an archive is none", { QUOTARY_ARCHIVES: "no+such", REDIS_URL: "redis://h" }, /no\+such/],
  ])("ends with 2 and one line where %s", async (_, env, message) => {
    const child = runProgram("workers/main.ts", [], env);
    children.push(child);
    let text = "";
    child.stderr.on("data", (part) => {
      text += part;
    });
    expect(await exitOf(child)).toBe(2);
    expect(text).toMatch(message);
    expect(text.trim().split("\n")).toHaveLength(1);
  });
});
