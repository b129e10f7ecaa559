import { Worker } from "bullmq";
import { patient } from "../../src/redis/connection.js";

/** A process that, told a number, does so many empty jobs and says how many seconds that took. */
const [redisUrl = ""] = process.argv.slice(2);

process.on("message", (count: number) => {
  const began = performance.now();
  let done = 0;
  const options = { connection: patient(redisUrl), prefix: "{empty}", concurrency: 50 };
  const worker = new Worker("empty", async () => null, options);
  worker.on("completed", async () => {
    done += 1;
    if (done < count) return;
    const seconds = (performance.now() - began) / 1_000;
    await worker.close();
    process.send?.(seconds);
  });
});
