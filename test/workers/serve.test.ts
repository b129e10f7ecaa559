import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verification } from "../../src/records/verification.js";
import { answers, processIdOf } from "../../src/redis/raw-ping.js";
import { exitOf, type RunningService, runProgram, startService } from "../support/service.js";

let folder: string;
let archives: string[];
const services: RunningService[] = [];
/** An archive that says what a test has it say. */
const server = createServer();

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(path.join(tmpdir(), "quotary serve-"));
  archives = [path.join(folder, "empty")];
  mkdirSync(archives[0]!);
});
afterAll(async () => {
  for (const { process } of services) process.kill("SIGKILL");
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function serve(data: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const settings = { QUOTARY_LOCK_SECONDS: "1", QUOTARY_SWEEP_SECONDS: "1", ...env };
  const service = await startService({ archives, data, env: settings }, args);
  services.push(service);
  return service;
}

const quotes = Array.from({ length: 20 }, (_, i) => ({
  text: `Words of quote ${i}`,
  author: { handle: "someone" },
}));

async function post(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/verifications`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ quotes }),
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as Verification).links.self;
}

async function completed(address: string): Promise<Verification> {
  for (;;) {
    const answer = await fetch(`${address}?wait=10`);
    const body = (await answer.json()) as Verification;
    if (answer.status === 200 && body.status === "completed") return body;
    await sleep(50);
  }
}

describe("quotary serve", { timeout: 120_000 }, () => {
  it("serves, works, tells by webhook, and ends in order with its Redis", async () => {
    const data = path.join(folder, "a");
    const service = await serve(data);
    const { verification, events } = await service.verify(quotes);
    expect(verification.outcomes).toEqual({ unverifiable: 20 });
    expect(events).toHaveLength(21);
    const socket = path.join(data, "redis", "redis.sock");
    expect(await answers(socket)).toBe(true);
    expect(await service.stop()).toBe(0);
    expect(await answers(socket)).toBe(false);
    expect(readdirSync(path.join(data, "redis"))).not.toContain("owner.lock");
  });

  it("loses nothing when it and its Redis are killed right after 202", async () => {
    const data = path.join(folder, "b");
    const first = await serve(data, ["--no-workers"]);
    const self = await post(first.url);
    const redis = await processIdOf(path.join(data, "redis", "redis.sock"));
    first.process.kill("SIGKILL");
    process.kill(redis!, "SIGKILL");
    await exitOf(first.process);
    const second = await serve(data);
    const { progress } = await completed(`${second.url}${self}`);
    expect(progress).toEqual({ done: 20, total: 20 });
    expect(await second.stop()).toBe(0);
  });

  it("takes over the Redis it left when it was killed, and its work", async () => {
    const data = path.join(folder, "c");
    const first = await serve(data);
    const self = await post(first.url);
    first.process.kill("SIGKILL");
    await exitOf(first.process);
    expect(await answers(path.join(data, "redis", "redis.sock"))).toBe(true);
    const second = await serve(data);
    await completed(`${second.url}${self}`);
    expect(await second.stop()).toBe(0);
    expect(await answers(path.join(data, "redis", "redis.sock"))).toBe(false);
  });

  it("goes on when its Redis dies under it", async () => {
    const data = path.join(folder, "d");
    const service = await serve(data, ["--no-workers"]);
    const self = await post(service.url);
    const redis = await processIdOf(path.join(data, "redis", "redis.sock"));
    process.kill(redis!, "SIGKILL");
    const sharing = await serve(data);
    await completed(`${service.url}${self}`);
    expect(await sharing.stop()).toBe(0);
    expect(await answers(path.join(data, "redis", "redis.sock"))).toBe(true);
    expect(await service.stop()).toBe(0);
  });

  it("says that it ends until what is under way is answered", async () => {
    const service = await serve(path.join(folder, "g"), ["--no-workers"]);
    const body = JSON.stringify({ quotes });
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
    let heard = "";
    socket.on("data", (part) => {
      heard += part;
    });
    const head = `POST /v1/verifications HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json`;
    socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
    await sleep(300);
    const ended = service.stop();
    const ask = async (place: string) => (await fetch(`${service.url}${place}`)).status;
    await expect.poll(() => ask("/readyz")).toBe(503);
    expect(await ask("/v1/verifications")).toBe(503);
    expect(await ask("/livez")).toBe(200);
    socket.write(body.slice(10));
    expect(await ended).toBe(0);
    expect(heard).toMatch(/^HTTP\/1\.1 202 /);
  });

  /** A service with a check under way that takes as long as it is let; the process ids of its parts. */
  async function withCheckUnderWay(data: string) {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.removeAllListeners("request");
    const asked = new Promise<void>((resolve) => {
      server.on("request", async (_, response) => {
        resolve();
        await answered;
        response.writeHead(200).end("[]");
      });
    });
    const where = `wayback+http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { LOG_LEVEL: "info", QUOTARY_ARCHIVES: where, QUOTARY_ALLOW_HOSTS: "127.0.0.1" };
    const service = await serve(data, [], env);
    await post(service.url);
    await asked;
    const told = (await (await fetch(`${service.url}/v1/workers`)).json()) as Workers;
    const worker = told.workers[0]!.pid;
    const redis = (await processIdOf(path.join(data, "redis", "redis.sock")))!;
    return { service, worker, redis, answer };
  }
  type Workers = { workers: { pid: number }[] };
  /** One that ended and that nobody took note of yet has no command line. */
  const isThere = (pid: number) =>
    existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "";

  it("brings checks to their end when a terminal's Ctrl-C reaches it and its workers alike", async () => {
    const { service, worker, redis, answer } = await withCheckUnderWay(path.join(folder, "h"));
    for (const pid of [service.process.pid!, worker]) process.kill(pid, "SIGINT");
    await expect.poll(() => service.log()).toMatch(/worker ends/);
    await sleep(100);
    answer();
    expect(await exitOf(service.process)).toBe(0);
    expect(service.log()).toMatch(/quote checked/);
    expect([worker, redis].filter(isThere)).toEqual([]);
  });

  it("ends at once when it is asked again, and leaves neither workers nor Redis behind", async () => {
    const { service, worker, redis } = await withCheckUnderWay(path.join(folder, "i"));
    service.process.kill("SIGTERM");
    await expect.poll(() => service.log()).toMatch(/worker ends/);
    await sleep(250);
    expect([worker, redis].filter(isThere)).toEqual([worker, redis]);
    service.process.kill("SIGTERM");
    expect(await exitOf(service.process)).toBe(128 + 15);
    await expect.poll(() => [worker, redis].filter(isThere)).toEqual([]);
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ["no redis-server is found", { PATH: "/nowhere" }, /redis-server .*REDIS_URL/],
    ["a setting is bad", { PORT: "many" }, /^quotary: PORT: /],
    ["an archive is none", { QUOTARY_ARCHIVES: "no+such" }, /no\+such/],
  ])("ends with 2 and one line where %s", async (_, env, message) => {
    const child = runProgram("src/cli.ts", ["serve"], {
      QUOTARY_ARCHIVES: archives[0],
      QUOTARY_DATA: path.join(folder, "e"),
      LOG_LEVEL: "error",
      ...env,
    });
    let text = "";
    child.stderr.on("data", (part) => {
      text += part;
    });
    expect(await exitOf(child)).toBe(2);
    expect(text).toMatch(message);
    expect(text.trim().split("\n")).toHaveLength(1);
  });

  it("ends with 2 and stops its Redis where the port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const data = path.join(folder, "f");
    const child = runProgram("src/cli.ts", ["serve"], {
      PORT: String((other.address() as AddressInfo).port),
      QUOTARY_ARCHIVES: archives[0],
      QUOTARY_DATA: data,
      LOG_LEVEL: "error",
    });
    let text = "";
    child.stderr.on("data", (part) => {
      text += part;
    });
    expect(await exitOf(child)).toBe(2);
    expect(text).toMatch(/^quotary: cannot listen on 127\.0\.0\.1:\d+: EADDRINUSE\n$/);
    expect(await answers(path.join(data, "redis", "redis.sock"))).toBe(false);
    other.close();
  });
});
