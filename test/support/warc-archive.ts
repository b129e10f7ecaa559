import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import type { Archive } from "../../src/engine/archive.js";
import { apiStatus, type InventedPost, permalinkOf } from "./posts.js";

export interface PackedCapture {
  uriR: string;
  capturedAt: string;
  status?: number;
  type?: string;
  body: string | Uint8Array;
}

/** A capture of an invented post, as JSON under its permalink. */
export function captureOf(post: InventedPost, over: Partial<PackedCapture> = {}): PackedCapture {
  return {
    uriR: permalinkOf(post),
    capturedAt: new Date(Date.parse(post.at) + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z"),
    type: "application/json; charset=utf-8",
    body: JSON.stringify(apiStatus(post)),
    ...over,
  };
}

/** Packs captures into a `.warc.gz` in a folder of its own, removed after the test. */
export async function packWarc(captures: readonly PackedCapture[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "quotary-warc-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "captures.warc.gz");
  const warc = await writeWarc(
    captures.map(({ uriR, capturedAt, status, type, body }) => ({
      uriR,
      capturedAt,
      status: status ?? 200,
      headers: [["Content-Type", type ?? "text/html; charset=utf-8"]] as [string, string][],
      body: typeof body === "string" ? Buffer.from(body) : Buffer.from(body),
    })),
  );
  await writeFile(file, warc);
  return file;
}

/** The same, opened as the product opens it. */
export async function warcArchive(captures: readonly PackedCapture[]): Promise<Archive[]> {
  const archives = await openArchives([await packWarc(captures)], {});
  onTestFinished(async () => {
    await Promise.all(archives.map((archive) => archive.close()));
  });
  return archives;
}
