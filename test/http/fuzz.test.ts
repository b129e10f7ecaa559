import { afterAll, beforeAll, expect, it } from "vitest";
import { fuzz } from "../support/fuzz.js";
import { startFuzzTarget } from "../support/fuzz-target.js";

let target: Awaited<ReturnType<typeof startFuzzTarget>>;

beforeAll(async () => {
  target = await startFuzzTarget();
});
afterAll(async () => {
  await target.close();
});

it("answers whatever is sent: as described, never a 5xx, never another tenant's data", async () => {
  const result = await fuzz(target, 1_200, 7);
  // Both what makes sense and what does not got through to where it is looked at.
  for (const status of [200, 202, 400, 404, 422]) expect(result.get(status)).toBeGreaterThan(5);
}, 180_000);
