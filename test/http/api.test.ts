import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VerificationSchema } from "../../src/records/verification.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let worker: ReturnType<typeof startTestWorker>;

beforeAll(async () => {
  redis = await startTestRedis();
  const config = testConfig(redis.url);
  api = await startTestApi(config);
  worker = startTestWorker(config, plainCheck);
});
afterAll(async () => {
  await worker.close(1);
  await api.close();
  await redis.remove();
});

const quote = { text: "Good morning", author: { handle: "someone" } };
const post = (body: object, headers: Record<string, string> = {}) =>
  request(api.app).post("/v1/verifications").set(headers).send(body);

describe("POST /v1/verifications", () => {
  it("answers 202 with where to look and when, and the verification", async () => {
    const answer = await post({
      article: { title: "News" },
      quotes: [{ ...quote, ref: "p1" }, quote],
    });
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toBe(`/v1/verifications/${answer.body.id}`);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^ver_/),
      status: "queued",
      completedAt: null,
      article: { title: "News" },
      progress: { done: 0, total: 2 },
      outcomes: {},
      warnings: [],
      links: {
        self: answer.headers.location,
        events: `${answer.headers.location}/events`,
      },
    });
    expect(answer.body.quotes).toEqual([
      expect.objectContaining({ ref: "p1", status: "queued", verdict: null }),
      expect.objectContaining({ ref: null, status: "queued", verdict: null }),
    ]);
    expect(answer.body).not.toHaveProperty("webhook");
  });

  it("keeps unknown fields out and names them", async () => {
    const { body } = await post({
      extra: 1,
      quotes: [{ ...quote, "a/b~c": { deep: [1] }, author: { handle: "x", age: 3 } }],
    });
    expect(body.warnings.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/extra",
      "/quotes/0/author/age",
      "/quotes/0/a~1b~0c",
    ]);
    const stored = await api.store.verifications.read(body.id);
    expect(stored?.quotes[0]?.record).toEqual({ text: "Good morning", author: { handle: "x" } });
  });

  it("takes text in as it came, whatever the script", async () => {
    const text = "नमस्ते 👩‍👩‍👧 \u202eabc\u202c é e\u0301";
    const { body } = await post({ quotes: [{ ...quote, text }] });
    const stored = await api.store.verifications.read(body.id);
    expect(stored?.quotes[0]?.record.text).toBe(text);
  });

  it("reads a packed body", async () => {
    const answer = await request(api.app)
      .post("/v1/verifications")
      .set({ "content-type": "application/json", "content-encoding": "gzip" })
      .serialize((body) => body)
      .send(gzipSync(JSON.stringify({ quotes: [quote] })) as unknown as string);
    expect(answer.status).toBe(202);
  });

  it("takes 500 quotes", async () => {
    const { status, body } = await post({ quotes: Array(500).fill(quote) });
    expect(status).toBe(202);
    expect(body.quotes).toHaveLength(500);
  });

  it("makes a webhook secret where none is given, and tells it once", async () => {
    const webhook = { url: "https://news.example/hook" };
    const { body } = await post({ quotes: [quote], webhook });
    expect(body.webhook).toEqual({ url: webhook.url, secret: expect.stringMatching(/^whsec_/) });
    const later = await request(api.app).get(body.links.self);
    expect(JSON.stringify(later.body)).not.toMatch(/whsec_/);
  });

  it("does not repeat a secret it was given", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const webhook = { url: "https://news.example/hook", secret };
    const { body } = await post({ quotes: [quote], webhook });
    expect(body.webhook).toEqual({ url: webhook.url });
  });
});

