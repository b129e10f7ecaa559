import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exitOf, type RunningService, runProgram, startService } from "../support/service.js";

const data = mkdtempSync(path.join(tmpdir(), "quotary-redaction-"));
let service: RunningService;

async function makeKey(): Promise<string> {
  const args = ["keys", "create", "--name", "test", "--scopes", "admin"];
  const child = runProgram("src/cli.ts", args, { QUOTARY_DATA: data });
  let key = "";
  child.stdout.on("data", (part) => {
    key += part;
  });
  expect(await exitOf(child)).toBe(0);
  return key.trim();
}

beforeAll(async () => {
  const env = { HOST: "0.0.0.0", LOG_LEVEL: "trace" };
  service = await startService({ archives: ["examples/archive"], data, env });
});
afterAll(async () => {
  await service.stop();
  rmSync(data, { recursive: true, force: true });
});

it("listens on loopback only until the first key is made, says so, and logs no key or secret with one", async () => {
  expect(service.log()).toMatch(/no API key was made yet: listening on loopback only/);
  const elsewhere = service.url.replace("127.0.0.1", "127.0.0.2");
  const reached = () =>
    fetch(`${elsewhere}/livez`).then(
      ({ status }) => status,
      () => null,
    );
  expect(await reached()).toBeNull();
  expect(service.log()).toMatch(/webhook secrets are stored as they are/);
  const key = await makeKey();
  await expect.poll(reached, { timeout: 10_000 }).toBe(200);
  const secret = `whsec_${Buffer.alloc(24, 5).toString("base64")}`;
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "idempotency-key": "an-idempotency-key-of-ours",
  };
  const body = {
    quotes: [{ text: "Good morning", author: { handle: "SaltmerePort" } }],
    webhook: { url: "http://127.0.0.1:9/hook", secret },
  };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const sent = await fetch(`${service.url}/v1/verifications`, init);
  expect(sent.status).toBe(202);
  const { links } = (await sent.json()) as { links: { self: string } };
  await fetch(`${service.url}${links.self}?wait=10&leaked=${key}`, { headers });
  await fetch(`${service.url}/v1/archives`, { headers: { authorization: `Bearer ${key}x` } });
  await fetch(`${service.url}/v1/nothing/${secret}`, { headers });
  const log = service.log();
  expect(log).toContain(links.self);
  for (const hidden of [key, secret, "an-idempotency-key-of-ours"])
    expect(log).not.toContain(hidden);
});

it("names the verification in the line of the request that made it, as workers do in theirs", async () => {
  await expect.poll(() => service.log(), { timeout: 20_000 }).toMatch(/quote checked/);
  const lines = service
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const checked = told.find(({ msg }) => msg === "quote checked");
  const { request, verification } = checked ?? {};
  expect(told.filter((line) => line.req !== undefined)).toContainEqual(
    expect.objectContaining({ request, verification, res: { statusCode: 202 } }),
  );
});
