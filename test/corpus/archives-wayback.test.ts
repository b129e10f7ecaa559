import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { fromTimestamp } from "../../src/archives/timestamp.js";
import type { Archive, AskContext, CaptureRef } from "../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { sharedFolder } from "../support/shared.js";
import { recordedAnswer, type StandIn, startStandIn } from "../support/stand-in.js";

const FOLDER = path.join(sharedFolder("archives") ?? "", "wayback");
const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };

async function standInWith(
  ...files: string[]
): Promise<{ standIn: StandIn; archive: Archive; first: string }> {
  const standIn = await startStandIn();
  const played = files.map((file) =>
    recordedAnswer(path.join(FOLDER, `${file}.json`), standIn.origin),
  );
  standIn.on((url) => {
    if (url.pathname === "/cdx/search/cdx") return played[0]!.answer;
    return played.find((one) => one.path === url.pathname + url.search)?.answer ?? null;
  });
  const [archive] = await openArchives([`wayback+${standIn.origin}`], {
    gate: createGate(createMemoryBook()),
  });
  onTestFinished(() => archive!.close());
  return { standIn, archive: archive!, first: played[0]!.path };
}

async function findIn(file: string) {
  const { archive } = await standInWith(file);
  return await archive.find({ kind: "exact", uriR: "https://asked.example/" }, CONTEXT);
}

/** The capture a recorded replay address asks for. */
function refOf(address: string): CaptureRef {
  const [, time, uriR] = /^\/web\/(\d{14})[a-z_]*\/(.*)$/.exec(address)!;
  return {
    archive: "w",
    uriR: uriR!,
    uriM: address,
    capturedAt: fromTimestamp(time!)!,
    status: null,
    mime: null,
    digest: null,
  };
}

async function readFrom(digest: string | null, ...files: string[]) {
  const { archive, first } = await standInWith(...files);
  return await archive.read({ ...refOf(first), digest }, CONTEXT);
}

