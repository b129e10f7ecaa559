import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractArticle } from "../../src/articles/extract.js";
import type { HttpParts } from "../../src/http/parts.js";
import { createGate, readHealth } from "../../src/manners/gate.js";
import { createRedisBook } from "../../src/manners/redis-book.js";
import { createKeys } from "../../src/store/keys.js";
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

const html = `<html lang="en"><head><title>Storm over the bay</title></head><body><article>
<p>What was said:</p>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The pier is closed until Monday.</p>
&mdash; Harbour Office (@harbour_office_x)
<a href="https://twitter.com/harbour_office_x/status/1622500000000000000">February 6, 2023</a>
</blockquote></article></body></html>`;

const post = (path: string, body: object) => request(api.app).post(path).send(body);

describe("POST /v1/articles", () => {
  it("answers an article's quotes as a request", async () => {
    const { status, body } = await post("/v1/articles", { html, url: "https://news.example/a" });
    expect(status).toBe(200);
    expect(body.quotes).toEqual([
      expect.objectContaining({
        text: "The pier is closed until Monday.",
        author: { name: "Harbour Office", handle: "harbour_office_x" },
        date: "February 6, 2023",
      }),
    ]);
    const again = await post("/v1/verifications", { article: body.article, quotes: body.quotes });
    expect(again.status).toBe(202);
    expect(again.body.warnings).toEqual([]);
  });

  it("verifies them where that is asked for", async () => {
    const { status, body, headers } = await post("/v1/articles?verify=true", {
      html,
      options: { priority: "breaking" },
      webhook: { url: "https://news.example/hook" },
    });
    expect(status).toBe(202);
    expect(headers.location).toBe(`/v1/verifications/${body.id}`);
    expect(body).toMatchObject({ progress: { total: 1 }, webhook: { secret: expect.any(String) } });
  });

  it("names what it found and could not read", async () => {
    const bare =
      '<p><iframe src="https://platform.twitter.com/embed/Tweet.html?id=1622"></iframe></p>';
    const { status, body } = await post("/v1/articles?verify=true", {
      html: html.replace("</article>", `${bare}</article>`),
    });
    expect(status).toBe(202);
    expect(body.warnings).toEqual([
      { pointer: "/html", detail: expect.stringMatching(/could not be read: .*1622/) },
    ]);
  });

  it("answers an article without quotes, and refuses to verify it", async () => {
    const nothing = { text: "Nobody said anything." };
    expect((await post("/v1/articles", nothing)).body.quotes).toEqual([]);
    const refused = await post("/v1/articles?verify=true", nothing);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { pointer: "/text", detail: expect.stringMatching(/no quotes/) },
    ]);
  });

  it("unfolds two of many large pages at once, however small they come", async () => {
    let [atOnce, most] = [0, 0];
    const extract: HttpParts["extract"] = async (...given) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await sleep(10);
      atOnce -= 1;
      return extractArticle(...given);
    };
    const other = await startTestApi(testConfig(redis.url), { extract });
    const packed = gzipSync(JSON.stringify({ html: html.padEnd(1_000_000) }));
    const answers = Array.from({ length: 6 }, () =>
      request(other.app)
        .post("/v1/articles")
        .set({ "content-type": "application/json", "content-encoding": "gzip" })
        .serialize((given) => given)
        .send(packed as unknown as string),
    );
    for (const { status, body } of await Promise.all(answers)) {
      expect([status, body.quotes.length]).toEqual([200, 1]);
    }
    expect(most).toBe(2);
    await other.close();
  });

  it.each([
    ["neither page nor text", {}, 422],
    ["both", { html, text: "x" }, 422],
    ["a page that is no string", { html: 5 }, 422],
  ])("refuses %s", async (_, body, status) => {
    expect((await post("/v1/articles", body)).status).toBe(status);
  });

  it("refuses a verify that is neither true nor false", async () => {
    expect((await post("/v1/articles?verify=maybe", { html })).status).toBe(400);
  });
});

describe("GET /v1/archives", () => {
  it("names the configured ones", async () => {
    const { body } = await request(api.app).get("/v1/archives");
    expect(body).toEqual({ archives: [{ name: "first" }, { name: "second" }] });
  });

  it("says of remote ones how they are doing", async () => {
    const config = testConfig(redis.url, { QUOTARY_REDIS_PREFIX: "{health}" });
    const store = createKeys(config.redisPrefix);
    const book = createRedisBook(api.redis, store.host);
    const host = "https://archive.example";
    const archiveHealth = async (name: string) =>
      name === "first" ? null : await readHealth(book, host);
    const other = await startTestApi(config, { archiveHealth });
    const read = async () => (await request(other.app).get("/v1/archives")).body.archives;
    expect(await read()).toEqual([
      { name: "first" },
      { name: "second", state: "asked", restsUntil: null, because: null },
    ]);
    const gate = createGate(book);
    const limits = { perMinute: { index: null, replay: null }, concurrency: 1, retryPausesMs: [] };
    const { pass } = await gate.enter(host, "index", limits);
    await gate.leave(host, pass, { how: "limited", seconds: 30 });
    const [, second] = await read();
    expect(second).toMatchObject({ state: "resting", because: "limited" });
    expect(Date.parse(second.restsUntil)).toBeGreaterThan(Date.now());
    await other.close();
  });
});
