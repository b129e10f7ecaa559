import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let worker: ReturnType<typeof startTestWorker>;
let verdict = "";
let verification = "";

beforeAll(async () => {
  redis = await startTestRedis();
  const config = testConfig(redis.url, {
    QUOTARY_CORS_ORIGINS: "https://cms.example",
    QUOTARY_PUBLIC_URL: "https://quotes.example/api",
  });
  api = await startTestApi(config);
  worker = startTestWorker(config, plainCheck);
  const { body } = await request(api.app)
    .post("/v1/verifications")
    .send({
      article: { url: "https://news.example/a" },
      quotes: [{ text: "Good <b>morning</b>", author: { handle: "someone" } }],
    });
  const done = await request(api.app).get(`${body.links.self}?wait=20`);
  verification = body.links.self;
  verdict = `/v1/verdicts/${done.body.quotes[0].verdictId}`;
});
afterAll(async () => {
  await worker.close(1);
  await api.close();
  await redis.remove();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  request(api.app).get(path).set(headers);

describe("a verdict", () => {
  it("is JSON unless something else is asked for", async () => {
    for (const accept of ["*/*", "application/json", "application/json, text/html;q=0.5"]) {
      expect((await get(verdict, { accept })).type).toBe("application/json");
    }
    expect((await get(verdict)).headers.vary).toMatch(/accept/i);
  });

  it("is a page at .html and for who asks for one", async () => {
    const byName = await get(`${verdict}.html`);
    const byHeader = await get(verdict, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
    expect(byName.type).toBe("text/html");
    expect(byHeader.text).toBe(byName.text);
    expect(byName.text).toContain("Good &lt;b&gt;morning&lt;/b&gt;");
  });

  it.each([
    ["web-annotation", "application/ld+json"],
    ["claimreview", "application/ld+json"],
  ])("comes as %s, with its address as others reach it", async (format, type) => {
    const answer = await get(`${verdict}?format=${format}`);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe(type);
    expect(answer.text).toContain(`https://quotes.example/api${verdict}`);
    expect(answer.text).toContain("https://news.example/a");
  });

  it("has no Robust Link without a capture, and no form that is not known", async () => {
    const none = await get(`${verdict}?format=robust-link`);
    expect(none.status).toBe(404);
    expect(none.body.detail).toMatch(/no capture/);
    const unknown = await get(`${verdict}?format=pdf`);
    expect(unknown.status).toBe(400);
    expect(unknown.body.errors).toEqual([expect.objectContaining({ parameter: "format" })]);
    expect((await get("/v1/verdicts/vd_nope.html")).status).toBe(404);
  });

  it.each([
    "application/json; charset=utf-8",
    "application/problem+json",
    "application/json, application/problem+json",
    "APPLICATION/JSON",
    "application/*;q=0.1",
    "image/png, */*;q=0.1",
    "text/html;q=0, application/json;profile=x",
    "",
  ])("is JSON for who asks for %s", async (accept) => {
    const answer = await get(verdict, { accept });
    expect([answer.status, answer.type]).toEqual([200, "application/json"]);
  });

  it.each([
    "application/ld+json",
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "application/ld+json, application/json;q=0.5",
  ])("is a Web Annotation for who asks for %s", async (accept) => {
    const answer = await get(verdict, { accept });
    expect([answer.status, answer.type]).toEqual([200, "application/ld+json"]);
    expect(answer.text).toBe((await get(`${verdict}?format=web-annotation`)).text);
  });

  it.each(["application/xml", "image/png, text/csv", "application/json;q=0", "nothing"])(
    "is refused to who asks for %s alone, what there is being named",
    async (accept) => {
      const answer = await get(verdict, { accept });
      expect([answer.status, answer.type]).toEqual([406, "application/problem+json"]);
      expect(answer.body.detail).toContain("application/json, text/html");
      expect(answer.headers.vary).toMatch(/accept/i);
      expect((await get(`${verdict}?format=json`, { accept })).status).toBe(200);
    },
  );

  it.each(["", ".html", "?format=claimreview"])(
    "%s is not sent again while it is the same",
    async (form) => {
      const { headers } = await get(verdict + form);
      expect(headers.etag).toMatch(/^W\/"/);
      const again = await get(verdict + form, { "if-none-match": String(headers.etag) });
      expect(again.status).toBe(304);
      expect(again.text).toBe("");
      expect((await get(verdict + form, { "if-none-match": '"other"' })).status).toBe(200);
    },
  );
});

describe("a verification", () => {
  it("is CSV for who asks for it", async () => {
    const answer = await get(`${verification}?format=csv`);
    expect(answer.type).toBe("text/csv");
    expect(answer.headers["content-disposition"]).toMatch(/attachment; filename=ver_\w+\.csv/);
    expect(answer.text).toContain("Good <b>morning</b>");
    expect((await get(verification, { accept: "text/csv" })).text).toBe(answer.text);
  });

  it("begins CSV with a byte order mark for those who ask, and nothing else", async () => {
    const plain = await get(`${verification}?format=csv`);
    expect(plain.text.startsWith("ref,")).toBe(true);
    const marked = await get(`${verification}?format=csv&bom=true`);
    expect(marked.text).toBe(`\ufeff${plain.text}`);
    expect(marked.headers["content-type"]).toBe(plain.headers["content-type"]);
    expect((await get(`${verification}?bom=true`)).text.startsWith("{")).toBe(true);
    expect((await get(`${verification}?format=csv&bom=yes`)).status).toBe(400);
    expect((await get(verification, { accept: "*/*" })).type).toBe("application/json");
    const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    expect((await get(verification, { accept: browser })).type).toBe("application/json");
  });

  it("is refused in a form that it does not have, before anybody waits for it", async () => {
    const answer = await get(`${verification}?wait=20`, { accept: "text/html" });
    expect(answer.status).toBe(406);
    expect(answer.body.detail).toContain("application/json, text/csv");
  });
});

describe("answers", () => {
  it("are packed where that pays and is asked for", async () => {
    const packed = await get("/openapi.json", { "accept-encoding": "gzip" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect((await get("/livez", { "accept-encoding": "gzip" })).headers).not.toHaveProperty(
      "content-encoding",
    );
  });

  it("that belong to somebody are kept by nobody on the way", async () => {
    expect((await get("/v1/verifications")).headers["cache-control"]).toBe("no-store");
    expect((await get(verification)).headers["cache-control"]).toBe("no-store");
    expect((await get(verdict)).headers["cache-control"]).toBe("private, no-cache");
  });

  it("may be read by pages of the configured origins only", async () => {
    const own = await get("/v1/archives", { origin: "https://cms.example" });
    expect(own.headers["access-control-allow-origin"]).toBe("https://cms.example");
    expect(own.headers["access-control-expose-headers"]).toMatch(/ratelimit/);
    const other = await get("/v1/archives", { origin: "https://other.example" });
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
    const asked = await request(api.app).options("/v1/verifications").set({
      origin: "https://cms.example",
      "access-control-request-method": "POST",
    });
    expect(asked.status).toBe(204);
    expect(asked.headers["access-control-allow-headers"]).toMatch(/idempotency-key/);
  });
});

interface ListAnswer {
  verifications: { id: string }[];
  next: string | null;
}

describe("lists", () => {
  const post = async (over: object) =>
    (
      await request(api.app)
        .post("/v1/verifications")
        .send({ quotes: [{ text: "Good morning", author: { handle: "lister" } }], ...over })
    ).body as { id: string; createdAt: string; links: { self: string } };
  const ids = async (query: string) => {
    const { status, body } = await get(`/v1/verifications?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.verifications.map(({ id }: { id: string }) => id);
  };

  it("filter by article, outcome and time", async () => {
    const url = "https://news.example/lists#part";
    const first = await post({ article: { url } });
    const quotes = [{ text: "the wrong words", author: { handle: "lister" } }];
    const second = await post({ quotes });
    await get(`${second.links.self}?wait=20`);
    await get(`${first.links.self}?wait=20`);
    expect(await ids(`article=${encodeURIComponent("https://NEWS.example/lists")}`)).toEqual([
      first.id,
    ]);
    expect(await ids("outcome=discrepancy")).toEqual([second.id]);
    expect(await ids(`handle=lister&since=${first.createdAt}`)).toEqual([second.id, first.id]);
    expect(
      await ids(`since=${second.createdAt}&until=${second.createdAt}&outcome=discrepancy`),
    ).toEqual([second.id]);
    expect(await ids(`until=${first.createdAt}&handle=lister`)).toEqual([first.id]);
    expect(await ids("since=2001-01-01T00:00:00Z&until=2001-01-02T00:00:00Z")).toEqual([]);
  });

  it("skip and double nothing while new ones arrive", async () => {
    for (let i = 0; i < 12; i++) await post({});
    const before = await ids("limit=100");
    const seen: string[] = [];
    let next: string | null = "/v1/verifications?limit=2";
    while (next !== null) {
      const page = get(next);
      await Promise.all([page, post({}), post({})]);
      const { body }: { body: ListAnswer } = await page;
      seen.push(...body.verifications.map(({ id }) => id));
      next = seen.length > 200 ? null : body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-before.length)).toEqual(before);
  });

  it.each([
    "since=yesterday",
    "outcome=fine",
    "until=2024-01-01",
    "limit=-1",
    "limit=1e2",
    "cursor=ver_x",
  ])("refuse %s and name the parameter", async (query) => {
    const { status, body } = await get(`/v1/verifications?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0].parameter).toBe(query.split("=")[0]);
  });

  it.each([
    ["/v1/verifications?outcom=discrepancy", "outcom", "outcome, handle"],
    ["/v1/verifications?Status=running", "Status", "status"],
    ["/v1/verifications?limit=2&since=2024-01-01T00:00:00Z&to=2024", "to", "until"],
    ["/v1/verifications?__proto__=1", "__proto__", "status"],
    ["/v1/audit?key=x", "key", "limit, cursor"],
    ["/v1/archives?state=resting", "state", "none"],
    ["/v1/webhooks?url=x", "url", "none"],
    ["/v1/workers?host=x", "host", "none"],
    ["/v1/specimens?layout=x", "layout", "none"],
    [`/v1/webhooks/we_${"0".repeat(32)}/deliveries?state=failed`, "state", "limit, cursor"],
  ])("refuse %s, for all would be taken for what was asked", async (path, parameter, known) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { pointer: "", parameter, detail: expect.stringContaining(known) },
    ]);
    expect(body.detail).toContain(`"${parameter}"`);
  });

  it("name every parameter that cannot be used, also where some are merely bad", async () => {
    const { body } = await get("/v1/verifications?limit=0&outcom=verified&wat=1");
    const named = body.errors.map(({ parameter }: { parameter: string }) => parameter);
    expect(named).toEqual(["outcom", "wat", "limit"]);
  });

  it("are the only calls so strict beside those that take parameters: health and pages bear any", async () => {
    for (const path of ["/livez?verbose", "/readyz?x=1", "/?utm_source=x", `${verdict}.html?s=1`]) {
      expect((await get(path)).status, path).toBe(200);
    }
    expect((await get(`${verification}?wiat=20`)).body.errors[0].parameter).toBe("wiat");
    expect((await get(`${verification}?wait=1`)).status).toBe(200);
  });
});

it("what is damaged in the store is a fault of ours, and no caller's body", async () => {
  const key = api.store.keys.verdict(verdict.split("/").at(-1) ?? "");
  const kept = await api.redis.getBuffer(key);
  await api.redis.set(key, kept?.subarray(0, -9) ?? "");
  const answer = await get(verdict);
  await api.redis.set(key, kept ?? "");
  expect(answer.status).toBe(500);
});

describe("the audit log", () => {
  it("names each write, its key, and how it ended", async () => {
    const { body } = await request(api.app)
      .post("/v1/verifications")
      .set("x-request-id", "audited-1")
      .send({ quotes: [{ text: "Good morning", author: { handle: "someone" } }] });
    await request(api.app).delete(body.links.self);
    await request(api.app).post("/v1/verifications").send({});
    const gone = body.id.replace(/.{8}$/, "00000000");
    await request(api.app).delete(`/v1/verifications/${gone}`);
    const { entries } = (await get("/v1/audit?limit=4")).body;
    expect(entries).toMatchObject([
      { action: "DELETE /v1/verifications/{id}", about: gone, status: 404 },
      { action: "POST /v1/verifications", about: null, status: 422 },
      { action: "DELETE /v1/verifications/{id}", about: body.id, status: 200, key: null },
      {
        action: "POST /v1/verifications",
        about: body.id,
        requestId: "audited-1",
        status: 202,
      },
    ]);
  });

  it("comes in pages", async () => {
    const first = (await get("/v1/audit?limit=1")).body;
    const second = (await get(first.next)).body;
    expect(second.entries[0].id).not.toBe(first.entries[0].id);
  });
});
