import type { GuardedResponse } from "../../net/guarded-client.js";
import { decodeContent, packedAs } from "../http-message.js";
import { header } from "./host.js";

/** A sign that an archive holds something back, and what it means. */
interface Sign {
  pattern: RegExp;
  because: string;
}

/** Class names of Wayback, in a header or in the body, whatever the status (facts: archives 1). */
const CLASS_NAMES: readonly Sign[] = [
  { pattern: /AdministrativeAccessControlException/, because: "the archive blocks this site" },
  { pattern: /RobotAccessControlException/, because: "held back because of robots.txt" },
];

/**
 * Sentences of Wayback's pages, seen with status 200 (2020) and 403 (2023) (facts: archives 3); its
 * older pages had "Blocked Site Error" and "Robots.txt Query Exclusion" as their headings.
 */
const SENTENCES: readonly Sign[] = [
  {
    pattern: /URL has been excluded from the Wayback Machine|Blocked Site Error/i,
    because: "excluded from the archive",
  },
  {
    pattern:
      /Page cannot be (?:crawled or )?displayed due to robots\.txt|Robots\.txt Query Exclusion|blocked by the site owner via robots\.txt/i,
    because: "held back because of robots.txt",
  },
];

/** "Unavailable For Legal Reasons" (RFC 7725): so pywb and OpenWayback answer for what is blocked. */
const FOR_LEGAL_REASONS = 451;

/** Signs stand early in a page; the rest of a long body is not looked at. */
const LOOKED_AT = 512 * 1024;

/** An answer of the archive itself as text, unpacked where it is packed. */
export function textOf(response: GuardedResponse): string {
  const encoding = packedAs(response.body, header(response, "content-encoding"));
  return (decodeContent(response.body, encoding) ?? response.body).toString("utf8");
}

/** Why an answer that is no capture means "withheld"; null when it does not. */
export function withheldBecause(response: GuardedResponse): string | null {
  const runtimeError = header(response, "x-archive-wayback-runtime-error") ?? "";
  const text = `${runtimeError}\n${textOf(response).slice(0, LOOKED_AT)}`;
  // Sentences run over lines and through markup.
  const words = text.replace(/<[^<>]*>/g, " ").replace(/\s+/g, " ");
  const sign =
    CLASS_NAMES.find(({ pattern }) => pattern.test(text)) ??
    SENTENCES.find(({ pattern }) => pattern.test(words));
  if (sign) return sign.because;
  return response.status === FOR_LEGAL_REASONS ? "blocked for legal reasons (451)" : null;
}
