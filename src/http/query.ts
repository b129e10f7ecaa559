import { z } from "zod";
import { complaint } from "../records/complaint.js";
import { Problem } from "./problem.js";

/** Longest time an answer is held back, seconds: shorter than what proxies usually bear. */
const LONGEST_WAIT = 60;
const LONGEST_TEXT = 500;

const DECIMAL = /^\d{1,9}(\.\d{1,3})?$/;

/** A number in decimal digits: no signs, no exponents, no blanks. */
export function numberParameter<T extends z.ZodNumber>(schema: T) {
  return z.preprocess(
    (value) => (typeof value === "string" && DECIMAL.test(value) ? Number(value) : value),
    schema,
  );
}

export function textParameter() {
  return z.string().min(1).max(LONGEST_TEXT);
}

/** A moment, in an address or a body. */
export const TimeText = z.iso.datetime({
  offset: true,
  error: ({ input }) =>
    input === undefined ? undefined : "must be an ISO 8601 time with its offset",
});

/** `?wait=20`: seconds to hold the answer until it is done. */
export const WaitParameter = numberParameter(z.number().nonnegative())
  .transform((seconds) => Math.min(seconds, LONGEST_WAIT))
  .optional()
  .describe(
    `Holds the answer until it is done, for this many seconds at most; more than ${LONGEST_WAIT} count as ${LONGEST_WAIT}.`,
  );

/** In an address all is text, and what is given twice is a list. */
function parameterComplaint(issue: z.core.$ZodRawIssue): string | undefined {
  if (Array.isArray(issue.input)) return "is given more than once";
  if (issue.code === "invalid_type" && issue.input !== undefined) {
    return "must be a number in decimal digits";
  }
  return complaint(issue);
}

/** The parameters that `schema` knows; others are not looked at. Throws `Problem` 400. */
export function readQuery(schema: z.ZodObject, query: unknown): unknown {
  const result = schema.safeParse({ ...(query as object) }, { error: parameterComplaint });
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    pointer: "",
    parameter: String(path[0] ?? ""),
    detail: message,
  }));
  const [first] = errors;
  throw new Problem(400, {
    detail: `The parameter "${first?.parameter}" cannot be used: ${first?.detail}`,
    errors,
  });
}