describe("bad requests", () => {
  const tooMany = { quotes: Array(501).fill(quote) };
  const long = "x".repeat(10_001);
  it.each<[string, object, string]>([
    ["501 records", tooMany, "/quotes"],
    ["no records", { quotes: [] }, "/quotes"],
    ["no quotes at all", {}, "/quotes"],
    ["a record without text", { quotes: [quote, { author: { handle: "x" } }] }, "/quotes/1/text"],
    ["an empty text", { quotes: [{ ...quote, text: "  " }] }, "/quotes/0/text"],
    ["a text too long", { quotes: [{ ...quote, text: long }] }, "/quotes/0/text"],
    ["a record about nobody", { quotes: [{ text: "a" }] }, "/quotes/0"],
    ["a lone surrogate", { quotes: [{ ...quote, text: "a\ud800" }] }, "/quotes/0/text"],
    ["a NUL", { quotes: [{ ...quote, text: "a\0b" }] }, "/quotes/0/text"],
    [
      "an archive that is not configured",
      { quotes: [quote], options: { archives: ["first", "third"] } },
      "/options/archives/1",
    ],
    [
      "an archive given by address",
      { quotes: [quote], options: { archives: ["wayback+http://127.0.0.1"] } },
      "/options/archives/0",
    ],
    [
      "a short webhook secret",
      { quotes: [quote], webhook: { url: "https://a.example", secret: "whsec_YWJj" } },
      "/webhook/secret",
    ],
  ])("refuses %s and says where", async (_, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status: 422, title: "Unprocessable Entity" });
    expect(answer.body.instance).toBe(answer.headers["x-request-id"]);
    const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer);
    expect(pointers).toEqual([pointer]);
  });

  it.each([
    ["/quotes", {}, "is missing"],
    ["/quotes", { quotes: "x" }, "must be a list, not text"],
    ["/quotes", { quotes: [] }, "must have at least 1 entry"],
    ["/quotes", { quotes: Array(501).fill(quote) }, "must have at most 500 entries"],
    ["/quotes/0/text", { quotes: [{ ...quote, text: 5 }] }, "must be text, not a number"],
    ["/quotes/0/author", { quotes: [{ ...quote, author: null }] }, "must be an object, not null"],
    [
      "/quotes/0",
      { quotes: [{ ...quote, author: { handle: " @ ", name: " " } }] },
      "needs at least one of url, author.handle, author.name",
    ],
    [
      "/options/recheckEvery",
      { quotes: [quote], options: { recheckEvery: 3600.5 } },
      "must be a whole number",
    ],
    [
      "/options/priority",
      { quotes: [quote], options: { priority: "now" } },
      "must be one of breaking, normal",
    ],
  ])("says of %s what is wrong in plain words: %j", async (pointer, body, detail) => {
    expect((await post(body)).body.errors).toEqual([{ pointer, detail }]);
  });

  it("tells the first thing wrong in its detail, and how many there are", async () => {
    const { body } = await post({ quotes: [{ ...quote, text: "", ref: 5 }] });
    expect(body.detail).toBe(
      "The request cannot be used: /quotes/0/ref must be text, not a number (and 1 more, in errors).",
    );
    const { body: whole } = await post([]);
    expect(whole.detail).toBe("The request cannot be used: must be an object, not a list.");
  });

  it.each([
    ["limit=1e2", "must be a number in decimal digits"],
    ["limit=0", "must be at least 1"],
    ["limit=1&limit=2", "is given more than once"],
    ["status=done", "must be one of queued, running, completed, cancelled"],
    ["since=yesterday", "must be an ISO 8601 time with its offset"],
  ])("says of a parameter what is wrong in plain words: %s", async (query, detail) => {
    const { status, body } = await request(api.app).get(`/v1/verifications?${query}`);
    expect(status).toBe(400);
    const parameter = query.replace(/=.*/, "");
    expect(body).toMatchObject({ title: "Bad Request", errors: [{ parameter, detail }] });
  });

  it.each([
    "ftp://news.example/hook",
    "not an address",
    "http://user:pass@news.example/hook",
    "http://10.0.0.1/hook",
    "http://2130706434/hook",
    "http://[::1]/hook",
    "http://localhost:8080/hook",
    "http://metadata.internal/",
    "http://169.254.169.254/latest",
  ])("refuses the webhook address %s", async (url) => {
    const answer = await post({ quotes: [quote], webhook: { url } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe("/webhook/url");
  });

  it("takes a webhook address on a network that is allowed", async () => {
    const answer = await post({ quotes: [quote], webhook: { url: "http://127.0.0.1:1/hook" } });
    expect(answer.status).toBe(202);
  });

  it("bounds how much it says about a body that is wrong throughout", async () => {
    const answer = await post({ quotes: Array(500).fill({}) });
    expect(answer.body.errors.length).toBeLessThanOrEqual(101);
  });

  const raw = (body: string | Buffer, type = "application/json", encoding = "identity") =>
    request(api.app)
      .post("/v1/verifications")
      .set({ "content-type": type, "content-encoding": encoding })
      .serialize((given) => given)
      .send(body as string);

  it.each<[string, string | Buffer, string, string, number]>([
    ["not JSON", "{", "application/json", "identity", 400],
    ["an empty body", "", "application/json", "identity", 400],
    [
      "bytes that are no UTF-8",
      Buffer.from([0x22, 0xff, 0x22]),
      "application/json",
      "identity",
      400,
    ],
    ["deep nesting", "[".repeat(200_000), "application/json", "identity", 400],
    ["text/plain", "{}", "text/plain", "identity", 415],
    ["a form", "a=1", "application/x-www-form-urlencoded", "identity", 415],
    ["another charset", "{}", "application/json; charset=utf-16", "identity", 415],
    ["an unknown packing", "{}", "application/json", "zip", 415],
    ["broken gzip", Buffer.from("nope"), "application/json", "gzip", 400],
    ["a JSON array", "[]", "application/json", "identity", 422],
    ["null", "null", "application/json", "identity", 422],
  ])("answers %s with a problem", async (_, body, type, encoding, status) => {
    const answer = await raw(body, type, encoding);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, instance: answer.headers["x-request-id"] });
  });

  it("refuses an 11 MB body, also one that is small on the wire", async () => {
    const body = JSON.stringify({ quotes: [{ ...quote, text: "x".repeat(11 * 1024 * 1024) }] });
    expect((await raw(body)).status).toBe(413);
    expect((await raw(gzipSync(body), "application/json", "gzip")).status).toBe(413);
  });

  it.each([
    ["GET", "/v2/verifications", 404],
    ["GET", "/v1/verifications/ver_nope", 404],
    ["GET", `/v1/verifications/ver_${"0".repeat(32)}`, 404],
    ["GET", `/v1/verifications/ver_${"0".repeat(32)}?wait=5`, 404],
    ["DELETE", `/v1/verifications/ver_${"0".repeat(32)}`, 404],
    ["GET", "/v1/verdicts/vd_nope", 404],
    ["GET", "/v1/verdicts/%E0%A4%A", 400],
    ["PUT", "/v1/verifications", 405],
    ["POST", "/v1/verdicts/vd_nope", 405],
    ["GET", `/v1/verifications/ver_${"0".repeat(32)}?wait=soon`, 400],
    ["GET", `/v1/verifications/ver_${"0".repeat(32)}?wait=1&wait=2`, 400],
  ] as const)("%s %s is %i", async (method, path, status) => {
    const call = request(api.app);
    const answer = await { GET: call.get, DELETE: call.delete, PUT: call.put, POST: call.post }[
      method
    ].call(call, path);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    if (status === 405) expect(answer.headers.allow).toMatch(/GET/);
  });

  it("OPTIONS says which methods there are, and needs no key for it", async () => {
    const answer = await request(api.app).options("/v1/verifications/ver_nope");
    expect(answer.status).toBe(204);
    expect(answer.headers.allow).toBe("GET, HEAD, DELETE, OPTIONS");
    expect((await request(api.app).options("/nowhere")).status).toBe(404);
  });

  it.each([
    [
      '{"quotes":[{"text":"a","text":"b"}]}',
      "The body cannot be used: /quotes/0/text is given twice.",
    ],
    ['{"options":{"recheckEvery":1e400}}', "must be a number, not one too large to be read"],
  ])("names the place in what JSON leaves open: %s", async (body, detail) => {
    const answer = await request(api.app)
      .post("/v1/verifications")
      .set("content-type", "application/json")
      .send(body);
    expect(JSON.stringify(answer.body)).toContain(detail);
  });
});

