import type { Request } from "express";
import { Problem } from "./problem.js";

/** Longest time an answer is held back, seconds: shorter than what proxies usually bear. */
const LONGEST_WAIT = 60;
const LONGEST_TEXT = 500;

/** `?wait=20`: seconds to hold the answer until it is done; more than 60 count as 60. */
export function readWait(request: Request): number {
  const wait = readNumber(request, "wait", /^\d{1,6}(\.\d{1,3})?$/) ?? 0;
  return Math.min(wait, LONGEST_WAIT);
}

/** A parameter that holds a number in this form; null when it is absent. Throws `Problem` 400. */
export function readNumber(request: Request, name: string, form: RegExp): number | null {
  const value = readText(request, name);
  if (value === null) return null;
  if (!form.test(value)) throw badParameter(name, "is not a number as expected");
  return Number(value);
}

/** A parameter given once; null when it is absent. Throws `Problem` 400. */
export function readText(request: Request, name: string): string | null {
  const value = request.query[name];
  if (value === undefined) return null;
  if (typeof value !== "string") throw badParameter(name, "is given more than once");
  if (value.length > LONGEST_TEXT) throw badParameter(name, "is too long");
  return value;
}

export function badParameter(name: string, because: string): Problem {
  return new Problem(400, { detail: `The parameter "${name}" ${because}.` });
}
