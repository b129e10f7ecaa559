import { idTime } from "../dates/id-time.js";
import type { Permalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import type { Platform } from "../records/platform.js";
import type { Post } from "../records/post.js";

/** Pages keep whole seconds where the id keeps milliseconds. */
const PAGE_GRAIN_MS = 1_000;

/** Platforms where a draft gets its id, and may be posted days afterwards. */
const IDS_BEFORE_POSTS: ReadonlySet<Platform> = new Set(["instagram"]);

/** Whether a page's own time for a post and the time in its id exclude each other. */
export function timeDisagrees(post: Post): boolean {
  if (post.id === null || post.createdAt === null || post.createdAtSource !== "page") return false;
  const known = idTime(post.platform, post.id);
  if (known === null) return false;
  const later = Date.parse(post.createdAt) - known.ms;
  // An id that is given out before the upload says only what the post cannot be older than.
  const apart = IDS_BEFORE_POSTS.has(post.platform) ? -later : Math.abs(later);
  return apart > known.toleranceMs + PAGE_GRAIN_MS;
}

/** What must be told about the post that the address names. */
export function checkMain(main: Post, wanted: Permalink): Finding[] {
  const findings: Finding[] = [];
  if (timeDisagrees(main)) {
    const own = idTime(main.platform, main.id ?? "");
    findings.push({
      code: "page.id-time-disagrees",
      severity: "note",
      because: `The page dates the post ${main.createdAt}, but its id was made at ${new Date(own?.ms ?? 0).toISOString()}: the capture is misread or not genuine.`,
    });
  }
  const { handle, id } = main.author;
  // Facebook's addresses name accounts by number too.
  const isNamed = wanted.handle === null || wanted.handle === id;
  if (!isNamed && handle !== null && !sameHandle(wanted.handle ?? "", handle)) {
    findings.push({
      code: "page.handle-disagrees",
      severity: "info",
      because: `The address names @${wanted.handle}, the page @${handle}: platforms lead any handle to the post's owner, so the page's counts.`,
    });
  }
  return findings;
}

function sameHandle(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
