import { idTime } from "../dates/id-time.js";
import { isOwnAddress, parsePermalink } from "../handles/permalink.js";
import type { Verdict } from "../records/verdict.js";
import type { CaptureRef } from "./archive.js";
import type { Inquiry } from "./inquiry.js";

/** States in which the platform itself says that the post is not to be had. */
const GONE = new Set(["deleted", "suspended", "protected", "withheld"]);

/** Made before the post it names can have been: "not there" is then no word about the post. */
function isBeforeItsId({ uriR, capturedAt }: CaptureRef): boolean {
  const named = parsePermalink(uriR);
  const time = named?.id ? idTime(named.platform, named.id) : null;
  return time !== null && Date.parse(capturedAt) < time.ms - time.toleranceMs;
}

/**
 * First and last capture of a post's own address, and since when the platform says it is gone.
 * A gone page that is followed by a later capture of the post proves nothing (prior-art.md 5.3).
 */
export function timelineOf(
  inquiries: readonly Inquiry[],
  postId: string | null,
): Verdict["timeline"] {
  const isOurs = (uriR: string) => postId !== null && parsePermalink(uriR)?.id === postId;
  const times = inquiries
    .flatMap(({ ledger: { listed, toldOf } }) => [...listed, ...toldOf])
    .filter(({ uriR }) => isOurs(uriR))
    .map(({ capturedAt }) => capturedAt)
    .sort();
  const readings = inquiries
    .flatMap(({ ledger }) => ledger.readings)
    .filter(({ read }) => isOurs(read.ref.uriR));
  const lastAlive = readings
    .filter(({ snapshot }) => snapshot.state === "post")
    .map(({ read }) => read.ref.capturedAt)
    .sort()
    .at(-1);
  const gone = readings
    .filter(({ snapshot }) => GONE.has(snapshot.state))
    // A mirror's word is not the platform's.
    .filter(
      ({ read: { ref }, named }) =>
        named !== null && isOwnAddress(ref.uriR, named.platform, named.handle),
    )
    .filter(({ read }) => !isBeforeItsId(read.ref))
    .map(({ read }) => read.ref.capturedAt)
    .sort()
    .find((time) => lastAlive === undefined || time > lastAlive);
  return {
    firstCapture: times[0] ?? null,
    lastCapture: times.at(-1) ?? null,
    goneSince: gone ?? null,
  };
}
