import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { gatherEvidence } from "../../src/evidence/gather.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { writeEvidence } from "../../src/evidence/write.js";
import { idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { checkAndKeep, itemOf, newFolder, newKeeper } from "./support.js";

const POST = inventPost({
  text: "The lighthouse keeps its lamp, whatever the harbour board may say.",
});
const QUOTE = { url: permalinkOf(POST), author: { handle: POST.handle }, text: POST.text };
const SIGNAL = new AbortController().signal;

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

it("keeps the bytes as archived, once for all verdicts, until the last of them goes", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder });
  const archives = await warcArchive([captureOf(POST)]);
  const first = await checkAndKeep(archives, QUOTE, keeper);
  const second = await checkAndKeep(archives, { ...QUOTE, ref: "b" }, keeper);
  const bodies = () =>
    new Set(
      filesBelow(dataFolder)
        .filter((file) => file.endsWith(".gz"))
        .map((file) => statSync(file).ino),
    ).size;
  expect(bodies()).toBe(1);
  const { kept } = await itemOf(first.verdict, keeper);
  const [hash = ""] = first.verdict.evidence.map(({ sha256 }) => sha256);
  expect((await kept.body(hash))?.toString()).toBe(captureOf(POST).body);

  expect(await keeper.remove(first.verdict)).toBe(true);
  expect(await keeper.read(first.verdict)).toBeNull();
  expect(bodies()).toBe(1);
  expect(await keeper.remove(second.verdict)).toBe(true);
  expect(filesBelow(dataFolder)).toEqual([]);
  expect(await keeper.remove(second.verdict)).toBe(false);
});

it("leaves the bytes to a verdict that is kept just while another's are removed", async () => {
  const dataFolder = await newFolder();
  // Two processes: a worker that keeps, and the API or another worker that removes.
  const [worker, other] = [await newKeeper({ dataFolder }), await newKeeper({ dataFolder })];
  const archives = await warcArchive([captureOf(POST)]);
  const { verdict, account } = await checkAndKeep(archives, QUOTE, worker);
  const [hash = ""] = verdict.evidence.map(({ sha256 }) => sha256);
  let last = verdict;
  for (let round = 0; round < 300; round++) {
    const next = { ...verdict, id: `vd_round_${round}` };
    // At every moment of the removal, as far as turns of the event loop tell them apart.
    const keeping = (async () => {
      for (let turn = 0; turn < round % 15; turn++) await new Promise(setImmediate);
      await worker.keep(next, account);
    })();
    await Promise.all([other.remove(last), keeping]);
    const kept = await worker.read(next);
    expect([round, (await kept?.body(hash))?.toString()]).toEqual([round, captureOf(POST).body]);
    last = next;
  }
  await other.remove(last);
  expect(filesBelow(dataFolder)).toEqual([]);
});

it("keeps bodies of the newest check alone where a verdict is kept twice", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder });
  const first = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
  const changed = await warcArchive([captureOf(POST, { body: `${captureOf(POST).body}\n` })]);
  const second = await checkAndKeep(changed, QUOTE, await newKeeper());
  await keeper.keep({ ...second.verdict, id: first.verdict.id }, second.account);
  await keeper.remove(first.verdict);
  expect(filesBelow(dataFolder)).toEqual([]);
});

it("goes after its time, and not before", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder, evidenceDays: 2 });
  const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
  const after = (days: number) => new Date(Date.parse(verdict.checkedAt) + days * 86_400_000);
  expect(await keeper.removeOld(after(1.9))).toBe(0);
  expect(await keeper.removeOld(after(3.1))).toBe(1);
  expect(filesBelow(dataFolder)).toEqual([]);
});

it.each([
  [0, 4_000, 0],
  [null, 89, 0],
  [null, 92, 1],
])("%s days: after %i days %i are removed", async (evidenceDays, days, removed) => {
  const keeper = await newKeeper({ evidenceDays });
  const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
  const now = new Date(Date.parse(verdict.checkedAt) + days * 86_400_000);
  expect(await keeper.removeOld(now)).toBe(removed);
});

