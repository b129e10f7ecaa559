import type { Request } from "express";
import type { HttpParts } from "./parts.js";

/** A path of the API as others reach it: at `QUOTARY_PUBLIC_URL`, else where this request came to. */
export function absoluteAddress(request: Request, path: string, { publicUrl }: HttpParts): string {
  const base = publicUrl ?? `${request.protocol}://${request.get("host") ?? "localhost"}/`;
  const fit = URL.canParse(base) ? base : "http://localhost/";
  return new URL(path.slice(1), fit.endsWith("/") ? fit : `${fit}/`).href;
}
