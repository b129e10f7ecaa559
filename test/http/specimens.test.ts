import { afterAll, beforeAll, expect, it } from "vitest";
import type { Specimen } from "../../src/records/specimen.js";
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

const specimen = (sha256: string, seenAt: string): Specimen => ({
  archive: "one.warc.gz",
  uriR: "https://twitter.com/ada_example/status/1622527410000000000",
  uriM: "one.warc.gz#120",
  capturedAt: "2023-02-06T10:00:00Z",
  digest: null,
  sha256,
  bytes: 312,
  contentType: "text/html",
  tellTales: [],
  because: "no layout found its signs",
  seenAt,
});

it("lists captures that could not be read, each once, the newest first", async () => {
  const { specimens } = api.store;
  await specimens.add(specimen("aa", "2026-01-01T00:00:00.000Z"));
  await specimens.add(specimen("bb", "2026-01-02T00:00:00.000Z"));
  await specimens.add(specimen("aa", "2026-01-03T00:00:00.000Z"));
  const { status, body } = await request(api.app).get("/v1/specimens");
  expect(status).toBe(200);
  expect(body.specimens.map((one: Specimen) => one.sha256)).toEqual(["aa", "bb"]);
  expect(body.specimens[0]).toEqual(specimen("aa", "2026-01-03T00:00:00.000Z"));
});

it("keeps the newest few hundred", async () => {
  const start = Date.parse("2026-02-01T00:00:00Z");
  for (let i = 0; i < 510; i++) {
    const seenAt = new Date(start + i * 1_000).toISOString();
    await api.store.specimens.add(specimen(`n${i}`, seenAt));
  }
  const kept = await api.store.specimens.list(1_000);
  expect(kept).toHaveLength(500);
  expect(kept[0]?.sha256).toBe("n509");
});
