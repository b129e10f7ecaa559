import type { Permalink } from "../handles/permalink.js";
import type { CaptureRef } from "./archive.js";
import type { Inquiry } from "./inquiry.js";
import type { Reading } from "./library.js";
import type { Step } from "./plan/step.js";
import { inReadingOrder, nearestFirst, type PostCaptures } from "./reading-order.js";
import { isMisdated, shownIn } from "./sightings.js";

/** After a capture: read on, go on with the next post, or read nothing further. */
export type Enough = "more" | "post" | "all";

/** Says after each capture whether more is needed. */
export type Judge = (reading: Reading) => Promise<Enough>;

/** Most captures of one post that are read before it counts as not readable here. */
const READS_PER_POST = 6;

/** An address's post; the handle counts, since some platforms number posts within an account. */
const postKey = ({ platform, handle, id }: Permalink): string =>
  `${platform} ${handle?.toLowerCase()} ${id}`;

/** Chooses which of the captures that an inquiry lists are read, and in which order. */
export class Reader {
  /** Posts that were read here in full and are not the quoted one: at another host they are no other. */
  readonly #settled = new Set<string>();

  constructor(private readonly inquiry: Inquiry) {}

  /**
   * Reads captures, post by post, until `enough` says so or a bound is reached. Captures of the
   * same bytes are read once, and not those whose bytes are known to hold no post.
   */
  async read(refs: readonly CaptureRef[], step: Step, enough: Judge): Promise<void> {
    const isShell = (ref: CaptureRef) => this.inquiry.looksEmpty(ref);
    for (const group of inReadingOrder(refs, step.rank ?? (() => 0), isShell)) {
      if (group.named !== null && this.#settled.has(postKey(group.named))) continue;
      const how = await this.#readPost(group, step, enough);
      if (how === "all" || how === "stop") return;
      const [first] = group.refs;
      const post = group.named?.id ?? first?.uriR ?? "";
      if (how === "post" || !first || !this.inquiry.collapsed.delete(post)) continue;
      // Of this post one capture was listed, and it was not enough: now the others.
      const address = first.uriR.split("?", 1)[0] ?? first.uriR;
      const queries = [{ kind: "prefix" as const, prefix: address }];
      const others = await this.inquiry.list({ ...step, queries, narrower: [] });
      for (const captures of inReadingOrder(others, () => 0, isShell)) {
        const then = await this.#readPost(captures, step, enough);
        if (then === "all" || then === "stop") return;
      }
    }
  }

  /** `stop` when a bound of the whole quote is reached, or the archive answers no more. */
  async #readPost(
    { named, refs }: PostCaptures,
    step: Step,
    enough: Judge,
  ): Promise<Enough | "stop"> {
    const { shells, ledger } = this.inquiry;
    const digests = new Set<string>();
    let reads = 0;
    let waiting = [...refs];
    for (let ref = waiting.shift(); ref !== undefined; ref = waiting.shift()) {
      if (!this.inquiry.answers) return "stop";
      if (ref.digest !== null && digests.has(ref.digest)) continue;
      if (ref.digest !== null && shells.isKnown(ref)) {
        ledger.passesOver(ref.digest);
        continue;
      }
      if (this.#isAtBound(step)) return "stop";
      if (reads >= READS_PER_POST) {
        ledger.incomplete ||= step.extraUpTo === undefined;
        return "more";
      }
      reads += 1;
      const reading = await this.inquiry.read(ref);
      if (reading === null) continue;
      // The same bytes may be dated rightly elsewhere.
      const isOutOfTime = shownIn(reading).some((post) => isMisdated(post, reading));
      if (ref.digest !== null && !isOutOfTime) digests.add(ref.digest);
      const how = await enough(reading);
      const { main } = reading.snapshot;
      // The first captures of a post are often empty pages, many of one size: one tells the others.
      if (main === null)
        waiting = nearestFirst(named, waiting, (one) => this.inquiry.looksEmpty(one));
      if (how === "post" && named !== null && main?.id === named.id && !main.truncated) {
        this.#settled.add(postKey(named));
      }
      if (how !== "more") return how;
    }
    return "more";
  }

  /** Whether enough was read of this archive for one quote, which the account then says. */
  #isAtBound({ extraUpTo }: Step): boolean {
    const { archive, ledger } = this.inquiry;
    const { read } = ledger.entry;
    if (read >= archive.readLimit) {
      ledger.incomplete ||= extraUpTo === undefined;
      ledger.note(`stopped after reading ${read} captures`);
      return true;
    }
    if (extraUpTo === undefined || archive.host === undefined || read < extraUpTo) return false;
    ledger.note("of posts of other days and handles, only the nearest were read");
    return true;
  }
}
