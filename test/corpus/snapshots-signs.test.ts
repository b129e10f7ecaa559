import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { FRAMES } from "../../src/snapshots/frames.js";
import { LAYOUTS } from "../../src/snapshots/layouts.js";
import { openFramed } from "../../src/snapshots/open.js";
import { openPage } from "../../src/snapshots/page.js";
import { postsOn, readSnapshot } from "../../src/snapshots/read.js";
import type { CaptureBytes, Page } from "../../src/snapshots/types.js";
import { readJsonLines, sharedFolder } from "../support/shared.js";

/*
 * What is left unread because no sign of it stands in a capture, against reading it all the same:
 * every capture of the corpus, and every record of the shared archives.
 */

const corpus = sharedFolder("corpus");
const archives = sharedFolder("archives");

function* ofCorpus(folder: string): Generator<[string, CaptureBytes]> {
  const entries = readJsonLines<{ path: string; url?: string | null }>(
    path.join(folder, "MANIFEST.jsonl"),
  );
  for (const { path: file, url } of entries) {
    const body = readFileSync(path.join(folder, file));
    const about = { uriR: url ?? null, capturedAt: null, contentType: null, status: null };
    yield [file, { ...about, body }];
    // A crawler may have labelled it wrongly.
    yield [`${file} as a script`, { ...about, contentType: "text/javascript", body }];
  }
}

async function* ofArchives(folder: string): AsyncGenerator<[string, CaptureBytes]> {
  const context = { signal: new AbortController().signal, requested: () => {} };
  for (const kind of ["warc", "wacz"]) {
    const [archive] = await openArchives([path.join(folder, kind)], {});
    for (const ref of (await archive?.listAll?.(context))?.captures ?? []) {
      const read = await archive?.read(ref, context).catch(() => null);
      if (read) yield [ref.uriM, read.capture];
    }
    await archive?.close();
  }
}

type Signed = { readonly signs?: readonly string[] };

/** Whether a page is passed over because of what has these signs. */
function isPassedOver(page: Page, { signs }: Signed): boolean {
  const isSigned = signs?.some((sign) => page.raw.includes(sign));
  return signs !== undefined && (page.isData || page.isScript || !isSigned);
}

/** Layouts that read something, and frames that are taken off, although none of their signs is there. */
function unsigned(capture: CaptureBytes): string[] {
  const [outer, page] = [openPage(capture), openFramed(capture)];
  const layouts = LAYOUTS.filter((layout) => isPassedOver(page, layout)).filter(
    (layout) => layout.read(page) !== null,
  );
  const frames = FRAMES.filter((frame) => !outer.isScript && isPassedOver(outer, frame)).filter(
    (frame) => frame.unwrap(outer) !== null,
  );
  return [...layouts, ...frames].map(({ name }) => name);
}

describe.skipIf(corpus === null || archives === null)(
  "a capture without a layout's or frame's signs",
  () => {
    it("is not in that layout or frame, and its posts are those of a full reading", async () => {
      const wrong: string[] = [];
      let withPosts = 0;
      const compare = (name: string, capture: CaptureBytes) => {
        wrong.push(...unsigned(capture).map((layout) => `${name}: ${layout}`));
        const alone = postsOn(capture).posts;
        if (alone.length > 0) withPosts += 1;
        if (JSON.stringify(alone) !== JSON.stringify(readSnapshot(capture).posts)) wrong.push(name);
      };
      for (const [name, capture] of ofCorpus(corpus ?? "")) compare(name, capture);
      for await (const [name, capture] of ofArchives(archives ?? "")) compare(name, capture);
      expect(wrong).toEqual([]);
      expect(withPosts).toBeGreaterThan(50);
    }, 300_000);
  },
);
