import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { isRedisAway } from "../../src/redis/errors.js";
import { type OwnRedis, startOwnRedis } from "../../src/redis/own-redis.js";
import { Ownership } from "../../src/redis/ownership.js";
import { answers, processIdOf } from "../../src/redis/raw-ping.js";
import {
  endRedis,
  findRedisProgram,
  launchRedis,
  OwnRedisError,
} from "../../src/redis/redis-process.js";
import { socketPathFor } from "../../src/redis/socket-path.js";

const base = mkdtempSync(path.join(tmpdir(), "quotary own redis-"));
const running: OwnRedis[] = [];
let count = 0;

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const newFolder = () => path.join(base, `data ${++count}`);
const socketOf = ({ url }: OwnRedis) => decodeURI(url.replace("unix://", ""));
const lockOf = (folder: string) => path.join(folder, "redis", "owner.lock");

async function start(folder: string): Promise<OwnRedis> {
  const redis = await startOwnRedis(folder, { env: process.env });
  running.push(redis);
  return redis;
}

async function withClient<T>(
  { url }: OwnRedis,
  use: (client: ReturnType<typeof connectRedis>) => Promise<T>,
): Promise<T> {
  const client = connectRedis(impatient(url), () => {});
  await waitUntilReady(client, 5_000);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

/** A process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

describe("our own Redis", () => {
  it("writes to disk before it answers, evicts nothing and listens on no port", async () => {
    const redis = await start(newFolder());
    expect(redis.adopted).toBe(false);
    await withClient(redis, async (client) => {
      const setting = async (name: string) => (await client.config("GET", name)) as string[];
      expect(await setting("appendonly")).toContain("yes");
      expect(await setting("appendfsync")).toContain("always");
      expect(await setting("maxmemory-policy")).toContain("noeviction");
      expect(await setting("port")).toContain("0");
    });
  });

  it("keeps what was written over an orderly end", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await withClient(first, (client) => client.set("a", "1"));
    await first.stop();
    expect(await answers(socketOf(first))).toBe(false);
    const second = await start(folder);
    expect(second.adopted).toBe(false);
    expect(await withClient(second, (client) => client.get("a"))).toBe("1");
  });

  it("is started again when it is killed, with what was acknowledged", async () => {
    const redis = await start(newFolder());
    await withClient(redis, (client) => client.set("a", "1"));
    const pid = await processIdOf(socketOf(redis));
    process.kill(pid!, "SIGKILL");
    for (let i = 0; i < 500 && (await processIdOf(socketOf(redis))) === pid; i++) await sleep(20);
    for (let i = 0; i < 500 && !(await answers(socketOf(redis))); i++) await sleep(20);
    expect(await withClient(redis, (client) => client.get("a"))).toBe("1");
  });

  it("left behind by a process that died is adopted, and ended by the one who adopted it", async () => {
    const folder = newFolder();
    const first = await start(folder);
    const pid = await processIdOf(socketOf(first));
    writeFileSync(lockOf(folder), `${await deadProcess()} 1`);
    const second = await start(folder);
    expect(second.adopted).toBe(true);
    expect(await processIdOf(socketOf(second))).toBe(pid);
    await second.stop();
    expect(await answers(socketOf(second))).toBe(false);
  });

  it("of a living process is shared, and left running by those who share it", async () => {
    const folder = newFolder();
    const first = await start(folder);
    const owner = spawn("sleep", ["60"]);
    writeFileSync(lockOf(folder), String(owner.pid));
    const second = await startOwnRedis(folder, { env: process.env });
    expect(second.adopted).toBe(true);
    await second.stop();
    expect(await answers(socketOf(first))).toBe(true);
    owner.kill();
    await new Promise((resolve) => owner.once("exit", resolve));
    await (await start(folder)).stop();
  });

  it("is taken over by one who shares it when its owner ends", async () => {
    const folder = newFolder();
    const below = path.join(folder, "redis");
    mkdirSync(below, { recursive: true });
    const owner = spawn("sleep", ["60"]);
    writeFileSync(lockOf(folder), String(owner.pid));
    await launchRedis(findRedisProgram(process.env)!, below, socketPathFor(below));
    const second = await start(folder);
    expect(second.adopted).toBe(true);
    await withClient(second, (client) => client.set("a", "1"));
    // As an owner does when it is told to end.
    await endRedis(below, socketOf(second));
    owner.kill();
    await new Promise((resolve) => owner.once("exit", resolve));
    for (let i = 0; i < 500 && !(await answers(socketOf(second))); i++) await sleep(20);
    expect(await withClient(second, (client) => client.get("a"))).toBe("1");
    expect(readFileSync(lockOf(folder), "utf8")).toMatch(new RegExp(`^${process.pid} `));
  });

  it("takes a lock whose process id now belongs to another program for dead", async () => {
    const folder = newFolder();
    await (await start(folder)).stop();
    writeFileSync(lockOf(folder), `${process.ppid} 0`);
    const redis = await start(folder);
    expect(readFileSync(lockOf(folder), "utf8")).toMatch(new RegExp(`^${process.pid} `));
    expect(redis.adopted).toBe(false);
  });

  it("is replaced, not doubled, when its socket file is removed", async () => {
    const redis = await start(newFolder());
    const pid = await processIdOf(socketOf(redis));
    await withClient(redis, (client) => client.set("a", "1"));
    rmSync(socketOf(redis));
    for (let i = 0; i < 500 && !(await answers(socketOf(redis))); i++) await sleep(20);
    expect(await withClient(redis, (client) => client.get("a"))).toBe("1");
    expect(() => process.kill(pid!, 0)).toThrow(/ESRCH/);
  });

  it("finds another place for its socket where the data folder's path is too long", async () => {
    const redis = await start(path.join(newFolder(), "x".repeat(120)));
    expect(await withClient(redis, (client) => client.ping())).toBe("PONG");
    await redis.stop();
    rmSync(path.dirname(socketOf(redis)), { recursive: true });
  });

  it("says in one line what to do where there is no redis-server", async () => {
    const folder = newFolder();
    const attempt = startOwnRedis(folder, { env: { PATH: base } });
    await expect(attempt).rejects.toThrow(OwnRedisError);
    await expect(attempt).rejects.toThrow(/^no redis-server .* REDIS_URL$/);
    expect((await start(folder)).adopted).toBe(false);
  });

  it("says where to look when Redis does not start", async () => {
    const programs = newFolder();
    mkdirSync(programs);
    writeFileSync(path.join(programs, "redis-server"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    const attempt = startOwnRedis(newFolder(), { env: { PATH: programs } });
    await expect(attempt).rejects.toThrow(/did not start \(exit 3\); see .*redis\.log/);
  });
});

describe("ownership", () => {
  let file: string;
  beforeAll(() => {
    file = path.join(base, "lock");
  });

  it("is one process's at a time", () => {
    const mine = new Ownership(file);
    expect(mine.take()).toBe(true);
    expect(new Ownership(file).take()).toBe(true);
    writeFileSync(file, `${process.ppid}`);
    expect(mine.take()).toBe(false);
    mine.release();
    expect(readFileSync(file, "utf8")).toBe(`${process.ppid}`);
  });

  it("passes on from a dead process, and from a lock that makes no sense", async () => {
    writeFileSync(file, `${await deadProcess()} 5`);
    expect(new Ownership(file).take()).toBe(true);
    writeFileSync(file, "");
    expect(new Ownership(file).take()).toBe(true);
  });
});

describe("isRedisAway", () => {
  it("knows a connection that is refused, and nothing else", async () => {
    const client = connectRedis(impatient("redis://127.0.0.1:1"), () => {});
    const error = await client.get("a").catch((reason: unknown) => reason);
    client.disconnect();
    expect(isRedisAway(error)).toBe(true);
    expect(isRedisAway(new Error("WRONGTYPE Operation"))).toBe(false);
    expect(isRedisAway(new TypeError("x is not a function"))).toBe(false);
    expect(isRedisAway("ECONNREFUSED")).toBe(false);
    const noFile = await readFile("/nowhere/at/all").catch((reason: unknown) => reason);
    expect(noFile).toHaveProperty("code", "ENOENT");
    expect(isRedisAway(noFile)).toBe(false);
    const gone = connectRedis(impatient("unix:///nowhere/redis.sock"), () => {});
    const noSocket = await new Promise((resolve) => gone.once("error", resolve));
    gone.disconnect();
    expect(noSocket).toHaveProperty("code", "ENOENT");
    expect(isRedisAway(noSocket)).toBe(true);
  });
});
