import type { Evidence } from "../records/verdict.js";
import type { Candidate } from "./candidates.js";
import type { Sighting } from "./sightings.js";

/** Characters of context on either side, enough to find the place again (W3C selectors note). */
const CONTEXT = 32;
const MOST_EVIDENCE = 10;

/** Where the quote stands in the post's text; null when nothing of it does. */
function selectorOf({ comparison }: Candidate, { post }: Sighting): Evidence["quoteSelector"] {
  const span = comparison.archivedSpan;
  if (span === null || post.text !== comparison.post.text) return null;
  return {
    type: "TextQuoteSelector",
    exact: post.text.slice(span.start, span.end),
    prefix: post.text.slice(Math.max(0, span.start - CONTEXT), span.start),
    suffix: post.text.slice(span.end, span.end + CONTEXT),
  };
}

/**
 * Each capture once, where it was had both by its address and from a list: as the list has it, whose
 * digest could be checked.
 */
function once(sightings: readonly Sighting[]): Sighting[] {
  const byCapture = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { archive, read, sha256 } = sighting.reading;
    const key = `${archive} ${read.ref.uriM} ${sha256}`;
    const known = byCapture.get(key)?.reading.read;
    if (known === undefined || (known.digest === null && read.digest !== null)) {
      byCapture.set(key, sighting);
    }
  }
  return [...byCapture.values()];
}

/** The captures that say so: the best one first, each capture once. */
export function evidenceOf(candidate: Candidate): Evidence[] {
  const others = candidate.sightings.filter((sighting) => sighting !== candidate.best);
  return once([candidate.best, ...others])
    .slice(0, MOST_EVIDENCE)
    .map((sighting) => {
      const { archive, read, snapshot, sha256 } = sighting.reading;
      return {
        archive,
        uriR: read.ref.uriR,
        uriM: read.ref.uriM,
        capturedAt: read.ref.capturedAt,
        digest: read.digest,
        digestVerified: read.digestVerified,
        ...(read.digestBecause && { digestBecause: read.digestBecause }),
        sha256,
        ...(read.ref.madeByUs && { madeByUs: true as const }),
        layout: snapshot.layout ?? "unknown",
        quoteSelector: selectorOf(candidate, sighting),
      };
    });
}
