import type { Request } from "express";
import { Problem } from "./problem.js";

/** Longest time an answer is held back, seconds: shorter than what proxies usually bear. */
const LONGEST_WAIT = 60;
const MOST_A_PAGE = 100;

/** `?wait=20`: seconds to hold the answer until it is done; more than 60 count as 60. */
export function readWait(request: Request): number {
  const wait = readNumber(request, "wait", /^\d{1,6}(\.\d{1,3})?$/) ?? 0;
  return Math.min(wait, LONGEST_WAIT);
}

/** `?limit=20&cursor=…`: the cursor is the one `next` gave. */
export function readPage(request: Request): { limit: number; before: number | null } {
  const limit = readNumber(request, "limit", /^\d{1,6}$/) ?? 20;
  if (limit < 1) throw badParameter("limit", "must be at least 1");
  return {
    limit: Math.min(limit, MOST_A_PAGE),
    before: readNumber(request, "cursor", /^\d{1,16}$/),
  };
}

function readNumber(request: Request, name: string, form: RegExp): number | null {
  const value = request.query[name];
  if (value === undefined) return null;
  if (typeof value === "string" && form.test(value)) return Number(value);
  throw badParameter(name, "is not a number as expected");
}

function badParameter(name: string, because: string): Problem {
  return new Problem(400, { detail: `The parameter "${name}" ${because}.` });
}
