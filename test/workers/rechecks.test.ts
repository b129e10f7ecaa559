import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/index.js";
import { askAgainAt } from "../../src/queue/rechecks.js";
import type { Outcome, Verdict } from "../../src/records/verdict.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { type Received, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let count = 0;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.remove());

const quote = { text: "good", author: { handle: "someone" } };

/** Checks that come to these outcomes one after the other, the last one again and again. */
const coming = (...outcomes: Outcome[]): Engine["check"] => {
  let next = 0;
  return async (given, options) => ({
    ...(await plainCheck(given, options)),
    outcome: outcomes[Math.min(next++, outcomes.length - 1)] ?? "verified",
  });
};

async function withService(
  check: Engine["check"],
  env: NodeJS.ProcessEnv,
  use: (api: TestApi, received: Received[], webhook: { url: string }) => Promise<void>,
) {
  const config = testConfig(redis.url, { QUOTARY_REDIS_PREFIX: `{r${++count}}`, ...env });
  const api = await startTestApi(config);
  const worker = startTestWorker(config, check);
  const receiver = await startReceiver();
  try {
    await use(api, receiver.received, { url: receiver.url });
  } finally {
    await worker.close(1);
    await api.close();
    await receiver.close();
  }
}

async function done(api: TestApi, { body }: { body: { links: { self: string } } }) {
  return (await request(api.app).get(`${body.links.self}?wait=30`)).body;
}

async function firstVerdict(api: TestApi, body: object): Promise<Verdict> {
  const answer = await request(api.app)
    .post("/v1/verifications")
    .send({ quotes: [quote], ...body });
  return (await done(api, answer)).quotes[0].verdict;
}

const read = async (api: TestApi, id: string): Promise<Verdict> =>
  (await request(api.app).get(`/v1/verdicts/${id}`)).body;
const recheck = (api: TestApi, id: string) => request(api.app).post(`/v1/verdicts/${id}/recheck`);
/** Each event once: a busy machine may have one delivered twice (at least once is promised). */
const types = (received: readonly Received[]) => {
  const events = new Map(received.map(({ headers, event }) => [headers["webhook-id"], event.type]));
  return [...events.values()];
};

describe("a verdict that is asked again", () => {
  it("stays, linked to the newer one, and a changed outcome is told", async () => {
    const check = coming("verified", "discrepancy");
    await withService(check, {}, async (api, received, webhook) => {
      const old = await firstVerdict(api, { webhook, article: { lang: "fr" } });
      const accepted = await recheck(api, old.id);
      expect(accepted).toMatchObject({
        status: 202,
        body: {
          recheckOf: old.id,
          article: { lang: "fr" },
          links: { recheckOf: `/v1/verdicts/${old.id}` },
        },
      });
      const answer = await done(api, accepted);
      const [{ verdict, links }] = answer.quotes;
      expect((await request(api.app).get(links.verdict)).body.id).toBe(verdict.id);
      expect(links.evidence).toBe(`${links.verdict}/evidence.wacz`);
      expect(verdict).toMatchObject({ outcome: "discrepancy", recheckOf: old.id, quote });
      expect(await read(api, old.id)).toEqual({ ...old, supersededBy: verdict.id });
      await expect.poll(() => types(received)).toContain("verdict.changed");
      const change = received.find(({ event }) => event.type === "verdict.changed");
      expect(change?.event.data).toMatchObject({
        id: verdict.id,
        outcome: "discrepancy",
        previous: { id: old.id, outcome: "verified" },
      });
      await expect.poll(() => types(received)).toHaveLength(5);
    });
  });

  it("tells no change where there is none", async () => {
    await withService(coming("verified"), {}, async (api, received, webhook) => {
      const old = await firstVerdict(api, { webhook });
      await done(api, await recheck(api, old.id));
      await expect.poll(() => types(received)).toHaveLength(4);
      expect(types(received)).not.toContain("verdict.changed");
    });
  });

  it("is asked once for one Idempotency-Key", async () => {
    await withService(coming("verified"), {}, async (api) => {
      const old = await firstVerdict(api, {});
      const once = await recheck(api, old.id).set("Idempotency-Key", "a");
      const twice = await recheck(api, old.id).set("Idempotency-Key", "a");
      expect(twice.body).toEqual(once.body);
      expect((await recheck(api, old.id)).body.id).not.toBe(once.body.id);
    });
  });

  it("must be there", async () => {
    await withService(coming("verified"), {}, async (api) => {
      expect((await recheck(api, `vd_${"0".repeat(32)}_0`)).status).toBe(404);
    });
  });
});

