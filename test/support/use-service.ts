import { afterAll, beforeAll } from "vitest";
import type { Config } from "../../config/index.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "./in-process.js";
import { startTestRedis, type TestRedis } from "./redis.js";
import { plainCheck } from "./verdicts.js";

/** API and worker over a Redis of their own, there from before a file's first test to after its last. */
export function useService() {
  let redis: TestRedis;
  let config: Config & { redisUrl: string };
  let api: TestApi;
  let worker: ReturnType<typeof startTestWorker>;
  beforeAll(async () => {
    redis = await startTestRedis();
    config = testConfig(redis.url);
    api = await startTestApi(config);
    worker = startTestWorker(config, plainCheck);
  });
  afterAll(async () => {
    await worker.close(1);
    await api.close();
    await redis.remove();
  });
  return {
    get api() {
      return api;
    },
    get config() {
      return config;
    },
  };
}
