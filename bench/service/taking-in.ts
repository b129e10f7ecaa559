import { Queue } from "bullmq";
import express from "express";
import { startServer } from "../../src/http/server.js";
import { patient } from "../../src/redis/connection.js";
import { type Bed, type Load, load, median, QUOTE, ROUNDS } from "./load.js";

const TEN = JSON.stringify({ quotes: Array(10).fill(QUOTE) });

/** `POST /v1/verifications` of ten quotes against a bare route that queues ten jobs. */
export async function takingIn({ api, url, redisUrl }: Bed): Promise<void> {
  const queue = new Queue("bare", { connection: patient(redisUrl), prefix: "{bare}" });
  const app = express();
  app.set("etag", false);
  app.post("/", express.json({ limit: "10mb" }), async (asked, response) => {
    const { quotes } = asked.body as { quotes: object[] };
    await queue.addBulk(quotes.map((data) => ({ name: "check", data })));
    response.status(202).json({ id: "x" });
  });
  const bare = await startServer(app, { host: "127.0.0.1", port: 0 });
  const ours: Load[] = [];
  const theirs: Load[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const their = await load(bare.url, TEN, 202);
    const our = await load(`${url}/v1/verifications`, TEN, 202);
    if (round > 0) theirs.push(their);
    if (round > 0) ours.push(our);
    await api.queues.plans.drain();
    await queue.drain();
    await api.redis.del(api.store.keys.open);
  }
  await bare.close(1);
  await queue.close();
  const [mine, base] = [ours, theirs].map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    p99: median(all.map(({ p99 }) => p99)),
  })) as [Load, Load];
  console.log(
    `POST of 10 quotes: ${mine.perSecond.toFixed(0)}/s, bare Express with addBulk ${base.perSecond.toFixed(0)}/s: ${(mine.perSecond / base.perSecond).toFixed(2)} x (bar 0.7); p99 ${mine.p99.toFixed(0)} ms against ${base.p99.toFixed(0)}: ${(mine.p99 / base.p99).toFixed(2)} x (bar 2)`,
  );
}
