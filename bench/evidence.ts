/**
 * Evidence files of invented posts, quoted rightly and wrongly: as written, and with one byte
 * changed at a place drawn for each. A change is caught when it is told in a file of the WACZ, or
 * the WACZ is refused; outside when only the zip around the files differs and the verdict follows.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openArchives } from "../src/archives/open.js";
import { writeWarc } from "../src/archives/warc/write.js";
import { createEngine } from "../src/engine/index.js";
import { EvidenceUnreadableError } from "../src/evidence/errors.js";
import { EvidenceKeeper } from "../src/evidence/keeper.js";
import { type EvidenceCheck, verifyEvidence } from "../src/evidence/verify.js";
import { writeEvidence } from "../src/evidence/write.js";
import { type InventedPost, idAt, inventPost, permalinkOf } from "../test/support/posts.js";
import { captureOf } from "../test/support/warc-archive.js";
import { randomOf } from "./accuracy/random.js";

export const name = "evidence: 100 files as written, and 100 with one byte changed";

const FILES = 100;
const WORDS =
  "the council of the harbour town will not sell its old mill before spring said mayor ferry bridge lamp".split(
    " ",
  );

function postAt(index: number, random: () => number): InventedPost {
  const at = new Date(Date.UTC(2020, 0, 1 + index, 9, index % 60)).toISOString();
  const words = Array.from(
    { length: 8 + (index % 20) },
    () => WORDS[Math.floor(random() * WORDS.length)],
  );
  return inventPost({ id: idAt(at, index), at, text: `${words.join(" ")} ${index}.` });
}

/** Whole, cut, with another number, of another day: outcomes of several kinds. */
function quoteOf(post: InventedPost, index: number) {
  const texts = [
    post.text,
    post.text.slice(0, -6),
    post.text.replace(/\d+/, "999"),
    `not ${post.text}`,
  ];
  return {
    url: permalinkOf(post),
    author: { handle: post.handle },
    date: index % 5 === 0 ? "2 March 2019" : post.at.slice(0, 10),
    text: texts[index % texts.length] ?? post.text,
  };
}

async function writeFiles(folder: string, random: () => number): Promise<Buffer[]> {
  const posts = Array.from({ length: FILES }, (_, index) => postAt(index, random));
  const warc = await writeWarc(
    posts.map((post) => {
      const { uriR, capturedAt, type, body } = captureOf(post);
      return { uriR, capturedAt, headers: { "content-type": type ?? "" }, body };
    }),
  );
  const file = path.join(folder, "posts.warc.gz");
  await writeFile(file, warc);
  const settings = { evidence: "full" as const, evidenceDays: 0, retentionSeconds: 0 };
  const keeper = new EvidenceKeeper({ dataFolder: folder, ...settings });
  const archives = await openArchives([file], {});
  const engine = createEngine({ archives });
  const files: Buffer[] = [];
  for (const [index, post] of posts.entries()) {
    let keep = async () => {};
    const verdict = await engine.check(quoteOf(post, index), {
      id: `vd_${index}`,
      onAccount: (account) => {
        keep = () => keeper.keep(verdict, account);
      },
    });
    await keep();
    const kept = await keeper.read(verdict);
    if (kept) files.push((await writeEvidence([{ verdict, kept }], null)).bytes);
  }
  await Promise.all(archives.map((archive) => archive.close()));
  return files;
}

type Result = "caught" | "refused" | "outside" | "missed";

function resultOf(check: EvidenceCheck | null): Result {
  if (check === null) return "refused";
  if (check.ok) return "missed";
  if (check.alterations.some(({ bears }) => bears)) return "caught";
  return check.verdicts.every(({ same }) => same) ? "outside" : "caught";
}

export async function run(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "quotary-bench-"));
  try {
    const random = randomOf("evidence");
    const files = await writeFiles(folder, random);
    const outcomes = new Map<string, number>();
    let passed = 0;
    const began = performance.now();
    for (const bytes of files) {
      const check = await verifyEvidence(bytes);
      if (check.ok) passed += 1;
      for (const { outcome } of check.verdicts)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const each = (performance.now() - began) / files.length;
    const kinds = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
    console.log(
      `as written: ${passed} of ${files.length} pass (${kinds}); ${each.toFixed(0)} ms each`,
    );
    const counts: Record<Result, number> = { caught: 0, refused: 0, outside: 0, missed: 0 };
    for (const bytes of files) {
      const changed = Buffer.from(bytes);
      const at = Math.floor(random() * changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const check = await verifyEvidence(changed).catch((error: unknown) => {
        if (error instanceof EvidenceUnreadableError) return null;
        throw error;
      });
      counts[resultOf(check)] += 1;
    }
    const told = Object.entries(counts).map(([result, count]) => `${count} ${result}`);
    console.log(`one byte changed: ${told.join(", ")}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
