/**
 * The service against what it is built on, all in one run on a Redis of its own: taking requests in
 * against a bare Express route that queues as much, checks against empty jobs, deliveries against
 * posting alone; time to a single verdict; bytes of Redis a quote; standstills; memory over time.
 * `SERVICE_SECONDS` (3) is how long each rate is measured, `SERVICE_CHECKS` (2,000) how many quotes
 * a round checks, `SERVICE_QUOTES` (0) over how many memory is looked at. `SERVICE_SLICE` (6/20): ms
 * of every so many ms in which a worker that is held back may run, so that cores last for two; less
 * where other programs take the cores. Name parts to run these alone:
 * `npm run bench -- service --parts=checking,large-pages`.
 */
import path from "node:path";
import { openArchives } from "../src/archives/open.js";
import { createEngine } from "../src/engine/index.js";
import { startServer } from "../src/http/server.js";
import { warmUp } from "../src/matching/warm-up.js";
import { startTestApi, startTestWorker, testConfig } from "../test/support/in-process.js";
import { startTestRedis } from "../test/support/redis.js";
import { checking } from "./service/checking.js";
import { delivering } from "./service/delivering.js";
import { endurance } from "./service/endurance.js";
import { largeBodies } from "./service/large-bodies.js";
import { largePages } from "./service/large-pages.js";
import { latency } from "./service/latency.js";
import type { Bed } from "./service/load.js";
import { redisBytes } from "./service/redis-bytes.js";
import { takingIn } from "./service/taking-in.js";

export const name = "service: requests, checks, deliveries, against bare ones in the same run";

const ARCHIVE = path.resolve(import.meta.dirname, "../examples/archive");

export async function run(args: readonly string[]): Promise<void> {
  const named = args.find((arg) => arg.startsWith("--parts="))?.slice("--parts=".length);
  const isWanted = (part: string) => named === undefined || named.split(",").includes(part);
  const server = await startTestRedis();
  const config = testConfig(server.url, {
    QUOTARY_DATA: path.join(server.folder, "data"),
    QUOTARY_RATE_KEY: "0",
    QUOTARY_RATE_ADDRESS: "0",
    QUOTARY_CONCURRENCY: "50",
  });
  const api = await startTestApi(config);
  const http = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  const archives = await openArchives([ARCHIVE], config);
  const { check } = createEngine({ archives });
  const bed: Bed = { api, url: http.url, redisUrl: server.url, config };
  const withWorker = async (part: string, measure: (bed: Bed) => Promise<void>) => {
    if (!isWanted(part)) return;
    const worker = startTestWorker(config, check);
    await measure(bed);
    await worker.close(5);
  };
  try {
    if (isWanted("taking-in")) await takingIn(bed);
    await api.redis.flushall();
    if (isWanted("checking")) await checking(bed);
    warmUp();
    await withWorker("latency", latency);
    await withWorker("delivering", delivering);
    await withWorker("redis-bytes", redisBytes);
    if (isWanted("large-pages")) {
      await largePages();
      await largeBodies(bed);
    }
    if (isWanted("endurance")) await endurance(bed, check);
  } finally {
    await http.close(1);
    await api.close();
    await Promise.all(archives.map((archive) => archive.close()));
    await server.remove();
  }
}
