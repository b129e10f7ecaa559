import { z } from "zod";

/** One setting: the name it goes by in the environment and in the file, and what it may hold. */
export interface Setting<T> {
  name: string;
  schema: z.ZodType<T>;
  fallback: T;
  /** What it does, for `quotary config` and its readers. */
  describes: string;
  /** Makes a value fit to be printed; set where a value may hold a secret. */
  hide?: (value: T) => unknown;
}

export function setting<T>(
  name: string,
  schema: z.ZodType<T>,
  fallback: T,
  describes: string,
  hide?: (value: T) => unknown,
): Setting<T> {
  return { name, schema, fallback, describes, ...(hide ? { hide } : {}) };
}

/** A whole number, as such (file) or in decimal digits (environment). */
export function wholeNumber(min: number, max: number): z.ZodType<number> {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .union([z.number(), z.string().trim().regex(/^\d+$/, { error }).transform(Number)], { error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

/** A list, as such (file) or with commas between (environment); blanks fall away. */
export function list(): z.ZodType<string[]> {
  const error = "must be a list, or text with commas between its parts";
  return z
    .union([z.array(z.string()), z.string().transform((text) => text.split(","))], { error })
    .transform((parts) => parts.map((part) => part.trim()).filter((part) => part !== ""));
}

/** A list of whole numbers, at least one. */
export function numberList(max: number): z.ZodType<number[]> {
  const error = `must be whole numbers from 0 to ${max} with commas between`;
  const texts = z
    .union([z.array(z.union([z.number(), z.string()])), z.string()], { error })
    .transform((value) => (typeof value === "string" ? value.split(",") : value).map(String));
  return texts
    .refine((parts) => parts.length > 0 && parts.every((part) => /^\s*\d{1,9}\s*$/.test(part)), {
      error,
    })
    .transform((parts) => parts.map(Number))
    .refine((numbers) => numbers.every((number) => number <= max), { error });
}

export function text(): z.ZodType<string> {
  return z.string().trim().min(1, { error: "must not be empty" });
}
