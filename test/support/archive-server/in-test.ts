import { onTestFinished } from "vitest";
import { openArchives } from "../../../src/archives/open.js";
import type { ArchiveSettings } from "../../../src/archives/settings.js";
import type { Archive } from "../../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../../src/manners/gate.js";
import type { PackedCapture } from "../warc-archive.js";
import { packWarc } from "../warc-archive.js";
import { holdingsOf } from "./holdings.js";
import { type ArchiveServer, type ServerOptions, startArchiveServer } from "./server.js";

/** A server of these captures, stopped when the test ends. */
export async function serve(
  captures: readonly PackedCapture[],
  options: ServerOptions = {},
): Promise<ArchiveServer> {
  const server = await startArchiveServer(await holdingsOf(await packWarc(captures)), options);
  onTestFinished(() => server.close());
  return server;
}

/** An archive opened for a test, with a gate of its own: what others did to a host is not held against it. */
export async function openAt(where: string, settings: ArchiveSettings = {}): Promise<Archive> {
  const gate = createGate(createMemoryBook());
  const limits = { perMinute: { index: null, replay: null }, concurrency: 2, retryPausesMs: [0] };
  const [archive] = await openArchives([where], { gate, limits, ...settings });
  if (!archive) throw new Error(`${where} opens nothing`);
  onTestFinished(() => archive.close());
  return archive;
}

/** Requests of the index, and of the replay. */
export const lanesOf = ({ asked }: ArchiveServer): { index: number; replay: number } => {
  const index = asked.filter(({ lane }) => lane === "index").length;
  return { index, replay: asked.length - index };
};
