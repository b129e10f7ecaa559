import { parsePermalink } from "../handles/permalink.js";
import type { Candidate } from "./candidates.js";
import { permalinkSteps } from "./plan/by-link.js";
import type { Step } from "./plan/step.js";
import { Reader } from "./reader.js";
import type { Search } from "./search.js";
import { weigh } from "./weigh.js";

/** Most further captures of a post that are read in one archive once it is found. */
const MOST_READS = 3;

/** A look at the addresses of a post that was found. */
function stepFor({ best: { post }, purpose }: Candidate): Step | null {
  const { platform, id, author } = post;
  if (id === null) return null;
  const link = { platform, id, handle: author.handle };
  const [first, ...others] = permalinkSteps(link, post.url ?? "", []);
  if (first === undefined) return null;
  const queries = [first, ...others].flatMap((step) => step.queries);
  const { probe: _, ...step } = first;
  return { ...step, purpose, queries, extraUpTo: MOST_READS };
}

/**
 * Reads further captures of a post that one capture verified, in archives at hand, where that costs
 * nobody anything: what they say otherwise is told, and the order of archives does not decide.
 */
export async function lookBeside(search: Search): Promise<void> {
  const [found] = search.accepted;
  const step = found === undefined ? null : stepFor(found);
  if (step === null) return;
  for (const inquiry of search.inquiries) {
    if (inquiry.archive.host !== undefined || !inquiry.answers) continue;
    let left = MOST_READS;
    inquiry.ledger.begin(step);
    await inquiry.list(step);
    const refs = inquiry.ledger
      .unread()
      .filter(({ uriR, status }) => step.wants(parsePermalink(uriR)) && (status ?? 200) < 300);
    await new Reader(inquiry).read(refs, step, async () => (--left > 0 ? "more" : "all"));
    inquiry.ledger.entry.ended ??= "other captures of the post that was found";
  }
  await weigh(step, search);
}
