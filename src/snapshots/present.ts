import { FRAMES } from "./frames.js";
import { LAYOUTS } from "./layouts.js";
import { SignFinder } from "./signs.js";
import type { Page } from "./types.js";

const NONE: ReadonlySet<string> = new Set();
const OF_LAYOUTS = new Set(LAYOUTS.flatMap((layout) => layout.signs ?? []));
const SIGNS = new SignFinder([...OF_LAYOUTS, ...FRAMES.flatMap((frame) => frame.signs ?? [])]);

/** Signs are signs of elements. */
function find(page: Page): ReadonlySet<string> {
  return page.isData || page.isScript ? NONE : SIGNS.in(page.raw);
}

/** Whether a page may be what has these signs, of which it would hold one: all are looked for at once. */
export function maySign(page: Page, { signs }: { readonly signs?: readonly string[] }): boolean {
  return signs === undefined || signs.some((sign) => page.remember(find).has(sign));
}

/** Strings of known layouts that a page holds, in whatever it is. */
export function layoutSignsOn(page: Page): string[] {
  return [...SIGNS.in(page.raw)].filter((sign) => OF_LAYOUTS.has(sign)).sort();
}
