import { defineConfig } from "vitest/config";

/** `npm test` takes everything but `test/corpus`, which `npm run corpus` runs on its own. */
const corpus = process.env.QUOTARY_TESTS === "corpus";

export default defineConfig({
  test: {
    include: corpus ? ["test/corpus/**/*.test.ts"] : ["test/**/*.test.ts"],
    exclude: corpus ? [] : ["test/corpus/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
