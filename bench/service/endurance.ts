import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Engine } from "../../src/engine/index.js";
import { startTestWorker } from "../../test/support/in-process.js";
import { type Bed, postMany, untilOver } from "./load.js";

/** 100,000 are the target; none unless asked for, for they take a while. */
const QUOTES = Number(process.env.SERVICE_QUOTES ?? 0);
const STEPS = 10;
const PER_VERIFICATION = 100;

/** Bytes a quote that a line through the points rises by. */
function slope(points: readonly { quotes: number; heap: number }[]): number {
  const mean = (of: (point: { quotes: number; heap: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({ quotes }) => quotes), mean(({ heap }) => heap)];
  const over = points.reduce((sum, { quotes, heap }) => sum + (quotes - x) * (heap - y), 0);
  return over / points.reduce((sum, { quotes }) => sum + (quotes - x) ** 2, 0);
}

/** Heap (collected) and handles of API and worker in this process over many quotes. */
export async function endurance(bed: Bed, check: Engine["check"]): Promise<void> {
  if (QUOTES === 0) return;
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const worker = startTestWorker(bed.config, check);
  const points: { quotes: number; heap: number; handles: number }[] = [];
  const step = QUOTES / STEPS;
  for (let quotes = step; quotes <= QUOTES; quotes += step) {
    const selves = await postMany(bed.url, step / PER_VERIFICATION, PER_VERIFICATION);
    await untilOver(bed.api, selves);
    await bed.api.redis.del(bed.api.store.keys.work(""));
    collect();
    const { heapUsed: heap, rss } = process.memoryUsage();
    const handles = process.getActiveResourcesInfo().length;
    points.push({ quotes, heap, handles });
    console.log(
      `  after ${quotes} quotes: heap ${(heap / 1e6).toFixed(1)} MB, resident ${(rss / 1e6).toFixed(0)} MB, ${handles} handles`,
    );
  }
  await worker.close(5);
  // What is kept to a bound (captures, compiled code) fills up first.
  const settled = points.slice(Math.floor(STEPS * 0.3));
  const handles = settled.map((point) => point.handles);
  console.log(
    `over ${QUOTES} quotes: the heap grows by ${slope(settled).toFixed(1)} bytes a quote, handles ${Math.min(...handles)}–${Math.max(...handles)}`,
  );
}
