import { parsePermalink } from "../../handles/permalink.js";

/**
 * A post's id on its author's own server: the number in Mastodon's addresses, else the last part
 * of the address.
 */
export function homeId(address: string): string {
  const named = parsePermalink(address);
  if (named?.platform === "mastodon" && named.id !== null) return named.id;
  return address.split(/[/?#]/).findLast((part) => part !== "") ?? address;
}
