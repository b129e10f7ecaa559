import { parsePermalink } from "../handles/permalink.js";
import { captureNamed, isSameHandle, sightingsOf } from "../handles/sightings.js";
import type { Finding } from "../records/finding.js";
import type { Candidate } from "./candidates.js";
import type { Reading } from "./library.js";
import { handlesSeen, type Sighting } from "./sightings.js";

/**
 * Other handles under which captures show the post's account by its id, where the check of the handle
 * had no need of them: an account's names over time.
 */
export function namesOverTime(best: Sighting, all: readonly Sighting[]): Finding[] {
  const { id, handle } = best.post.author;
  if (id === null || handle === null) return [];
  const seen = handlesSeen(best, all);
  const other = seen.find((one) => one.accountId === id && !isSameHandle(one.handle, handle));
  const [own, others] = [handle, other?.handle ?? handle].map((one) => sightingsOf(one, id, seen));
  if (other === undefined || !own || !others) return [];
  return [
    {
      code: "handle.other-names",
      severity: "info",
      because: `Captures show this account (id ${id}) as @${handle}: ${captureNamed(own.first)}, and as @${other.handle}: ${captureNamed(others.first)}.`,
    },
  ];
}

/**
 * A captured redirect from the printed account's address of the post to the true author's. It may mean
 * that the account was renamed, and no more: any handle before a real id leads to the post.
 */
export function redirectFindings(
  { best: { post }, comparison: { checks } }: Candidate,
  readings: readonly Reading[],
): Finding[] {
  const { class: kind, printed } = checks.handle;
  const author = post.author.handle;
  if (kind !== "different" || !printed || author === null) return [];
  const led = readings.find(({ read, named }) => {
    const { location } = read.capture;
    const to = location ? parsePermalink(location) : null;
    const isFromPrinted = named?.id === post.id && isSameHandle(named?.handle ?? "", printed);
    return isFromPrinted && to?.id === post.id && isSameHandle(to?.handle ?? "", author);
  });
  if (led === undefined) return [];
  return [
    {
      code: "handle.redirected",
      severity: "info",
      because: `The address of this post under @${printed} was captured leading to @${author} (${led.read.ref.uriM}): the account may have been renamed, but any handle before a post's id leads there.`,
    },
  ];
}
