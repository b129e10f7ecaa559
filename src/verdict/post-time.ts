import { idTime } from "../dates/id-time.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";

type Dated = Pick<Post, "platform" | "id" | "createdAt" | "createdAtSource">;

/** The time a day is held against, and what must be told of it. */
export interface SettledTime {
  post: Dated;
  findings: Finding[];
}

const MINUTE_MS = 60_000;
/** Zones differ from UTC by whole quarters of an hour, at most 14 hours (tz database). */
const ZONE_STEP_MS = 15 * MINUTE_MS;
const WIDEST_ZONE_MS = 14 * 60 * MINUTE_MS;

/**
 * Twitter's servers make the ids, a page only prints a time: where the two exclude each other (by
 * more than the minute a page may cut off) the id decides. A page off by a time zone was printed
 * in its reader's zone; one off by anything else contradicts itself, and is no evidence of a day.
 */
export function settleTime(post: Dated): SettledTime {
  const { platform, id, createdAt, createdAtSource } = post;
  const isClaim = platform === "twitter" && createdAt !== null && createdAtSource === "page";
  const byId = isClaim && id !== null ? idTime(platform, id) : null;
  if (byId === null || createdAt === null) return { post, findings: [] };
  const apart = Math.abs(Date.parse(createdAt) - byId.ms);
  const slack = MINUTE_MS + byId.toleranceMs;
  if (!(apart > slack)) return { post, findings: [] };
  const own = new Date(byId.ms).toISOString();
  const settled: Dated = { ...post, createdAt: own, createdAtSource: "snowflake" };
  const disagree = `The page dates the post ${createdAt}, its id says ${own}`;
  const finding: Finding = isZone(apart, slack)
    ? {
        code: "post.time-zone-off",
        severity: "note",
        because: `${disagree}: off by what a time zone would explain; the id decides.`,
      }
    : {
        code: "post.time-disagrees",
        severity: "note",
        because: `${disagree}, which no time zone explains: the capture is misread or not genuine.`,
      };
  return { post: settled, findings: [finding] };
}

function isZone(apart: number, slack: number): boolean {
  const nearest = Math.round(apart / ZONE_STEP_MS) * ZONE_STEP_MS;
  return apart <= WIDEST_ZONE_MS + slack && Math.abs(apart - nearest) <= slack;
}
