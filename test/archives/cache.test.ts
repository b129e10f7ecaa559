import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Answers, type KeepTimes } from "../../src/archives/cache/answers.js";
import { BodyFiles } from "../../src/archives/cache/body-files.js";
import { createMemoryShelf } from "../../src/archives/cache/memory-shelf.js";
import { createRedisShelf } from "../../src/archives/cache/redis-shelf.js";
import type { Shelf } from "../../src/archives/cache/shelf.js";
import type { Archive, AskContext } from "../../src/engine/archive.js";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { CONTEXT } from "../support/archive-files.js";
import { openAt, serve } from "../support/archive-server/in-test.js";
import { folderWith } from "../support/folder.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { startStandIn } from "../support/stand-in.js";
import { captureOf } from "../support/warc-archive.js";

const POST = inventPost({ text: "The ferry line keeps its winter hours until the end of March." });
const QUERY = { kind: "prefix", prefix: permalinkOf(POST) } as const;
const HOUR: KeepTimes = { list: 3_600_000, none: 3_600_000, capture: 3_600_000 };
const MB = 1024 * 1024;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.remove());

let shelves = 0;
/** Shelves that see the same, as those of two processes on one Redis do. */
async function twoShelves(kind: string, maxBytes = MB): Promise<[Shelf, Shelf]> {
  if (kind === "memory") {
    const shelf = createMemoryShelf(maxBytes);
    return [shelf, shelf];
  }
  const prefix = `{t}:${shelves++}`;
  const open = async () => {
    const client = connectRedis(impatient(redis.url), () => {});
    await waitUntilReady(client, 5_000);
    clients.push(client);
    return createRedisShelf(client, (part) => `${prefix}:${part}`, maxBytes);
  };
  return [await open(), await open()];
}
const clients: { disconnect(): void }[] = [];
afterAll(() => {
  for (const client of clients) client.disconnect();
});

const read = async (archive: Archive, context: AskContext = CONTEXT) => {
  const { captures } = await archive.find(QUERY, context);
  return await archive.read(captures[0]!, context);
};

