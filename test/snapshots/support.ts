import type { Finding } from "../../src/records/finding.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import { type HtmlElement, type HtmlNode, isElement } from "../../src/snapshots/text/nodes.js";
import type { CaptureBytes, ReadOptions, Snapshot } from "../../src/snapshots/types.js";

export function captureOf(
  body: string | Uint8Array,
  about: Partial<Omit<CaptureBytes, "body">> = {},
): CaptureBytes {
  return {
    uriR: null,
    capturedAt: null,
    contentType: null,
    status: null,
    ...about,
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
  };
}

/** Reads a page as captured at an address; null for a file of unknown origin. */
export function readAt(
  uriR: string | null,
  body: string | Uint8Array,
  options: ReadOptions = {},
): Snapshot {
  return readSnapshot(captureOf(body, { uriR }), options);
}

/** Whether a finding is told in a reading of the main post alone too. */
export function isOfMain({ code }: Finding): boolean {
  return code !== "page.neighbour-left-out" && code !== "page.given-up";
}

export function codesOf(snapshot: Snapshot): string[] {
  return snapshot.findings.map((finding) => finding.code);
}

/** Every element of a tree in page order, those that a browser hides among them. */
export function* everyElement(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  const stack = nodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    stack.push(...node.children.toReversed());
  }
}
