import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { limitsOf } from "../../src/archives/remote/limits.js";
import type { Archive, ArchiveError, CaptureQuery } from "../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { KEEP_PLACE_EVERY_MS, type Limits } from "../../src/manners/rules.js";
import { type StandIn, startStandIn } from "../support/stand-in.js";

const QUERY: CaptureQuery = { kind: "exact", uriR: "https://twitter.com/someone/status/1" };
const QUICK: Limits = {
  perMinute: { index: null, replay: null },
  concurrency: 1,
  retryPausesMs: [0, 1, 1],
};

async function open(standIn: StandIn, limits: Limits, patienceMs?: number): Promise<Archive> {
  const gate = createGate(createMemoryBook());
  const settings = { gate, limits, ...(patienceMs !== undefined && { patienceMs }) };
  const [archive] = await openArchives([`wayback+${standIn.origin}`], settings);
  onTestFinished(() => archive!.close());
  return archive!;
}

function ask(archive: Archive, priority: "breaking" | "normal" = "normal", hasAsked = () => false) {
  const context = {
    signal: new AbortController().signal,
    requests: 0,
    requested: () => void context.requests++,
    priority,
    hasAsked,
  };
  return { context, answer: archive.find(QUERY, context) };
}

describe("an archive that fails and recovers", () => {
  it("is asked again, every request counted", async () => {
    const standIn = await startStandIn();
    standIn.on((_url, asked) => {
      if (asked === 1) return { status: 503 };
      return asked === 2 ? { fault: "close" } : { body: "" };
    });
    const { context, answer } = ask(await open(standIn, QUICK));
    expect((await answer).captures).toEqual([]);
    expect([context.requests, standIn.requests.length]).toEqual([3, 3]);
  });

  it("is given up in the end, and is not asked on and on by others", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ status: 502 }));
    const archive = await open(standIn, QUICK);
    await expect(ask(archive).answer).rejects.toMatchObject({ outcome: "unavailable" });
    await expect(ask(archive).answer).rejects.toMatchObject({ outcome: "unavailable" });
    const rest = ask(archive);
    await expect(rest.answer).rejects.toMatchObject({ retryAfterSeconds: 30 });
    expect([rest.context.requests, standIn.requests.length]).toEqual([0, 5]);
  });

  it("with an error that no retry mends: is not asked again at once, nor on and on", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ status: 500 }));
    const archive = await open(standIn, QUICK);
    for (let n = 0; n < 5; n++) {
      await expect(ask(archive).answer).rejects.toMatchObject({ outcome: "unavailable" });
    }
    await expect(ask(archive).answer).rejects.toMatchObject({ retryAfterSeconds: 30 });
    expect(standIn.requests).toHaveLength(5);
  });

  it("that cannot play one capture is as well as before", async () => {
    const standIn = await startStandIn();
    const headers = { "x-archive-wayback-runtime-error": "ResourceNotAvailableException" };
    standIn.on(() => ({ status: 503, headers }));
    const archive = await open(standIn, { ...QUICK, retryPausesMs: [] });
    for (let n = 0; n < 8; n++) await ask(archive).answer.catch(() => {});
    expect(standIn.requests).toHaveLength(8);
  });

  it("with Retry-After: is left alone at once", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ status: 503, headers: { "retry-after": "40" } }));
    const archive = await open(standIn, QUICK);
    await expect(ask(archive).answer).rejects.toMatchObject({ retryAfterSeconds: 40 });
    await expect(ask(archive).answer).rejects.toMatchObject({ outcome: "rate-limited" });
    expect(standIn.requests).toHaveLength(1);
  });

  it("a 404 or a refusal is an answer: not asked again", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ status: 403 }));
    await expect(ask(await open(standIn, QUICK)).answer).rejects.toMatchObject({
      outcome: "refused",
    });
    expect(standIn.requests).toHaveLength(1);
  });
});

describe("the line before an archive", () => {
  it("is left when the turn comes too late, with the time it would come", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ body: "" }));
    const slow = { ...QUICK, perMinute: { index: 1, replay: null } };
    const archive = await open(standIn, slow, 50);
    await ask(archive).answer;
    const error = await ask(archive).answer.catch((reason: ArchiveError) => reason);
    expect(error).toMatchObject({ outcome: "rate-limited" });
    // Of the minute between two requests, less what this machine took between them.
    expect((error as ArchiveError).retryAfterSeconds).toBeGreaterThan(30);
    expect((error as ArchiveError).retryAfterSeconds).toBeLessThanOrEqual(61);
    expect(standIn.requests).toHaveLength(1);
  });

  it("is not stood in by those whose turn comes too late: each is told a later time", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ body: "" }));
    const archive = await open(standIn, { ...QUICK, perMinute: { index: 6, replay: null } }, 50);
    await ask(archive).answer;
    const sent = await Promise.all([1, 2, 3].map(() => ask(archive).answer.catch((e) => e)));
    const seconds = sent.map((error: ArchiveError) => error.retryAfterSeconds ?? 0);
    expect(seconds[1]! - seconds[0]!).toBeGreaterThanOrEqual(10);
    expect(seconds[2]! - seconds[1]!).toBeGreaterThanOrEqual(10);
  });

  it("is stood in for longer by a check that has asked already", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ body: "" }));
    const slow = { ...QUICK, perMinute: { index: 30, replay: null } };
    const archive = await open(standIn, slow, 300);
    await ask(archive).answer;
    await expect(ask(archive).answer).rejects.toMatchObject({ outcome: "rate-limited" });
    const begun = ask(archive, "normal", () => true);
    expect((await begun.answer).captures).toEqual([]);
  });

  it("keeps its place while a long request goes on", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const standIn = await startStandIn();
    standIn.on(() => ({ body: "", delayMs: 100 }));
    const gate = createGate(createMemoryBook());
    const kept = vi.spyOn(gate, "keep");
    const [archive] = await openArchives([`wayback+${standIn.origin}`], { gate, limits: QUICK });
    onTestFinished(() => archive!.close());
    const { answer } = ask(archive!);
    await expect.poll(() => standIn.requests.length).toBe(1);
    vi.advanceTimersByTime(2 * KEEP_PLACE_EVERY_MS);
    await answer;
    vi.advanceTimersByTime(2 * KEEP_PLACE_EVERY_MS);
    expect(kept).toHaveBeenCalledTimes(2);
  });

  it("has room for as many as the archive takes at once", async () => {
    const standIn = await startStandIn();
    standIn.on(() => ({ body: "", delayMs: 40 }));
    const archive = await open(standIn, { ...QUICK, concurrency: 3 });
    await Promise.all(Array.from({ length: 7 }, () => ask(archive).answer));
    expect(standIn.atOnce).toBe(3);
  });
});

describe("what an archive puts up with", () => {
  const of = (address: string, allow: string[] = []) => limitsOf(new URL(address), allow);

  it("goes by its host, as whatever kind it is asked", () => {
    expect(of("https://web.archive.org/web").perMinute).toEqual({
      index: 20,
      replay: 240,
      save: 6,
    });
    expect(of("https://arquivo.pt/wayback").perMinute.index).toBeLessThan(250 * 0.8);
  });

  it("is little where nothing is known, no bound for one's own", () => {
    expect(of("https://archive.example").perMinute.index).toBe(20);
    expect(of("http://127.0.0.1:8080").perMinute.index).toBeNull();
    expect(of("http://[fd00::1]/pywb").perMinute.index).toBeNull();
    expect(of("https://archive.example", ["archive.example"]).perMinute.index).toBeNull();
  });
});