it("keeps hashes and offsets without a word, and the archive makes it whole again", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder, evidence: "hashes" });
  const archives = await warcArchive([captureOf(POST)]);
  const extract = { ...QUOTE, text: "keeps its lamp, whatever the harbour board" };
  const { verdict } = await checkAndKeep(archives, extract, keeper);
  const all = filesBelow(dataFolder).map((file) => readFileSync(file, "utf8"));
  expect(all.join()).not.toMatch(/lighthouse|harbour|lamp/);
  const [capture] = (await itemOf(verdict, keeper)).kept.account.archives[0]?.captures ?? [];
  expect(capture?.words).toMatchObject({
    start: POST.text.indexOf("keeps"),
    end: POST.text.indexOf(" may"),
  });
  const told: string[] = [];
  const bare = await writeEvidence([await itemOf(verdict, keeper)], null);
  expect(bare.missing.join()).toMatch(/hashes and offsets only/);
  expect((await verifyEvidence(bare.bytes)).ok).toBe(false);
  const kept = await gatherEvidence(verdict, keeper, archives, SIGNAL, (one) => told.push(one));
  const { bytes, missing } = await writeEvidence([{ verdict, kept: kept! }], null);
  expect({ missing, told }).toEqual({ missing: [], told: [] });
  expect((await verifyEvidence(bytes)).ok).toBe(true);
});

it("keeps nothing where that is wanted; the archive is then asked again", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder, evidence: "none" });
  const archives = await warcArchive([captureOf(POST)]);
  const { verdict } = await checkAndKeep(archives, QUOTE, keeper);
  expect(filesBelow(dataFolder)).toEqual([]);
  expect(await gatherEvidence(verdict, keeper, [], SIGNAL, () => {})).toBeNull();
  const kept = await gatherEvidence(verdict, keeper, archives, SIGNAL, () => {});
  const { bytes } = await writeEvidence([{ verdict, kept: kept! }], null);
  expect((await verifyEvidence(bytes)).ok).toBe(true);
});

it("says so when the archive no longer hands over the same bytes", async () => {
  const keeper = await newKeeper({ evidence: "none" });
  const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
  const body = captureOf(inventPost({ text: "Other words." })).body;
  const changed = await warcArchive([captureOf(POST, { body })]);
  const told: string[] = [];
  await gatherEvidence(verdict, keeper, changed, SIGNAL, (one) => told.push(one));
  expect(told.join()).toMatch(/no longer hand over the bytes/);
});

it("does not hand over bytes that are no longer what they were", async () => {
  const dataFolder = await newFolder();
  const keeper = await newKeeper({ dataFolder });
  const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
  for (const file of filesBelow(dataFolder)) if (file.endsWith(".gz")) rmSync(file);
  const { missing } = await writeEvidence([await itemOf(verdict, keeper)], null);
  expect(missing).toHaveLength(1);
});

it.each(["../../etc", "a/b", "", "x".repeat(200)])(
  "takes no id that is no name: %j",
  async (id) => {
    const keeper = await newKeeper();
    const archives = await warcArchive([captureOf(POST)]);
    const { verdict, account } = await checkAndKeep(archives, QUOTE, keeper);
    await expect(keeper.keep({ ...verdict, id }, account)).rejects.toThrow(RangeError);
    expect(await keeper.read({ ...verdict, id })).toBeNull();
    expect(await keeper.read({ ...verdict, checkedAt: "../../../x" })).toBeNull();
  },
);

it("keeps what other captures showed too, such as the account under another handle", async () => {
  const keeper = await newKeeper();
  const renamed = inventPost({
    id: idAt("2023-02-06T20:00:00Z"),
    at: "2023-02-06T20:00:00Z",
    handle: "ada_renamed",
    text: "Under a new name, the same keeper of the same lamp.",
  });
  const archives = await warcArchive([captureOf(POST), captureOf(renamed)]);
  const quote = { author: { handle: POST.handle }, date: "6 February 2023", text: POST.text };
  const { verdict, account } = await checkAndKeep(archives, quote, keeper);
  const kept = await itemOf(verdict, keeper);
  expect(kept.kept.account.archives[0]?.captures).toHaveLength(
    account.archives[0]?.taken.length ?? -1,
  );
  expect((await verifyEvidence((await writeEvidence([kept], null)).bytes)).ok).toBe(true);
});
