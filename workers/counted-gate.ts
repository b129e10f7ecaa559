import type { Gate } from "../src/manners/gate.js";
import type { Tally } from "../src/metrics/tally.js";

/** The same gate, with its waits counted. */
export function countedGate(gate: Gate, tally: () => Pick<Tally, "add">): Gate {
  return {
    ...gate,
    async enter(...asked) {
      const entry = await gate.enter(...asked);
      if (entry.kind !== "enter") {
        tally().add("quotary_budget_waits_total", [entry.kind]);
        tally().add("quotary_budget_wait_seconds_total", [entry.kind], entry.ms / 1_000);
      }
      return entry;
    },
  };
}
