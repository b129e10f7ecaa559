/**
 * `npm run bench -- fuzz [--count N] [--seed N]`: requests made from the description of the API,
 * sent to a service with two tenants. Ends at the first answer that is a 5xx, not as described, or
 * holds another tenant's data; the same seed sends the same requests.
 */
import { parseArgs } from "node:util";
import { fuzz } from "../test/support/fuzz.js";
import { startFuzzTarget } from "../test/support/fuzz-target.js";

export const name = "fuzz: 10,000 requests made from the description of the API";

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { count: { type: "string" }, seed: { type: "string" } },
  });
  const count = Number(values.count ?? 10_000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const target = await startFuzzTarget();
  try {
    const since = performance.now();
    const result = await fuzz(target, count, seed);
    const seconds = (performance.now() - since) / 1_000;
    for (const [status, times] of [...result].sort()) console.log(`  ${status}  ${times}`);
    console.log(
      `  ${count} requests, seed ${seed}: none answered wrongly (${seconds.toFixed(0)} s)`,
    );
  } finally {
    await target.close();
  }
}
