import { openApiDocument } from "../../src/http/openapi/document.js";
import { ROUTES } from "../../src/http/routes.js";
import { startServer } from "../../src/http/server.js";
import { DELIVERY_ID, VERDICT_ID, VERIFICATION_ID, WEBHOOK_ID } from "../../src/store/ids.js";
import type { FuzzTarget } from "./fuzz.js";
import { startTestApi, startTestWorker, testConfig } from "./in-process.js";
import { startTestRedis } from "./redis.js";
import { plainCheck } from "./verdicts.js";

/** Stands in everything of the other tenant's. */
const FOREIGN = "only-the-other-tenant-has-this";

/** A service with two tenants and something of each. */
export async function startFuzzTarget(): Promise<FuzzTarget & { close(): Promise<void> }> {
  const redis = await startTestRedis();
  const limits = {
    QUOTARY_RATE_KEY: "0",
    QUOTARY_RATE_ADDRESS: "0",
    QUOTARY_OPEN_QUOTES: "1000000",
  };
  const config = testConfig(redis.url, limits);
  const api = await startTestApi(config);
  const server = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  const worker = startTestWorker(config, plainCheck);
  const headersOf = async (tenant: string) => {
    const key = { name: tenant, tenant, mode: "live" as const, expiresAt: null };
    const made = await api.store.keyring.create({ ...key, scopes: ["admin"] });
    return { authorization: `Bearer ${made.key}` };
  };
  const verify = async (headers: Record<string, string>, text: string) => {
    const quotes = [{ text, author: { handle: "someone" }, ref: text }];
    const init = { method: "POST", body: JSON.stringify({ quotes }) };
    const types = { "content-type": "application/json", ...headers };
    const sent = await fetch(`${server.url}/v1/verifications`, { ...init, headers: types });
    const { id } = (await sent.json()) as { id: string };
    const done = await fetch(`${server.url}/v1/verifications/${id}?wait=20`, { headers });
    const { quotes: ended } = (await done.json()) as { quotes: { verdictId: string }[] };
    return { verification: id, verdict: ended[0]?.verdictId ?? "" };
  };
  const [own, other] = [await headersOf("own"), await headersOf("other")];
  const addEndpoint = async (headers: Record<string, string>, description: string) => {
    const body = JSON.stringify({ url: "http://127.0.0.1:9/hook", description });
    const types = { "content-type": "application/json", ...headers };
    const place = `${server.url}/v1/webhooks`;
    const added = await fetch(place, { method: "POST", body, headers: types });
    const { id } = (await added.json()) as { id: string };
    const test = await fetch(`${place}/${id}/test`, { method: "POST", headers });
    return { webhook: id, delivery: ((await test.json()) as { id: string }).id };
  };
  const made = [await verify(own, "Good morning"), await verify(other, FOREIGN)];
  const added = [await addEndpoint(own, "ours"), await addEndpoint(other, FOREIGN)];
  await worker.close(1);
  return {
    url: server.url,
    document: openApiDocument(ROUTES),
    headers: own,
    known: new Map([
      [VERIFICATION_ID.pattern.source, made.map(({ verification }) => verification)],
      [VERDICT_ID.pattern.source, made.map(({ verdict }) => verdict)],
      [WEBHOOK_ID.pattern.source, added.map(({ webhook }) => webhook)],
      [DELIVERY_ID.pattern.source, added.map(({ delivery }) => delivery)],
    ]),
    foreign: FOREIGN,
    async close() {
      await server.close(0);
      await api.close();
      await redis.remove();
    },
  };
}
