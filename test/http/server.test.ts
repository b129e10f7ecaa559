import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../../src/http/server.js";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;
let api: TestApi;
let server: RunningServer;

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url));
  const times = { headersTimeout: 1_000, requestTimeout: 2_000, keepAliveTimeout: 5_000 };
  server = await startServer(
    api.app,
    { host: "127.0.0.1", port: 0 },
    { ...times, connectionsCheckingInterval: 50 },
  );
});
afterAll(async () => {
  await server.close(0);
  await api.close();
  await redis.remove();
});

/** Sends these pieces, with pauses between, and reads until the other side hangs up. */
async function talk(pieces: readonly string[], pauseMs = 0): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let heard = "";
  socket.on("data", (part) => {
    heard += part;
  });
  socket.on("error", () => {});
  const closed = once(socket, "close");
  for (const piece of pieces) {
    if (!socket.writable) break;
    socket.write(piece);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  await closed;
  return heard;
}

const line =
  "POST /v1/verifications HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";

describe("what never becomes a request", () => {
  it.each<[string, readonly string[], number, number]>([
    [
      "a flood of headers",
      [`GET /livez HTTP/1.1\r\nhost: a\r\n${"x-flood: 1234567890\r\n".repeat(5_000)}\r\n`],
      0,
      431,
    ],
    ["one endless header", [`GET /livez HTTP/1.1\r\nx: ${"y".repeat(40_000)}\r\n\r\n`], 0, 431],
    ["no HTTP at all", ["hello there\r\n\r\n"], 0, 400],
    ["a body of two lengths", [`${line}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`], 0, 400],
    ["no host", ["GET /livez HTTP/1.1\r\n\r\n"], 0, 400],
    ["what nobody can expect", [`${line}expect: wonders\r\ncontent-length: 2\r\n\r\n{}`], 0, 417],
    ["headers that never end", [line, ...Array(40).fill("x: 1\r\n")], 100, 408],
    [
      "a body that never ends",
      [`${line}content-length: 1000\r\n\r\n`, ...Array(40).fill("{")],
      100,
      408,
    ],
  ])("%s is answered and hung up on", async (_, pieces, pauseMs, status) => {
    const heard = await talk(pieces, pauseMs);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(heard).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(heard.slice(heard.indexOf("{")))).toMatchObject({ status });
  });

  it("is told at once that a body is too large where that is announced", async () => {
    const heard = await talk([`${line}content-length: 99999999999\r\n\r\n{`]);
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("says what is wrong with it, in the parser's words", async () => {
    expect(await talk(["BREW /v1 HTTP/1.1\r\nhost: a\r\n\r\n"])).toContain("Invalid method");
  });

  it("leaves the others alone", async () => {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  });
});
