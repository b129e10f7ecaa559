/**
 * A process of the budget bench: two engines that check their share of the quotes over one Redis,
 * as two workers would. Arguments: Redis socket, archive's origin, first quote, last quote.
 */
import { openArchives } from "../../src/archives/open.js";
import { createEngine } from "../../src/engine/index.js";
import { createGate } from "../../src/manners/gate.js";
import { createRedisBook } from "../../src/manners/redis-book.js";
import { connectRedis, patient } from "../../src/redis/connection.js";
import { BUDGET } from "./budget.js";
import { makeQuotes } from "./quotes.js";

const [url = "", origin = "", from = "0", to = "0"] = process.argv.slice(2);
const redis = connectRedis(patient(url), () => {});
const gate = createGate(createRedisBook(redis, (host) => `bench:host:${host}`));
const quotes = makeQuotes(Number(to), 3).slice(Number(from));
const until = AbortSignal.timeout(BUDGET.seconds * 1_000);

async function worker(share: typeof quotes): Promise<void> {
  const archives = await openArchives([`wayback+${origin}`], { gate, limits: BUDGET.limits });
  const engine = createEngine({ archives });
  for (const { quote } of share) {
    if (until.aborted) break;
    await engine.check(quote, { id: "vd_bench", deadline: until });
  }
  await Promise.all(archives.map((archive) => archive.close()));
}

await Promise.all([0, 1].map((half) => worker(quotes.filter((_, n) => n % 2 === half))));
redis.disconnect();
