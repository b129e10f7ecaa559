import { onTestFinished } from "vitest";
import { digestOf } from "../../src/archives/digest.js";
import { openArchives } from "../../src/archives/open.js";
import type { Archive, AskContext } from "../../src/engine/archive.js";
import { createGate, createMemoryBook, type Gate } from "../../src/manners/gate.js";
import { type Answer, type StandIn, startStandIn } from "./stand-in.js";

export const POST = "https://twitter.com/ada_example/status/1622000000000000001";
const KEY = "com,twitter)/ada_example/status/1622000000000000001";
export const BODY = "<p>words</p>";
export const DIGEST = digestOf(Buffer.from(BODY)).replace("sha1:", "");

export function context(signal = new AbortController().signal): AskContext & { requests: number } {
  const counted = { signal, requests: 0, requested: () => void counted.requests++ };
  return counted;
}

/** A gate for each stand-in: a port given out again has nothing to do with the rests of an earlier one. */
const gates = new WeakMap<StandIn, Gate>();

export async function open(standIn: StandIn): Promise<Archive> {
  const gate = gates.get(standIn) ?? createGate(createMemoryBook());
  gates.set(standIn, gate);
  const [archive] = await openArchives([`wayback+${standIn.origin}`], { gate });
  onTestFinished(() => archive!.close());
  return archive!;
}

function isCdx(url: URL): boolean {
  return url.pathname === "/cdx/search/cdx";
}

export async function withCdx(answer: Answer): Promise<{ standIn: StandIn; archive: Archive }> {
  const standIn = await startStandIn();
  standIn.on((url) => (isCdx(url) ? answer : null));
  return { standIn, archive: await open(standIn) };
}

export const EXACT = { kind: "exact", uriR: POST } as const;

export function line(
  timestamp: string,
  over: Partial<Record<"url" | "mime" | "status" | "digest", string>> = {},
) {
  const { url = POST, mime = "text/html", status = "200", digest = DIGEST } = over;
  return `${KEY} ${timestamp} ${url} ${mime} ${status} ${digest} 1234`;
}
