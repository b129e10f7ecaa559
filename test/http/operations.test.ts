import supertest from "supertest";
import { describe, expect, it } from "vitest";
import { ENGINE } from "../../src/engine/version.js";
import { startTestWorker } from "../support/in-process.js";
import { request } from "../support/request.js";
import { useService } from "../support/use-service.js";
import { plainCheck } from "../support/verdicts.js";

const service = useService();

const quote = { text: "Words that no metric may hold", author: { handle: "some_handle" } };

async function metrics(): Promise<Map<string, number>> {
  const { text } = await request(service.api.app).get("/metrics");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const place = line.lastIndexOf(" ");
      return [line.slice(0, place), Number(line.slice(place + 1))];
    }),
  );
}

describe("workers", () => {
  it("announce themselves, and are gone when they end", async () => {
    const list = async () => (await request(service.api.app).get("/v1/workers")).body.workers;
    await expect.poll(list).toHaveLength(1);
    expect(await list()).toMatchObject([
      { engine: ENGINE, pid: process.pid, queues: ["plans", "quotes", "webhooks"], concurrency: 8 },
    ]);
    const second = startTestWorker(service.config, plainCheck);
    await expect.poll(list).toHaveLength(2);
    await second.close(1);
    expect(await list()).toHaveLength(1);
  });

  it("that fell silent are left out", async () => {
    const [known] = await service.api.store.workers.list();
    const seenAt = new Date(Date.now() - 60_000).toISOString();
    await service.api.store.workers.announce({ ...known!, id: "silent", seenAt });
    expect((await request(service.api.app).get("/v1/workers")).body.workers).toHaveLength(1);
    expect(await service.api.redis.hexists(service.api.store.keys.workers, "silent")).toBe(0);
  });
});

describe("metrics", () => {
  it("count verdicts, failures and what waits, whichever process did it", async () => {
    const { body } = await request(service.api.app)
      .post("/v1/verifications")
      .send({ quotes: [quote, quote] });
    await request(service.api.app).get(`${body.links.self}?wait=10`);
    const figures = await metrics();
    expect(figures.get('quotary_verdicts_total{outcome="verified"}')).toBe(2);
    expect(figures.get('quotary_queue_jobs{queue="quotes",state="prioritized"}')).toBe(0);
    expect(figures.get("quotary_open_verifications")).toBe(0);
    expect(figures.get(`quotary_workers{engine="${ENGINE}"}`)).toBe(1);
    expect(figures.get("quotary_redis_used_bytes")).toBeGreaterThan(0);
    await expect
      .poll(async () => (await metrics()).get("quotary_check_seconds_total"), { timeout: 5_000 })
      .toBeGreaterThan(0);
  });

  it("hold routes, never paths, and nothing of what was asked", async () => {
    await request(service.api.app).get("/v1/verdicts/vd_0b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b_0");
    await request(service.api.app).get("/nowhere/at/all");
    const { text } = await request(service.api.app).get("/metrics");
    expect(text).toContain('route="/v1/verdicts/{id}",status="404"');
    expect(text).toContain('route="none",status="404"');
    for (const secret of ["0b8f3c", "nowhere", "some_handle", "Words"]) {
      expect(text).not.toContain(secret);
    }
  });

  it("follow Prometheus's naming", async () => {
    const { text } = await request(service.api.app).get("/metrics");
    const names = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)];
    expect(names.length).toBeGreaterThan(20);
    for (const [, name, type] of names) {
      expect(name).toMatch(/^quotary_[a-z0-9_]+$/);
      // As "promtool check metrics" wants it: counters end so, and nothing else does.
      expect([name, /_total$/.test(name ?? "")]).toEqual([name, type === "counter"]);
    }
  });
});

describe("the board of queues", () => {
  it("shows them to this machine as long as there is no key, then to keys that are allowed it", async () => {
    const open = await supertest(service.api.app).get("/admin/queues/api/queues");
    expect(open.status).toBe(200);
    const key = { name: "k", tenant: "default", mode: "live" as const, expiresAt: null };
    const reader = await service.api.store.keyring.create({ ...key, scopes: ["read"] });
    const admin = await service.api.store.keyring.create({ ...key, scopes: ["admin"] });
    const as = (secret: string, path = "") =>
      supertest(service.api.app).get(`/admin/queues${path}`).auth("any", secret);
    const none = await supertest(service.api.app).get("/admin/queues");
    expect(none.status).toBe(401);
    expect(none.headers["www-authenticate"]).toMatch(/^Basic /);
    expect((await as(reader.key)).status).toBe(403);
    const page = await as(admin.key);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<!doctype html>/i);
    const { body } = await as(admin.key, "/api/queues");
    expect(body.queues.map(({ name }: { name: string }) => name)).toEqual([
      "plans",
      "quotes",
      "webhooks",
    ]);
    expect(body.queues.every(({ readOnlyMode }: { readOnlyMode: boolean }) => readOnlyMode)).toBe(
      true,
    );
  });
});
