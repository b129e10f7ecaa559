import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import type { AskContext } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { EvidenceKeeper } from "../../src/evidence/keeper.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { type EvidenceItem, writeEvidence } from "../../src/evidence/write.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import { sharedFolder } from "../support/shared.js";

const shared = sharedFolder("archives");
const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const dataFolder = mkdtempSync(path.join(tmpdir(), "quotary-evidence-"));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

describe.runIf(shared !== null)("evidence from a real capture of an account page", () => {
  it("gives the same verdicts again, altered and translated quotes included", async () => {
    const file = path.join(shared!, "warc", "twitter-netpreserve-2019.warc");
    const [archive] = await openArchives([file], {});
    const keeper = new EvidenceKeeper({
      dataFolder,
      evidence: "full",
      evidenceDays: null,
      retentionSeconds: 3_600,
    });
    const engine = createEngine({ archives: [archive!] });
    const items: EvidenceItem[] = [];
    for (const ref of (await archive!.listAll!(CONTEXT)).captures) {
      const read = await archive!.read(ref, CONTEXT).catch(() => null);
      for (const post of read ? readSnapshot(read.capture).posts.slice(0, 6) : []) {
        const id = `vd_${items.length}`;
        const words = post.text.split(" ");
        const text = items.length % 2 === 0 ? post.text : words.slice(0, -1).reverse().join(" ");
        const quote = {
          text: text || "-",
          author: { handle: post.author.handle ?? "nobody" },
          date: post.createdAt?.slice(0, 10) ?? "2019-01-01",
        };
        const verdict = await engine.check(quote, {
          id,
          onAccount: (account) => keeping.push(() => keeper.keep(verdict, account)),
        });
        await keeping.pop()?.();
        items.push({ verdict, kept: (await keeper.read(verdict))! });
      }
    }
    await archive!.close();
    expect(new Set(items.map(({ verdict }) => verdict.outcome)).size).toBeGreaterThan(1);
    const { bytes, missing } = await writeEvidence(items, null);
    expect(missing).toEqual([]);
    const check = await verifyEvidence(bytes);
    expect(check.alterations).toEqual([]);
    expect(check.verdicts.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(check.ok).toBe(true);
  });
});

const keeping: (() => Promise<void>)[] = [];
