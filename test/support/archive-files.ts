import path from "node:path";
import { onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import type { WarcRecordInput } from "../../src/archives/warc/write.js";
import type { Archive, AskContext, CaptureList } from "../../src/engine/archive.js";
import { folderWith } from "./folder.js";

export const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
export const POST = "https://twitter.com/ada_example/status/1622000000000000001";

export function post(n: number, over: Partial<WarcRecordInput> = {}): WarcRecordInput {
  return {
    uriR: POST.replace(/\d$/, String(n)),
    capturedAt: `2023-02-0${n}T10:11:12Z`,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<p>post ${n}</p>`,
    ...over,
  };
}

export async function open(where: string): Promise<Archive> {
  const [archive] = await openArchives([where], {});
  onTestFinished(() => archive!.close());
  return archive!;
}

export async function openFiles(files: Record<string, string | Uint8Array>): Promise<Archive> {
  const folder = await folderWith(files);
  const names = Object.keys(files);
  return await open(names.length === 1 ? path.join(folder, names[0]!) : folder);
}

export function find(archive: Archive, uriR: string): Promise<CaptureList> {
  return archive.find({ kind: "exact", uriR }, CONTEXT);
}

export async function readAll(archive: Archive) {
  const { captures } = await archive.find({ kind: "prefix", prefix: "twitter.com/" }, CONTEXT);
  return await Promise.all(
    captures.map((ref) => archive.read(ref, CONTEXT).catch((error) => error)),
  );
}

export function bodies(read: Awaited<ReturnType<typeof readAll>>): string[] {
  return read.map((one) => (one.capture ? Buffer.from(one.capture.body).toString() : one.name));
}