describe("an inconclusive verdict", () => {
  it("is tried again by itself until it is settled, and only the change is told", async () => {
    const check = coming("inconclusive", "inconclusive", "verified");
    const env = { QUOTARY_INCONCLUSIVE_SCHEDULE: "0,0,0,0" };
    await withService(check, env, async (api, received, webhook) => {
      const old = await firstVerdict(api, { webhook });
      await expect.poll(() => types(received), { timeout: 20_000 }).toContain("verdict.changed");
      const second = await read(api, (await read(api, old.id)).supersededBy ?? "");
      const third = await read(api, second.supersededBy ?? "");
      expect([second, third].map(({ outcome }) => outcome)).toEqual(["inconclusive", "verified"]);
      expect(third).toMatchObject({ recheckOf: second.id });
      expect(third).not.toHaveProperty("supersededBy");
      for (const verdict of [await read(api, old.id), second, third]) {
        expect(verdict).not.toHaveProperty("askAgainAt");
      }
      expect(types(received).sort()).toEqual([
        "verdict.changed",
        "verdict.created",
        "verification.completed",
      ]);
    });
  }, 40_000);

  it("is given up after the last entry of the schedule", async () => {
    let checks = 0;
    const check: Engine["check"] = (given, options) => {
      checks += 1;
      return coming("inconclusive")(given, options);
    };
    await withService(check, { QUOTARY_INCONCLUSIVE_SCHEDULE: "0" }, async (api) => {
      await firstVerdict(api, {});
      await expect.poll(() => checks, { timeout: 20_000 }).toBe(2);
      await expect
        .poll(() => api.redis.zcard(api.store.keys.rechecks), { timeout: 10_000 })
        .toBe(0);
      expect(checks).toBe(2);
    });
  }, 40_000);

  it("stays as it is where the request wants that", async () => {
    await withService(
      coming("inconclusive"),
      { QUOTARY_INCONCLUSIVE_SCHEDULE: "0" },
      async (api) => {
        await firstVerdict(api, { options: { recheck: false } });
        expect(await api.redis.zcard(api.store.keys.rechecks)).toBe(0);
      },
    );
  });
});

describe("when a verdict is asked again by itself", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const settings = { inconclusiveSchedule: [60, 600], recheckDays: 10 };
  const at = (
    verdict: { outcome: Outcome; retryAt?: string },
    work: { options?: object; tries?: number; createdAt?: string; until?: string } = {},
  ) => {
    const { outcome, retryAt } = verdict;
    const { options = {}, tries = 0, createdAt = now.toISOString(), until = "" } = work;
    return askAgainAt(
      { outcome, search: [{ retryAt }] } as Verdict,
      {
        options,
        createdAt,
        recheck: tries > 0 || until ? { of: "vd", automatic: true, tries, until } : null,
      },
      now,
      settings,
    )?.toISOString();
  };

  it.each([
    [{ outcome: "verified" }, {}, undefined],
    [{ outcome: "inconclusive" }, {}, "2026-11-24T12:01:00.000Z"],
    [{ outcome: "inconclusive" }, { tries: 1 }, "2026-11-24T12:10:00.000Z"],
    [{ outcome: "inconclusive" }, { tries: 2 }, undefined],
    [{ outcome: "inconclusive", retryAt: "2026-11-24T13:00:00Z" }, {}, "2026-11-24T13:00:00.000Z"],
    [{ outcome: "inconclusive" }, { options: { recheck: false } }, undefined],
    [{ outcome: "verified" }, { options: { recheckEvery: 3_600 } }, "2026-11-24T13:00:00.000Z"],
    [{ outcome: "inconclusive" }, { options: { recheckEvery: 3_600 } }, "2026-11-24T12:01:00.000Z"],
    [
      { outcome: "verified" },
      { options: { recheckEvery: 3_600 }, createdAt: "2026-11-14T12:30:00Z" },
      undefined,
    ],
    [
      { outcome: "verified" },
      { options: { recheckEvery: 3_600 }, until: "2026-11-24T12:59:00Z" },
      undefined,
    ],
  ] as const)("%j, %j: %s", (verdict, work, expected) => {
    expect(at(verdict, work)).toBe(expected);
  });
});

it("a verdict is not asked again by itself once its verification is cancelled", async () => {
  await withService(coming("verified"), {}, async (api) => {
    const { id } = await firstVerdict(api, { options: { recheckEvery: 3_600 } });
    const { rechecks } = api.store.keys;
    expect(await api.redis.zrange(rechecks, "0", "-1")).toEqual([id]);
    const verification = id.replace("vd_", "ver_").replace(/_0$/, "");
    await request(api.app).delete(`/v1/verifications/${verification}`);
    expect(await api.redis.zcard(rechecks)).toBe(0);
    expect((await read(api, id)).outcome).toBe("verified");
  });
});