describe("GET /v1/verifications/:id", () => {
  it("waits until all quotes are done", async () => {
    const quotes = [quote, { ...quote, text: "the wrong words", ref: "b" }];
    const { body } = await post({ quotes });
    const answer = await request(api.app).get(`${body.links.self}?wait=20`);
    expect(answer.status).toBe(200);
    expect(answer.headers["retry-after"]).toBeUndefined();
    expect(answer.body).toMatchObject({
      id: body.id,
      status: "completed",
      completedAt: expect.stringMatching(/Z$/),
      progress: { done: 2, total: 2 },
      outcomes: { verified: 1, discrepancy: 1 },
      quotes: [
        { status: "completed", verdict: { outcome: "verified", quote } },
        { ref: "b", status: "completed", verdict: { outcome: "discrepancy", ref: "b" } },
      ],
    });
    expect(VerificationSchema.parse(answer.body)).toEqual(answer.body);
    const [first] = answer.body.quotes;
    const verdict = await request(api.app).get(`/v1/verdicts/${first.verdict.id}`);
    expect(verdict.body).toEqual(first.verdict);
  });

  it("answers at once where no wait is asked for", async () => {
    const { body } = await post({ quotes: [quote] });
    const answer = await request(api.app).get(body.links.self);
    expect(answer.status).toBe(200);
    expect(["queued", "running", "completed"]).toContain(answer.body.status);
  });
});

