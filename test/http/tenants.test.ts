import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "../../src/http/routes.js";
import { DELIVERY_ID, VERDICT_ID, VERIFICATION_ID, WEBHOOK_ID } from "../../src/store/ids.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let worker: ReturnType<typeof startTestWorker>;
const headers: Record<"owner" | "stranger", Record<string, string>> = { owner: {}, stranger: {} };
/** Ids of what the owner has, by the pattern of the path parameter they stand for. */
const owned = new Map<RegExp, string>();
/** What else is the owner's: words and account quoted, where it is told, its name and key. */
const owners = ["Words of nobody else", "quotedbyowner", "/owners-hook", "tenant-owner"];

beforeAll(async () => {
  redis = await startTestRedis();
  const config = testConfig(redis.url);
  api = await startTestApi(config);
  worker = startTestWorker(config, plainCheck);
  for (const tenant of ["owner", "stranger"] as const) {
    const whose = { name: tenant, tenant: `tenant-${tenant}`, mode: "live" as const };
    const made = await api.store.keyring.create({ ...whose, expiresAt: null, scopes: ["admin"] });
    if (tenant === "owner") owners.push(made.record.id);
    headers[tenant] = { authorization: `Bearer ${made.key}` };
  }
  const { body } = await request(api.app, headers.owner)
    .post("/v1/verifications")
    .set("idempotency-key", "shared")
    .send({ quotes: [{ text: "Words of nobody else", author: { handle: "quotedbyowner" } }] });
  const done = await request(api.app, headers.owner).get(`${body.links.self}?wait=20`);
  owned.set(VERIFICATION_ID.pattern, body.id);
  owned.set(VERDICT_ID.pattern, done.body.quotes[0].verdictId);
  const webhook = await request(api.app, headers.owner)
    .post("/v1/webhooks")
    .send({ url: "http://127.0.0.1:9/owners-hook" });
  owned.set(WEBHOOK_ID.pattern, webhook.body.id);
  const test = await request(api.app, headers.owner).post(`${webhook.body.links.self}/test`);
  owned.set(DELIVERY_ID.pattern, test.body.id);
});
afterAll(async () => {
  await worker.close(1);
  await api.close();
  await redis.remove();
});

describe("what belongs to another tenant", () => {
  const withIds = ROUTES.filter(({ params }) => params !== undefined);

  it.each(withIds)(
    "$method $path answers 404",
    async ({ method, path, params = {}, bodyExample }) => {
      let address = path;
      for (const [name, { pattern }] of Object.entries(params)) {
        const id = owned.get(pattern);
        if (id === undefined)
          throw new Error(`make a ${name} of the owner's for this test: ${path}`);
        address = address.replace(`{${name}}`, id);
      }
      const call = request(api.app, headers.stranger)[method](address);
      const answer = await (bodyExample === undefined ? call : call.send(bodyExample as object));
      expect(answer.status).toBe(404);
    },
  );

  const lists = ROUTES.filter(({ method, params, scope }) => method === "get" && !params && scope);

  it.each(lists)("$method $path shows none of it", async ({ path }) => {
    const { status, text, body } = await request(api.app, headers.stranger).get(path);
    // What archives hold of posts that somebody asked about is for who runs the service.
    expect(status).toBe(path === "/v1/specimens" ? 403 : 200);
    // Its own log names what it tried to change itself, and did not find.
    const shown =
      path === "/v1/audit"
        ? JSON.stringify(body.entries.filter((entry: { status: number }) => entry.status !== 404))
        : text;
    for (const one of [...owned.values(), ...owners]) expect(shown).not.toContain(one);
  });

  it("an Idempotency-Key of one is none of the other's", async () => {
    const answer = await request(api.app, headers.stranger)
      .post("/v1/verifications")
      .set("idempotency-key", "shared")
      .send({ quotes: [{ text: "Good evening", author: { handle: "someone" } }] });
    expect(answer.status).toBe(202);
    expect(answer.body.id).not.toBe(owned.get(VERIFICATION_ID.pattern));
  });

  it("is still there for its owner", async () => {
    const id = owned.get(VERDICT_ID.pattern);
    expect((await request(api.app, headers.owner).get(`/v1/verdicts/${id}`)).status).toBe(200);
  });
});