describe.each(["memory", "redis"])("answers kept in %s", (kind) => {
  it("are not asked for again by anybody who sees the shelf", async () => {
    const server = await serve([captureOf(POST)]);
    const shelves = await twoShelves(kind);
    const bodies = [];
    for (const shelf of shelves) {
      const archive = await openAt(`wayback+${server.origin}`, {
        answers: new Answers(shelf, HOUR),
      });
      const got = await read(archive);
      bodies.push([
        Buffer.from(got.capture.body).toString(),
        got.digestVerified,
        got.ref.capturedAt,
      ]);
    }
    expect(server.asked).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it("are fetched once for all who ask at the same time", async () => {
    const server = await serve([captureOf(POST)]);
    const archives = await Promise.all(
      (await twoShelves(kind)).map((shelf) =>
        openAt(`wayback+${server.origin}`, { answers: new Answers(shelf, HOUR) }),
      ),
    );
    const lists = await Promise.all(
      [...archives, ...archives].map((archive) => archive.find(QUERY, CONTEXT)),
    );
    expect(lists.map(({ captures }) => captures.length)).toEqual([1, 1, 1, 1]);
    expect(server.asked).toHaveLength(1);
  });

  it("grown old are asked about with their ETag, and used again when nothing changed", async () => {
    const server = await serve([captureOf(POST)], { etags: true });
    const [shelf] = await twoShelves(kind);
    const answers = new Answers(shelf, { ...HOUR, list: 0 });
    const archive = await openAt(`wayback+${server.origin}`, { answers });
    await archive.find(QUERY, CONTEXT);
    const { captures } = await archive.find(QUERY, CONTEXT);
    expect(captures).toHaveLength(1);
    expect(server.asked.map(({ headers }) => headers["if-none-match"] !== undefined)).toEqual([
      false,
      true,
    ]);
  });

  it("never hold a failure, and are left aside when asked to", async () => {
    const server = await serve([captureOf(POST)]);
    server.misbehave({ kind: "status", status: 500 }, { times: 1 });
    const [shelf] = await twoShelves(kind);
    const archive = await openAt(`wayback+${server.origin}`, { answers: new Answers(shelf, HOUR) });
    await expect(archive.find(QUERY, CONTEXT)).rejects.toMatchObject({ outcome: "unavailable" });
    expect((await archive.find(QUERY, CONTEXT)).captures).toHaveLength(1);
    await archive.find(QUERY, { ...CONTEXT, fresh: true });
    expect(server.asked).toHaveLength(3);
  });

  it("hold no redirect that leads to no capture", async () => {
    const standIn = await startStandIn();
    let isAway = true;
    standIn.on((url) => {
      if (url.pathname === "/away") return { status: 404 };
      if (isAway) return { status: 302, headers: { location: "/away" } };
      return { headers: { "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT" }, body: "words" };
    });
    const [shelf] = await twoShelves(kind);
    const archive = await openAt(`wayback+${standIn.origin}`, {
      answers: new Answers(shelf, HOUR),
    });
    const nearest = () => archive.nearest!(permalinkOf(POST), "2023-02-06T10:11:12Z", CONTEXT);
    await expect(nearest()).rejects.toThrow("without a capture");
    isAway = false;
    expect((await nearest())?.capture.status).toBe(200);
  });

  it("left aside are asked about too, once for all who do so at the same time", async () => {
    const server = await serve([captureOf(POST)], { etags: true });
    const archives = await Promise.all(
      (await twoShelves(kind)).map((shelf) =>
        openAt(`wayback+${server.origin}`, { answers: new Answers(shelf, HOUR) }),
      ),
    );
    await archives[0]!.find(QUERY, CONTEXT);
    const fresh = { ...CONTEXT, fresh: true };
    const lists = await Promise.all(archives.map((archive) => archive.find(QUERY, fresh)));
    expect(lists.map(({ captures }) => captures.length)).toEqual([1, 1]);
    expect(server.asked.map(({ headers }) => headers["if-none-match"] !== undefined)).toEqual([
      false,
      true,
    ]);
    const { captures } = lists[0]!;
    for (const context of [CONTEXT, fresh]) await archives[0]!.read(captures[0]!, context);
    expect(server.asked).toHaveLength(3);
  });

  it("keep 'none' for a time of its own", async () => {
    for (const [held, requests] of [
      [[captureOf(POST)], 1],
      [[], 2],
    ] as const) {
      const server = await serve(held);
      const [shelf] = await twoShelves(kind);
      const answers = new Answers(shelf, { ...HOUR, none: 0 });
      const archive = await openAt(`wayback+${server.origin}`, { answers });
      await archive.find(QUERY, CONTEXT);
      await archive.find(QUERY, CONTEXT);
      expect(server.asked).toHaveLength(requests);
    }
  });

  it("make room for new ones", async () => {
    const [shelf] = await twoShelves(kind, 10_000);
    const times = { freshMs: 60_000, keepMs: 60_000 };
    for (let n = 0; n < 20; n++) await shelf.put(`k${n}`, Buffer.alloc(1_000, n), times);
    const kept = await Promise.all(Array.from({ length: 20 }, (_, n) => shelf.get(`k${n}`)));
    const bytes = kept.reduce((sum, one) => sum + (one?.value.length ?? 0), 0);
    expect(bytes).toBeGreaterThan(4_000);
    expect(bytes).toBeLessThanOrEqual(10_000);
    expect(kept[19]?.value[0]).toBe(19);
    await shelf.put("k19", Buffer.from("new"), times);
    expect((await shelf.get("k19"))?.value.toString()).toBe("new");
  });

  it("an errand is one caller's until it ends, or until nobody has extended it", async () => {
    const [shelf, other] = await twoShelves(kind);
    const errand = await shelf.errand("e", 60_000);
    await errand!.extend();
    expect(await other.errand("e", 60_000)).toBeNull();
    await errand!.end();
    expect(await other.errand("e", 100)).not.toBeNull();
    let taken = null;
    for (let tries = 0; tries < 500 && taken === null; tries++) {
      await sleep(20);
      taken = await shelf.errand("e", 100);
    }
    expect(taken).not.toBeNull();
  });
});

describe("large captures", () => {
  // Random letters do not pack: the file is larger than what stays with its answer.
  const text = createHash("shake256", { outputLength: 150_000 }).digest("base64");
  const large = captureOf(POST, { body: JSON.stringify({ text }), type: "application/json" });

  it("lie in files, and are believed only when they are what was put there", async () => {
    const server = await serve([large]);
    const folder = await folderWith({});
    const files = new BodyFiles(folder, 10 * MB);
    const answers = new Answers(createMemoryShelf(MB), HOUR, files);
    const archive = await openAt(`wayback+${server.origin}`, { answers });
    const first = await read(archive);
    expect(first.digestVerified).toBe(true);
    await read(archive);
    expect(server.asked).toHaveLength(2);
    const [name] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) =>
      /[0-9a-f]{64}$/.test(one),
    );
    const file = path.join(folder, name!);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 255;
    writeFileSync(file, bytes);
    expect((await read(archive)).digestVerified).toBe(true);
    expect(server.asked).toHaveLength(3);
  });

  it("give way when the folder is full", async () => {
    const folder = await folderWith({});
    const files = new BodyFiles(folder, 500);
    expect(await files.put("a".repeat(64), Buffer.alloc(600))).toBe(false);
    for (let n = 0; n < 130; n++) await files.put(String(n).padStart(64, "0"), Buffer.alloc(50));
    const left = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (one) => one.length > 60,
    );
    expect(left.length).toBeGreaterThan(5);
    expect(left.length).toBeLessThanOrEqual(11);
  });
});

it("the contact that is configured stands in every request", async () => {
  const server = await serve([captureOf(POST)]);
  const archive = await openAt(`wayback+${server.origin}`, { contact: "desk@newsroom.example" });
  await read(archive);
  for (const { headers } of server.asked) {
    expect(headers["user-agent"]).toMatch(/^quotary\/[\d.]+ \(\+desk@newsroom\.example\)$/);
  }
});
