import type { Request, Response } from "express";
import { Problem } from "./problem.js";

/** Ranges of an `Accept`, without their parameters; those that are refused (`q=0`) are left out. */
function bareRanges(accept: string): string[] {
  return accept
    .split(",")
    .filter((range) => !/;\s*q=0(\.0*)?\s*(;|$)/i.test(range))
    .map((range) => range.split(";")[0]?.trim().toLowerCase() ?? "");
}

/**
 * Which of the forms an answer may have is wanted most, by `Accept`: forms by name, each with its
 * media type. The first one where nothing is asked for; it is also for those who ask for problems
 * alone. Parameters of a type (`; charset=utf-8`) tell none of ours apart, and are not looked at
 * unless something fits with them. Throws `Problem` 406 where no form fits.
 */
export function negotiate<Name extends string>(
  request: Request,
  response: Response,
  forms: Readonly<Record<Name, string>>,
): Name {
  response.vary("accept");
  const names = Object.keys(forms) as [Name, ...Name[]];
  const types = names.map((name) => forms[name]);
  const accept = request.get("accept")?.trim() ?? "";
  if (accept === "") return names[0];
  const ranges = bareRanges(accept);
  const fitting = request.accepts(types) || types.find((type) => ranges.includes(type));
  const wanted = names.find((name) => forms[name] === fitting);
  if (wanted !== undefined) return wanted;
  if (ranges.includes("application/problem+json")) return names[0];
  throw new Problem(406, {
    detail: `Nothing that "Accept: ${accept.slice(0, 200)}" names can be had here; there are: ${types.join(", ")}. \`?format=\` goes before it.`,
  });
}
