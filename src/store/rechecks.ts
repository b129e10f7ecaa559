import type { Redis } from "ioredis";
import type { FailedRecheck, Verdict } from "../records/verdict.js";
import { runScript, script } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { TAKE_DUE } from "./scripts.js";

/** What a verdict is shown with beside itself. */
type Since = Pick<Verdict, "supersededBy" | "askAgainAt" | "recheckFailed">;

/**
 * Few verdicts have any of it, and their keys lie in one slot: they are put together here.
 * KEYS: rechecks. ARGV: what the keys of verdicts begin with, those of superseding ones and of failed
 *       rechecks end with, ids (JSON). Returns of each that has any (JSON): id, superseding verdict,
 *       failed recheck, time it is asked again at (ms), '' for what it has not.
 */
const SINCE = script(`
local found = {}
for _, id in ipairs(cjson.decode(ARGV[4])) do
  local newer = redis.call('GET', ARGV[1] .. id .. ARGV[2])
  local failed = redis.call('GET', ARGV[1] .. id .. ARGV[3])
  local again = redis.call('ZSCORE', KEYS[1], id)
  if newer or failed or again then
    found[#found + 1] = {id, newer or '', failed or '', again or ''}
  end
end
return #found == 0 and '[]' or cjson.encode(found)
`);

function readSince([newer, failed, again]: readonly string[]): Since {
  return {
    ...(newer && { supersededBy: newer }),
    ...(again && { askAgainAt: new Date(Number(again)).toISOString() }),
    ...(failed && { recheckFailed: JSON.parse(failed) as FailedRecheck }),
  };
}

/**
 * Verdicts by when they are to be asked again. A sorted set of our own and not the queue's job
 * schedulers: the time is written, and a superseded verdict taken out, in the very step that ends a
 * quote (`FINISH`), so that no worker that dies in between leaves a verdict that is never asked
 * again, or asked twice. A scheduler can be set only after that step, and knows no growing gaps.
 */
export class Rechecks {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /** Ids of verdicts to be asked again now; the next look at them is put off. Times in ms. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    const args = [now, nextLook, most];
    return (await runScript(this.redis, TAKE_DUE, [this.keys.rechecks], args)) as string[];
  }

  /** What came of these verdicts since they were written; those of which nothing did are left out. */
  async since(verdicts: readonly string[]): Promise<Map<string, Since>> {
    if (verdicts.length === 0) return new Map();
    const [before, next, failed] = [
      this.keys.verdict(""),
      this.keys.superseding(""),
      this.keys.recheckFailed(""),
    ];
    const args = [before, next.slice(before.length), failed.slice(before.length)];
    const ids = JSON.stringify(verdicts);
    const found = await runScript(this.redis, SINCE, [this.keys.rechecks], [...args, ids]);
    const all = JSON.parse(found as string) as string[][];
    return new Map(all.map(([id = "", ...values]) => [id, readSince(values)]));
  }

  /** These verdicts are not to be asked again by themselves any more. */
  async forget(verdicts: readonly string[]): Promise<void> {
    if (verdicts.length > 0) await this.redis.zrem(this.keys.rechecks, ...verdicts);
  }
}
