/** Lets processes run for some ms of every so many: `share-keeper.ts RUN_MS OF_MS PID …`. */
import { setTimeout as sleep } from "node:timers/promises";

const [runMs = 0, ofMs = 1, ...pids] = process.argv.slice(2).map(Number);
let ended = false;
process.once("disconnect", () => {
  ended = true;
});

/** One process in its slices. They begin spread over the period, so that two seldom run at once. */
async function keep(pid: number, place: number): Promise<void> {
  let next = performance.now() + (ofMs * place) / pids.length;
  process.kill(pid, "SIGSTOP");
  for (; !ended; next += ofMs) {
    await sleep(next - performance.now());
    process.kill(pid, "SIGCONT");
    await sleep(next + runMs - performance.now());
    process.kill(pid, "SIGSTOP");
    // Held up itself, it makes up for nothing: a slice that was missed is gone.
    next = Math.max(next, performance.now() - ofMs);
  }
  process.kill(pid, "SIGCONT");
}

await Promise.all(pids.map(keep));
