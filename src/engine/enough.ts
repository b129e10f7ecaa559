import { accepts, type Candidate, makeCandidate } from "./candidates.js";
import type { Reading } from "./library.js";
import type { Step } from "./plan/step.js";
import type { Enough } from "./reader.js";
import { isRecognisable } from "./recognisable.js";
import type { Search } from "./search.js";
import { isMisdated, isWitness, postsFor } from "./sightings.js";

/**
 * One good capture of a post is enough, and so is one of some other post; a doubtful one is not.
 * Where account, day and words agree, no further post can change that, unless the account was guessed.
 */
export async function enoughOf(
  reading: Reading,
  step: Step,
  { quote, context }: Pick<Search, "quote" | "context">,
): Promise<Enough> {
  let enough: Enough = "more";
  for (const post of await postsFor(step, reading)) {
    if (!step.considers(post) || !isWitness(post, reading)) continue;
    const sightings = [{ post, reading }];
    const candidate = makeCandidate(step.purpose, quote, sightings, sightings, context);
    // A capture with a wrong clock is not read in place of one with a sound one.
    if (isMisdated(post, reading)) continue;
    if (candidate.outcome === "verified" && step.purpose !== "name") return "all";
    const isOther = !accepts(candidate, quote);
    if (candidate.outcome === "verified" || isOther) enough = "post";
    if (isOther || !isDoubtfulOnlyInItsDay(candidate)) continue;
    // A further capture of it has the same id, hence the same time.
    enough = "post";
    const apart = step.rank?.(reading.named) ?? 0;
    // Posts are read by their distance from the printed day: those to come fit it no better.
    if (step.purpose === "day" && apart > 0 && isRecognisable(quote)) return "all";
  }
  return enough;
}

/** Account and words agree, the capture is sound, and the day does in some time zone. */
function isDoubtfulOnlyInItsDay({ comparison: { checks }, outcome, findings }: Candidate): boolean {
  return (
    outcome === "verified-with-notes" &&
    checks.handle.result === "match" &&
    checks.text.result === "match" &&
    checks.date.class === "possible-timezone" &&
    findings.length === 0
  );
}
