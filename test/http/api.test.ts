import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { VerificationSchema } from "../../src/records/verification.js";
import { request } from "../support/request.js";
import { useService } from "../support/use-service.js";

const service = useService();

const quote = { text: "Good morning", author: { handle: "someone" } };
const post = (body: object, headers: Record<string, string> = {}) =>
  request(service.api.app).post("/v1/verifications").set(headers).send(body);

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
    const stored = await service.api.store.verifications.read(body.id);
    expect(stored?.quotes[0]?.record).toEqual({ text: "Good morning", author: { handle: "x" } });
  });

  it("takes text in as it came, whatever the script", async () => {
    const text = "नमस्ते 👩‍👩‍👧 \u202eabc\u202c é e\u0301";
    const { body } = await post({ quotes: [{ ...quote, text }] });
    const stored = await service.api.store.verifications.read(body.id);
    expect(stored?.quotes[0]?.record.text).toBe(text);
  });

  it("reads a packed body", async () => {
    const answer = await request(service.api.app)
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
    const later = await request(service.api.app).get(body.links.self);
    expect(JSON.stringify(later.body)).not.toMatch(/whsec_/);
  });

  it("does not repeat a secret it was given", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const webhook = { url: "https://news.example/hook", secret };
    const { body } = await post({ quotes: [quote], webhook });
    expect(body.webhook).toEqual({ url: webhook.url });
  });
});

describe("GET /v1/verifications/:id", () => {
  it("waits until all quotes are done", async () => {
    const quotes = [quote, { ...quote, text: "the wrong words", ref: "b" }];
    const { body } = await post({ quotes });
    const answer = await request(service.api.app).get(`${body.links.self}?wait=20`);
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
    const verdict = await request(service.api.app).get(`/v1/verdicts/${first.verdict.id}`);
    expect(verdict.body).toEqual(first.verdict);
  });

  it("answers at once where no wait is asked for", async () => {
    const { body } = await post({ quotes: [quote] });
    const answer = await request(service.api.app).get(body.links.self);
    expect(answer.status).toBe(200);
    expect(["queued", "running", "completed"]).toContain(answer.body.status);
  });
});

describe("GET /v1/verifications", () => {
  const list = async (query: string) => {
    const answer = await request(service.api.app).get(query);
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
    expect(ids.length).toBe(await service.api.redis.zcard(service.api.store.keys.all("default")));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("filters by status and by handle, however it is written", async () => {
    const author = { handle: "@Rare_Bird_7" };
    const { body } = await post({ quotes: [quote, { ...quote, author }] });
    await request(service.api.app).get(`${body.links.self}?wait=20`);
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
    expect((await request(service.api.app).get(`/v1/verifications?${query}`)).status).toBe(400);
  });
});

describe("every answer", () => {
  it("carries the request's id, the caller's where it is fit", async () => {
    const given = await request(service.api.app).get("/livez").set("x-request-id", "trace-1.2:3");
    expect(given.headers["x-request-id"]).toBe("trace-1.2:3");
    const unfit = await request(service.api.app).get("/livez").set("x-request-id", "a b");
    expect(unfit.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("carries security headers and no ETag", async () => {
    const { headers } = await request(service.api.app).get("/livez");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers).not.toHaveProperty("etag");
    expect(headers).not.toHaveProperty("x-powered-by");
  });
});