describe.skipIf(FOLDER === "wayback")("recorded CDX answers", () => {
  it.each<[string, number, boolean]>([
    ["cdx-bad-timestamps", 1, false],
    ["cdx-json-one-line", 1, false],
    ["cdx-json-prefix-10", 1, false],
    ["cdx-length-dash", 1, false],
    ["cdx-malformed-lines", 1, false],
    ["cdx-prefix-filter-statuscode-404", 1, false],
    ["cdx-prefix-two-filters", 1, false],
    ["cdx-repeated-lines", 1, false],
    ["cdx-small-with-repeated-line", 1, false],
    ["cdx-zew-1000-lines", 1, false],
    ["cdx-1000-lines-with-resume-key", 1, false],
    ["cdx-resume-1000-page-3", 1, false],
    ["cdx-resume-page-14", 1, false],
  ])("%s lists captures without a complaint", async (file, least, truncated) => {
    const list = await findIn(file);
    expect(list.captures.length).toBeGreaterThanOrEqual(least);
    expect([list.truncated, list.problems]).toEqual([truncated, []]);
    const keys = list.captures.map(({ uriM, digest }) => `${uriM} ${digest}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { uriR, capturedAt } of list.captures) {
      expect(uriR).toMatch(/^https?:\/\//i);
      expect(new Date(capturedAt).getUTCFullYear()).toBeGreaterThan(1995);
    }
  });

  it("one of three repeated lines is one capture", async () => {
    expect((await findIn("cdx-small-with-repeated-line")).captures).toHaveLength(1);
  });

  it("no bytes mean no captures, and nothing else does", async () => {
    expect((await findIn("cdx-resume-page-15")).captures).toEqual([]);
    await expect(findIn("cdx-blocked-site")).rejects.toMatchObject({ outcome: "withheld" });
    await expect(findIn("timemap-json-blocked")).rejects.toMatchObject({ outcome: "withheld" });
    await expect(findIn("rate-limited-429")).rejects.toMatchObject({ outcome: "rate-limited" });
    await expect(findIn("memento-excluded-2020-status-200")).rejects.toMatchObject({
      outcome: "withheld",
    });
    await expect(findIn("memento-never-archived-2023")).rejects.toMatchObject({
      outcome: "unavailable",
    });
  });

  it("a query of fifteen pages is walked by its keys as far as is polite", async () => {
    const pages = Array.from(
      { length: 15 },
      (_, n) => `cdx-resume-page-${String(n + 1).padStart(2, "0")}`,
    );
    const standIn = await startStandIn();
    const answers = pages.map((file) =>
      recordedAnswer(path.join(FOLDER, `${file}.json`), standIn.origin),
    );
    standIn.on((url) => {
      const key = url.searchParams.get("resumeKey");
      const at = answers.findIndex(({ path: asked }) => {
        return new URL(asked, standIn.origin).searchParams.get("resumeKey") === key;
      });
      return answers[at]?.answer ?? null;
    });
    const [archive] = await openArchives([`wayback+${standIn.origin}`], {
      gate: createGate(createMemoryBook()),
    });
    onTestFinished(() => archive!.close());
    const list = await archive!.find({ kind: "exact", uriR: "http://cnn.com/" }, CONTEXT);
    expect([standIn.requests.length, list.truncated]).toEqual([3, true]);
    expect(list.captures.length).toBeGreaterThan(20);
  });
});

describe.skipIf(FOLDER === "wayback")("recorded replays", () => {
  it.each<[string, number]>([
    ["memento-200", 200],
    ["memento-200-1996", 200],
    ["memento-200-small-1997", 200],
    ["memento-captured-404", 404],
    ["memento-captured-429", 429],
    ["memento-captured-301-step-2", 301],
    ["memento-path-only-redirect-step-1", 301],
    ["memento-schemeless-redirect-step-1", 301],
    ["memento-redirect-loop-step-1", 303],
  ])("%s is a capture with status %i", async (file, status) => {
    const read = await readFrom(null, file);
    expect([read.capture.status, read.note]).toEqual([status, null]);
    if (status > 300 && status < 400) expect(read.capture.location).toMatch(/^https?:\/\/(?!127)/);
  });

  it("a small page has the digest its list names", async () => {
    const { captures } = await findIn("cdx-zew-1000-lines");
    const listed = captures.find(({ capturedAt }) => capturedAt === "1997-04-27T19:19:25Z");
    const read = await readFrom(listed!.digest, "memento-200-small-1997");
    expect(read.digestVerified).toBe(true);
  });

  it("names the address really captured", async () => {
    const read = await readFrom(null, "memento-200-surt-equal-other-address");
    expect([read.capture.uriR, read.ref.uriR]).toEqual([
      "https://www.fws.gov/",
      "https://www.fws.gov/",
    ]);
  });

  it("says how far the nearest capture is from the one asked for", async () => {
    const read = await readFrom(null, "memento-302-to-nearest-23-days-later", "memento-200");
    expect(read.note).toContain("24 days");
    expect(read.ref.capturedAt).toBe("2017-11-24T15:13:15Z");
  });

  it("keeps a captured redirect that the archive led to, and does not follow it", async () => {
    const chain = [1, 2, 3, 4].map((n) => `memento-captured-301-step-${n}`);
    const { standIn, archive, first } = await standInWith(...chain);
    const read = await archive.read(refOf(first), CONTEXT);
    expect([read.capture.status, standIn.requests.length]).toEqual([301, 2]);
    expect(read.capture.location).toMatch(/^https:\/\/www\.epa\.gov\//);
  });

  const READ_ERRORS: [string, object][] = [
    ["memento-excluded-2020-status-200", { outcome: "withheld" }],
    ["memento-excluded-2023-status-403", { outcome: "withheld" }],
    ["memento-never-archived-2021", { name: "CaptureUnreadableError" }],
    ["memento-never-archived-2023", { name: "CaptureUnreadableError" }],
  ];

  it.each(READ_ERRORS)("%s is told as what it is", async (file, error) => {
    await expect(readFrom(null, file)).rejects.toMatchObject(error);
  });

  it("of every kind end in a capture or one of the documented errors", async () => {
    const files = readdirSync(FOLDER).filter((name) => /^memento-.*\.json$/.test(name));
    for (const name of files) {
      const got = await readFrom(null, name.replace(/\.json$/, "")).catch((error) => error);
      expect(["capture" in got, got.name, name]).toContainEqual(
        "capture" in got ? true : expect.stringMatching(/^(CaptureUnreadable|Withheld)Error$/),
      );
    }
    expect(files.length).toBeGreaterThan(20);
  });
});
