import { FRAMES } from "./frames.js";
import { openPage } from "./page.js";
import { maySign } from "./present.js";
import type { CaptureBytes, Page } from "./types.js";

/** A saved replay of a saved page has three; more is somebody playing. */
const MAX_FRAMES = 6;

/** Opens a capture and takes off what was put round it, as deep as that goes. */
export function openFramed(capture: CaptureBytes): Page {
  let page = openPage(capture);
  for (let depth = 0; depth < MAX_FRAMES; depth += 1) {
    const inner = firstInside(page);
    if (inner === null) return page;
    page = openPage(inner, page.problems);
  }
  return page;
}

function firstInside(page: Page): CaptureBytes | null {
  if (page.isScript) return null;
  for (const frame of FRAMES) {
    const inner = maySign(page, frame) ? frame.unwrap(page) : null;
    if (inner !== null) return inner;
  }
  return null;
}

/** What each frame looked for at the capture's outside, and whether it was there. */
export function explainFrames(
  capture: CaptureBytes,
): { layout: string; looksFor: string; found: boolean; because: string }[] {
  const page = openPage(capture);
  return FRAMES.map(({ name, looksFor, unwrap }) => {
    const found = unwrap(page) !== null;
    const because = found ? "taken off before reading" : "not found";
    return { layout: `frame ${name}`, looksFor, found, because };
  });
}
