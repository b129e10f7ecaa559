import type { Platform } from "../../records/platform.js";
import type { Address } from "../address.js";
import type { Permalink } from "../permalink.js";

/**
 * How one platform addresses its posts. `parse` is asked only for hosts the platform owns, and
 * its answer is then final: null means "no post or account of ours".
 */
export interface PlatformAddresses {
  readonly platform: Platform;
  owns(address: Address): boolean;
  /** Whether one of those hosts is another site's, which shows the platform's posts under its paths. */
  isMirror?(host: string): boolean;
  parse(address: Address): Omit<Permalink, "platform"> | null;
  /**
   * Addresses under which archives keep the post, the canonical one first; empty when handle and
   * id do not make one.
   */
  addresses(handle: string | null, id: string): string[];
  /** What the addresses of all posts of an account begin with, up to the id; best first. */
  prefixes(handle: string): string[];
}
