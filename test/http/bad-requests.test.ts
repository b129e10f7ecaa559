import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { request } from "../support/request.js";
import { useService } from "../support/use-service.js";

const service = useService();

const quote = { text: "Good morning", author: { handle: "someone" } };
const post = (body: object, headers: Record<string, string> = {}) =>
  request(service.api.app).post("/v1/verifications").set(headers).send(body);

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
    const { status, body } = await request(service.api.app).get(`/v1/verifications?${query}`);
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
    request(service.api.app)
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
    ["gzip that was cut", gzipSync("{}").subarray(0, 12), "application/json", "gzip", 400],
    ["broken brotli", Buffer.from("nope"), "application/json", "br", 400],
    ["nothing, packed", gzipSync(""), "application/json", "gzip", 400],
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
    const call = request(service.api.app);
    const answer = await { GET: call.get, DELETE: call.delete, PUT: call.put, POST: call.post }[
      method
    ].call(call, path);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    if (status === 405) expect(answer.headers.allow).toMatch(/GET/);
  });

  it("OPTIONS says which methods there are, and needs no key for it", async () => {
    const answer = await request(service.api.app).options("/v1/verifications/ver_nope");
    expect(answer.status).toBe(204);
    expect(answer.headers.allow).toBe("GET, HEAD, DELETE, OPTIONS");
    expect((await request(service.api.app).options("/nowhere")).status).toBe(404);
  });

  it.each([
    [
      '{"quotes":[{"text":"a","text":"b"}]}',
      "The body cannot be used: /quotes/0/text is given twice.",
    ],
    ['{"options":{"recheckEvery":1e400}}', "must be a number, not one too large to be read"],
  ])("names the place in what JSON leaves open: %s", async (body, detail) => {
    const answer = await request(service.api.app)
      .post("/v1/verifications")
      .set("content-type", "application/json")
      .send(body);
    expect(JSON.stringify(answer.body)).toContain(detail);
  });
});