it("a verdict is asked again every so often, by whichever worker looks first, once", async () => {
  await withService(coming("verified", "unverifiable"), {}, async (api, received, webhook) => {
    const old = await firstVerdict(api, { webhook, options: { recheckEvery: 3_600 } });
    const { rechecks } = api.store.keys;
    const due = Date.parse((await read(api, old.id)).askAgainAt ?? "");
    expect(due - Date.parse(old.checkedAt)).toBeGreaterThanOrEqual(3_600_000 - 1_000);
    await api.redis.zadd(rechecks, 0, old.id);
    await expect.poll(() => types(received), { timeout: 20_000 }).toContain("verdict.changed");
    const newer = (await read(api, old.id)).supersededBy ?? "";
    expect(await read(api, newer)).toMatchObject({ outcome: "unverifiable", recheckOf: old.id });
    expect(await api.redis.zrange(rechecks, "0", "-1")).toEqual([newer]);
  });
}, 40_000);

describe("a check that fails for good, of a verdict that is asked again by itself", () => {
  const env = { QUOTARY_QUOTE_ATTEMPTS: "1", QUOTARY_INCONCLUSIVE_SCHEDULE: "0,0,0" };
  /** Checks that end so, one after the other; null breaks. */
  const breaking = (...outcomes: (Outcome | null)[]): Engine["check"] => {
    let next = 0;
    return async (given, options) => {
      const outcome = outcomes[Math.min(next++, outcomes.length - 1)];
      if (!outcome) throw new Error("a fault of our own");
      return { ...(await plainCheck(given, options)), outcome };
    };
  };

  it("leaves the older verdict with the reason and its next time", async () => {
    const check = breaking("verified", null, null, "unverifiable");
    await withService(check, env, async (api) => {
      const old = await firstVerdict(api, { options: { recheckEvery: 3_600 } });
      const { rechecks } = api.store.keys;
      for (const times of [1, 2]) {
        await api.redis.zadd(rechecks, 0, old.id);
        await expect
          .poll(async () => (await read(api, old.id)).recheckFailed?.times, { timeout: 20_000 })
          .toBe(times);
        const { recheckFailed, askAgainAt: next = "", supersededBy } = await read(api, old.id);
        expect(recheckFailed?.because).toMatch(/broke/);
        expect(supersededBy).toBeUndefined();
        const gap = Date.parse(next) - Date.parse(recheckFailed?.at ?? "");
        expect(gap).toBe(3_600_000);
      }
      await api.redis.zadd(rechecks, 0, old.id);
      await expect
        .poll(async () => (await read(api, old.id)).supersededBy, { timeout: 20_000 })
        .toBeDefined();
      const settled = await read(api, old.id);
      expect(settled).not.toHaveProperty("recheckFailed");
      expect(await api.redis.zrange(rechecks, "0", "-1")).toEqual([settled.supersededBy]);
    });
  }, 60_000);

  it("is one of the tries of an inconclusive verdict, which end", async () => {
    let checks = 0;
    const failing = breaking("inconclusive", null);
    const check: Engine["check"] = (given, options) => {
      checks += 1;
      return failing(given, options);
    };
    await withService(check, env, async (api) => {
      const old = await firstVerdict(api, {});
      await expect
        .poll(async () => (await read(api, old.id)).recheckFailed?.times, { timeout: 30_000 })
        .toBe(3);
      expect(await api.redis.zcard(api.store.keys.rechecks)).toBe(0);
      expect(checks).toBe(4);
    });
  }, 60_000);

  it("changes nothing of a verdict that somebody had asked again meanwhile", async () => {
    let breakOff = (_: Error) => {};
    let checks = 0;
    const check: Engine["check"] = (given, options) => {
      checks += 1;
      if (checks !== 2) return plainCheck(given, options);
      return new Promise((_, reject) => {
        breakOff = reject;
      });
    };
    await withService(check, env, async (api) => {
      const old = await firstVerdict(api, { options: { recheckEvery: 3_600 } });
      const { rechecks } = api.store.keys;
      await api.redis.zadd(rechecks, 0, old.id);
      await expect.poll(() => checks, { timeout: 20_000 }).toBe(2);
      const [{ verdict }] = (await done(api, await recheck(api, old.id))).quotes;
      breakOff(new Error("a fault of our own"));
      await expect.poll(() => api.store.verifications.open(), { timeout: 20_000 }).toBe(0);
      expect(await read(api, old.id)).toEqual({
        ...old,
        askAgainAt: undefined,
        supersededBy: verdict.id,
      });
      expect(await api.redis.zrange(rechecks, "0", "-1")).toEqual([verdict.id]);
    });
  }, 60_000);
});
