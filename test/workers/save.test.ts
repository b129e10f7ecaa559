import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { main } from "../../src/cli/main.js";
import type { Verification } from "../../src/records/verification.js";
import { folderWith } from "../support/folder.js";
import { startMastodon } from "../support/live-source.js";
import { startService } from "../support/service.js";

const TEXT = "The night ferry runs on weekdays from the first of June.";
const OURS = { madeByUs: true, archive: "saved", layout: "mastodon-api" };

it("quotary check --save asks the platform where the configuration names it", async () => {
  const { standIn, source, quote } = await startMastodon(TEXT);
  const folder = await folderWith({ "quote.json": JSON.stringify([quote]) });
  async function check(args: string[], env: NodeJS.ProcessEnv) {
    const out = { code: -1, stdout: "", stderr: "" };
    const empty = await folderWith({});
    const command = ["check", path.join(folder, "quote.json"), "--json", "--archive", empty];
    out.code = await main([...command, ...args], {
      stdout: (text) => {
        out.stdout += text;
      },
      stderr: (text) => {
        out.stderr += text;
      },
      stdin: Readable.from([]),
      env: { QUOTARY_DATA: path.join(folder, "data"), QUOTARY_EVIDENCE: "none", ...env },
      signal: new AbortController().signal,
    });
    return out;
  }
  const refused = await check(["--save"], {});
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("QUOTARY_LIVE") });
  await expect(check([], { QUOTARY_LIVE: "nobody" })).rejects.toThrow("twitter-syndication");
  const unasked = await check([], { QUOTARY_LIVE: source });
  expect(JSON.parse(unasked.stdout)).toMatchObject({ outcome: "unverifiable" });
  expect(standIn.requests).toEqual([]);
  const saved = await check(["--save"], { QUOTARY_LIVE: source });
  expect(JSON.parse(saved.stdout)).toMatchObject({ evidence: [OURS] });
  expect(await readdir(path.join(folder, "data", "saved"))).toHaveLength(1);
  expect(standIn.requests).toHaveLength(1);
});

it("a request over HTTP has it saved once, and later ones find it", async () => {
  const { standIn, source, quote } = await startMastodon(TEXT);
  const data = await mkdtemp(path.join(tmpdir(), "quotary save-"));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const env = { QUOTARY_LIVE: source, QUOTARY_LIVE_FOLDER: path.join(data, "ours") };
  const service = await startService({ archives: [await folderWith({})], data, env });
  onTestFinished(async () => {
    await service.stop();
  });
  async function ask(options: object): Promise<Verification> {
    const answer = await fetch(`${service.url}/v1/verifications`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ quotes: [quote], options }),
    });
    const { links } = (await answer.json()) as Verification;
    return (await (await fetch(`${service.url}${links.self}?wait=60`)).json()) as Verification;
  }
  const first = await ask({ save: true });
  expect(first.quotes[0]?.verdict).toMatchObject({ evidence: [OURS] });
  const saved = expect.objectContaining({ code: "evidence.saved-by-us" });
  // What is new in a folder is seen within ten seconds.
  const later = async () => (await ask({})).quotes[0]?.verdict;
  await expect
    .poll(later, { timeout: 30_000 })
    .toMatchObject({ evidence: [OURS], findings: expect.arrayContaining([saved]) });
  expect(standIn.requests).toHaveLength(1);
  const names = await (await fetch(`${service.url}/v1/archives`)).json();
  expect(names).toMatchObject({ archives: [{ name: "saved" }, {}] });
});
