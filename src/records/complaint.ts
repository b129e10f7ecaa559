import type { z } from "zod";

/** Kinds of values as their sender knows them. */
const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function kindOf(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    return "one too large to be read";
  }
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return KINDS[kind] ?? kind;
}

const UNITS: Readonly<Record<string, [one: string, more: string]>> = {
  array: [" entry", " entries"],
  string: [" character", " characters"],
};

/** How much there must be: of what is counted it is had, of a number it is the value. */
function amount(limit: "least" | "most", count: number | bigint, origin: string): string {
  const units = UNITS[origin];
  if (!units) return `must be at ${limit} ${count}`;
  return `must have at ${limit} ${count}${Number(count) === 1 ? units[0] : units[1]}`;
}

/**
 * What is wrong with a value, in words for whoever sent it; undefined where the schema has words of
 * its own, or the library's will do. For zod's `error` of a single parse.
 */
export function complaint(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      if (issue.expected === "int" && typeof issue.input === "number")
        return "must be a whole number";
      return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
    case "too_small":
      return amount("least", issue.minimum, issue.origin);
    case "too_big":
      return amount("most", issue.maximum, issue.origin);
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`;
    default:
      return undefined;
  }
}
