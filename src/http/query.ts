import { z } from "zod";
import { complaint } from "../records/complaint.js";
import { Problem } from "./problem.js";

/** Longest time an answer is held back, seconds: shorter than what proxies usually bear. */
const LONGEST_WAIT = 60;
const LONGEST_TEXT = 500;
/** Of parameters that are not known, so many are named, and so much of each name. */
const MOST_NAMED = 20;
const LONGEST_NAME = 100;

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

/** Of lists that cannot be filtered: who asks for a part is told, and not given all. */
export const NO_PARAMETERS = z.object({});

/** In an address all is text, and what is given twice is a list. */
function parameterComplaint(issue: z.core.$ZodRawIssue): string | undefined {
  if (Array.isArray(issue.input)) return "is given more than once";
  if (issue.code === "invalid_type" && issue.input !== undefined) {
    return "must be a number in decimal digits";
  }
  return complaint(issue);
}

/**
 * The parameters of an address. One that `schema` does not know is refused as a bad one is: a filter
 * that is misspelt and passed over would answer everything as if it had been filtered. Throws
 * `Problem` 400, which names each of them.
 */
export function readQuery(schema: z.ZodObject, query: unknown): unknown {
  const result = schema.safeParse({ ...(query as object) }, { error: parameterComplaint });
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(query as object).filter((name) => !known.includes(name));
  if (result.success && unknown.length === 0) return result.data;
  const errors = [
    ...unknown.slice(0, MOST_NAMED).map((name) => ({
      pointer: "",
      parameter: name.slice(0, LONGEST_NAME),
      detail: `is not known here; there are: ${known.join(", ") || "none"}`,
    })),
    ...(result.error?.issues ?? []).map(({ path, message }) => ({
      pointer: "",
      parameter: String(path[0] ?? ""),
      detail: message,
    })),
  ];
  const [first] = errors;
  throw new Problem(400, {
    detail: `The parameter "${first?.parameter}" cannot be used: ${first?.detail}`,
    errors,
  });
}
