import { ConfigError, loadConfig } from "../config/index.js";
import { MEGABYTE, openAnswers } from "../src/archives/cache/open.js";
import { createRedisShelf } from "../src/archives/cache/redis-shelf.js";
import { BadWhereError } from "../src/archives/errors.js";
import { openForChecks } from "../src/archives/open.js";
import { createEngine } from "../src/engine/index.js";
import { createLogger, quietly } from "../src/log/logger.js";
import { createGate } from "../src/manners/gate.js";
import { createRedisBook } from "../src/manners/redis-book.js";
import { warmUp } from "../src/matching/warm-up.js";
import type { Specimen } from "../src/records/specimen.js";
import { connectRedis, patient } from "../src/redis/connection.js";
import { createKeys } from "../src/store/keys.js";
import { openTranslationDesk } from "../src/translation/desk.js";
import { countedGate } from "./counted-gate.js";
import { openReadingPool } from "./reading/pool.js";
import { runWorker } from "./run.js";

/**
 * Longest time a check stands in line at an archive before it has asked; then its quote makes room
 * and comes back. Longer ones took the places of quotes that need no archive, or another.
 */
const PATIENCE_MS = 1_000;

/** The worker program: checks quotes and delivers webhooks until it is told to end. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { redisUrl } = config;
  if (redisUrl === null) {
    throw new ConfigError("REDIS_URL", "a worker needs it; `quotary serve` runs Redis and workers");
  }
  const log = createLogger(config.logLevel, "worker");
  const redis = connectRedis(patient(redisUrl), quietly(log, "redis"));
  const keys = createKeys(config.redisPrefix);
  const gate = countedGate(createGate(createRedisBook(redis, keys.host)), () => worker.tally);
  const shelf = createRedisShelf(redis, keys.cache, config.cacheMegabytes * MEGABYTE);
  const answers = openAnswers(shelf, config);
  const settings = { ...config, gate, answers, patienceMs: PATIENCE_MS };
  const archives = await openForChecks(config.archives, settings);
  const translations = await openTranslationDesk(config, (problem) =>
    log.warn({ problem }, "a translation is judged without"),
  );
  const onSpecimen = (specimen: Specimen) => worker.keep(specimen);
  const reading = openReadingPool(config.readingThreads);
  const engine = createEngine({
    archives,
    readPage: reading.readPage,
    onSpecimen,
    onReading: ({ layout, state }) =>
      worker.tally.add("quotary_captures_read_total", [layout ?? "none", state]),
    translations,
  });
  const worker = runWorker({ ...config, redisUrl }, engine.check, log);
  warmUp();
  log.info({ archives: archives.map(({ name }) => name) }, "worker takes jobs");

  let stopping = false;
  const stop = async (why: string) => {
    // Asked a second time: at once. What is cut off is taken up again by another worker. One that
    // `quotary serve` started hears of the same end by several ways, and is ended by it.
    if (stopping && process.send === undefined) process.exit(1);
    if (stopping) return;
    stopping = true;
    log.info({ why }, "worker ends");
    await worker.close(config.shutdownSeconds);
    await reading.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Started by `quotary serve`: never outlives it, not even one that ended while we were starting.
  process.on("disconnect", () => stop("parent is gone"));
  if (process.send !== undefined && !process.connected) await stop("parent is gone");
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof BadWhereError;
  const text = error instanceof Error ? (known ? error.message : error.stack) : String(error);
  process.stderr.write(`quotary worker: ${text}\n`);
  process.exit(2);
});
