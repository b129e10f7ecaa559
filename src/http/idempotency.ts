import { createHash } from "node:crypto";
import type { IdempotencyClaim } from "../store/idempotency-claim.js";
import { Problem } from "./problem.js";
import type { Call } from "./route.js";

/** Printable ASCII, as a header can hold it; longer ones are no keys. */
const KEY = /^[\x21-\x7e][\x20-\x7e]{0,254}$/;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The same text for the same document, in whatever order its fields came. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** What a request claims by its `Idempotency-Key`; null without one. */
export function readIdempotencyClaim(
  { request, caller, params }: Call,
  payload: unknown,
  keepSeconds: number,
): IdempotencyClaim | null {
  const key = request.get("idempotency-key");
  if (key === undefined) return null;
  if (!KEY.test(key)) {
    throw new Problem(400, {
      detail: "Idempotency-Key must be 1 to 255 printable ASCII characters.",
    });
  }
  const fingerprint = sha256(canonical(payload));
  // The route's own spelling: a repeat with another case or a slash at the end is a repeat.
  const path = String(request.route.path).replace(/:(\w+)/g, (_, name) => params[name] ?? "");
  return { digest: sha256(`${caller.tenant}\n${path}\n${key}`), fingerprint, keepSeconds };
}