describe("GET /v1/verifications", () => {
  const list = async (query: string) => {
    const answer = await request(api.app).get(query);
    expect(answer.status).toBe(200);
    return answer.body as { verifications: { id: string; status: string }[]; next: string | null };
  };

  it("pages from the newest to the oldest, each one once", async () => {
    const { body: newest } = await post({ quotes: [quote] });
    const ids: string[] = [];
    let next: string | null = "/v1/verifications?limit=3";
    while (next !== null) {
      const page = await list(next);
      ids.push(...page.verifications.map(({ id }) => id));
      next = page.next;
    }
    expect(ids[0]).toBe(newest.id);
    expect(ids.length).toBe(await api.redis.zcard(api.store.keys.all("default")));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("filters by status and by handle, however it is written", async () => {
    const author = { handle: "@Rare_Bird_7" };
    const { body } = await post({ quotes: [quote, { ...quote, author }] });
    await request(api.app).get(`${body.links.self}?wait=20`);
    const found = await list("/v1/verifications?handle=rare_bird_7&status=completed");
    expect(found).toMatchObject({ verifications: [{ id: body.id }], next: null });
    expect(
      (await list("/v1/verifications?handle=rare_bird_7&status=queued")).verifications,
    ).toEqual([]);
  });

  it.each([
    "limit=0",
    "limit=many",
    "cursor=1",
    "status=done",
    "handle=%20",
    "status=queued&status=running",
  ])("refuses %s", async (query) => {
    expect((await request(api.app).get(`/v1/verifications?${query}`)).status).toBe(400);
  });
});

describe("every answer", () => {
  it("carries the request's id, the caller's where it is fit", async () => {
    const given = await request(api.app).get("/livez").set("x-request-id", "trace-1.2:3");
    expect(given.headers["x-request-id"]).toBe("trace-1.2:3");
    const unfit = await request(api.app).get("/livez").set("x-request-id", "a b");
    expect(unfit.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("carries security headers and no ETag", async () => {
    const { headers } = await request(api.app).get("/livez");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers).not.toHaveProperty("etag");
    expect(headers).not.toHaveProperty("x-powered-by");
  });
});
