import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { packWacz, type WaczFile } from "../../src/archives/wacz/pack.js";
import type { CheckAccount } from "../../src/engine/account.js";
import type { Archive } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { ENGINE } from "../../src/engine/version.js";
import { EvidenceKeeper, type KeeperSettings } from "../../src/evidence/keeper.js";
import { openWaczBytes } from "../../src/evidence/open.js";
import { type EvidenceItem, writeEvidence } from "../../src/evidence/write.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Article } from "../../src/records/request.js";
import type { Verdict } from "../../src/records/verdict.js";
import { inventPost, permalinkOf } from "../support/posts.js";

/** A post, and a quote of it that is right in everything. */
export const POST = inventPost({ text: "The ferry to the islands sails again on Friday." });
export const QUOTE = {
  url: permalinkOf(POST),
  author: { handle: POST.handle },
  date: "6 February 2023",
  text: POST.text,
};

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "quotary-evidence-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function newKeeper(over: Partial<KeeperSettings> = {}): Promise<EvidenceKeeper> {
  return new EvidenceKeeper({
    dataFolder: await newFolder(),
    evidence: "full",
    evidenceDays: null,
    retentionSeconds: 90 * 86_400,
    ...over,
  });
}

let count = 0;

/** Checks a quote and keeps its evidence, as `quotary check` does. */
export async function checkAndKeep(
  archives: readonly Archive[],
  quote: QuoteRecord,
  keeper: EvidenceKeeper,
  article?: Article,
  recheckOf?: string,
): Promise<{ verdict: Verdict; account: CheckAccount }> {
  let account: CheckAccount = { archives: [], translations: [] };
  const found = await createEngine({ archives }).check(quote, {
    id: `vd_test_${++count}`,
    article,
    fresh: recheckOf !== undefined,
    onAccount: (told) => {
      account = told;
    },
  });
  const verdict = recheckOf === undefined ? found : { ...found, recheckOf };
  await keeper.keep(verdict, account);
  return { verdict, account };
}

export async function itemOf(verdict: Verdict, keeper: EvidenceKeeper): Promise<EvidenceItem> {
  const kept = await keeper.read(verdict);
  if (!kept) throw new Error("nothing was kept");
  return { verdict, kept };
}

/** The evidence file of one quote, checked, kept and written. */
export async function evidenceFor(
  archives: readonly Archive[],
  quote: QuoteRecord,
  article?: Article,
): Promise<{ verdict: Verdict; bytes: Buffer; keeper: EvidenceKeeper }> {
  const keeper = await newKeeper();
  const { verdict } = await checkAndKeep(archives, quote, keeper, article);
  const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], null);
  return { verdict, bytes, keeper };
}

const ABOUT = { title: "Evidence for a verdict", software: ENGINE, compress: false };

/** The same WACZ with its files changed, or others, and every hash made to fit. */
export async function repacked(
  bytes: Buffer,
  change: (path: string, text: string) => string,
  more: (files: WaczFile[]) => WaczFile[] = (files) => files,
): Promise<Buffer> {
  const { files } = await openWaczBytes(bytes);
  const kept = files.filter(({ path }) => !path.startsWith("datapackage"));
  const changed = kept.map(({ path, bytes: content }) =>
    /\.(?:jsonl?|cdx)$/.test(path)
      ? { path, bytes: Buffer.from(change(path, content.toString())) }
      : { path, bytes: content },
  );
  const description = files.find(({ path }) => path === "datapackage.json")?.bytes.toString();
  const { created } = JSON.parse(description ?? "{}") as { created: string };
  return await packWacz(more(changed), { ...ABOUT, createdAt: created });
}
