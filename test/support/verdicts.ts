import type { Engine } from "../../src/engine/index.js";
import type { Verdict } from "../../src/records/verdict.js";

type Check = Engine["check"];

const NOTHING = {
  result: "unknown",
  printed: null,
  archived: null,
  because: "not looked",
} as const;

/** A check that looks nowhere: `discrepancy` where the quote says "wrong", else `verified`. */
export const plainCheck: Check = async (quote, { id }): Promise<Verdict> => ({
  id,
  ref: quote.ref ?? null,
  quote,
  outcome: quote.text.includes("wrong") ? "discrepancy" : "verified",
  summary: "Looked at nothing: a verdict for tests.",
  confidence: 0.5,
  checks: {
    handle: { ...NOTHING, class: "not-printed" },
    date: { ...NOTHING, class: "not-printed", readings: [] },
    text: { result: "unknown", class: "unrelated", flags: [], edits: [], because: "not looked" },
  },
  findings: [],
  post: null,
  otherCandidates: [],
  evidence: [],
  search: [],
  timeline: { firstCapture: null, lastCapture: null, goneSince: null },
  checkedAt: new Date().toISOString(),
  engine: "quotary/test",
});
