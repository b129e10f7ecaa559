import { isIP } from "node:net";
import { type AllowList, plainHost } from "../net/allow-list.js";

const INTERNAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Why an address cannot be a webhook's; null when it can. Only what is plain from the address
 * itself: where a name leads is looked at when it is connected to.
 */
export function whyNoWebhookAddress(address: string, allow: AllowList): string | null {
  if (!URL.canParse(address)) return "must be an absolute http or https address";
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return "must be an http or https address";
  }
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password";
  // URL has brought 0x7f.1, 2130706433 and full-width digits into the common form by now.
  const host = plainHost(url.hostname);
  if (allow.allowsHost(host)) return null;
  const literal = isIP(host) !== 0;
  if (literal ? !allow.allowsAddress(host) : INTERNAL_NAMES.test(host)) {
    return "must not lead to an internal network, unless QUOTARY_ALLOW_HOSTS names it";
  }
  return null;
}
