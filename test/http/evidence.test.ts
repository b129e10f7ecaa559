import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { startTestApi, startTestWorker, testConfig } from "../support/in-process.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";

let redis: TestRedis;
const data = mkdtempSync(path.join(tmpdir(), "quotary-evidence-"));
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.remove();
  rmSync(data, { recursive: true, force: true });
});

const POST = inventPost({ text: "The tide mill turns again after forty years of standing still." });
const QUOTE = {
  url: permalinkOf(POST),
  author: { handle: POST.handle },
  date: "6 February 2023",
  text: POST.text,
};

async function verified(
  mode: string,
  use: (api: Awaited<ReturnType<typeof startTestApi>>, verdict: string) => Promise<void>,
) {
  const config = testConfig(redis.url, {
    QUOTARY_REDIS_PREFIX: `{${mode}}`,
    QUOTARY_DATA: path.join(data, mode),
    QUOTARY_EVIDENCE: mode,
  });
  const api = await startTestApi(config);
  const engine = createEngine({ archives: await warcArchive([captureOf(POST)]) });
  const worker = startTestWorker(config, engine.check);
  try {
    const { body } = await request(api.app)
      .post("/v1/verifications")
      .send({ quotes: [QUOTE] });
    const answer = await request(api.app).get(`${body.links.self}?wait=30`);
    await use(api, answer.body.quotes[0].verdict.id);
  } finally {
    await worker.close(1);
    await api.close();
  }
}

const wacz = (id: string) => `/v1/verdicts/${id}/evidence.wacz`;

it("the evidence of a verdict is a file that stands by itself, until it is removed", async () => {
  await verified("full", async (api, id) => {
    const answer = await request(api.app)
      .get(wacz(id))
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => done(null, Buffer.concat(parts)));
      });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/wacz");
    expect(answer.headers["content-disposition"]).toContain(`${id}.wacz`);
    expect(await verifyEvidence(answer.body)).toMatchObject({
      ok: true,
      captures: 1,
      verdicts: [{ id, outcome: "verified", same: true }],
    });
    expect((await request(api.app).delete(wacz(id))).status).toBe(204);
    expect((await request(api.app).get(wacz(id))).status).toBe(404);
    expect((await request(api.app).get(`/v1/verdicts/${id}`)).status).toBe(200);
  });
});

it.each([
  ["none", /Nothing is kept/],
  ["hashes", /neither captures nor words/],
])("where %s is kept, the answer says why there is no file", async (mode, says) => {
  await verified(mode, async (api, id) => {
    const { status, body } = await request(api.app).get(wacz(id));
    expect(status).toBe(404);
    expect(body.detail).toMatch(says);
  });
});

it("there is none of a verdict that is not there", async () => {
  await verified("full", async (api) => {
    expect((await request(api.app).get(wacz(`vd_${"0".repeat(32)}_0`))).status).toBe(404);
  });
});
