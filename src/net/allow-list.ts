import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What may be reached although internal: names match as written, networks by address. */
export interface AllowList {
  /** Is this host name (or address) allowed by name, wherever it leads? */
  allowsHost(host: string): boolean;
  /** May a socket be connected to this address? */
  allowsAddress(address: string): boolean;
}

/** An allow-list entry that is no host name, address or network. */
export class BadAllowEntryError extends Error {
  override readonly name = "BadAllowEntryError";
  constructor(readonly entry: string) {
    super(`"${entry}" is no host name, address or network (as 10.0.0.0/8)`);
  }
}

/**
 * IPv4 addresses written in IPv6 without their own range (`::7f00:1`): ipaddr.js calls them
 * unicast, the kernel reaches 127.0.0.1 through them on some systems (measured, facts: stack 4.3).
 */
const V4_COMPATIBLE = ipaddr.parseCIDR("::/96");

/** Host as compared: lower case, without the brackets of IPv6 and the dot of a rooted name. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function parseAddress(text: string): Address | null {
  try {
    return ipaddr.process(text);
  } catch {
    return null;
  }
}

function parseNetwork(text: string): [Address, number] | null {
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    return null;
  }
}

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return !(address.kind() === "ipv6" && (address as ipaddr.IPv6).match(V4_COMPATIBLE));
}

function inNetwork(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match([network, bits] as never);
}

/**
 * Reads `QUOTARY_ALLOW_HOSTS`: host names, addresses, networks in CIDR form. Throws
 * `BadAllowEntryError` on anything else.
 */
export function createAllowList(entries: readonly string[]): AllowList {
  const hosts = new Set<string>();
  const networks: [Address, number][] = [];
  for (const entry of entries) {
    const host = plainHost(entry.trim());
    const address = parseAddress(host);
    const network = parseNetwork(host);
    if (network) networks.push(network);
    else if (address) networks.push([address, address.kind() === "ipv4" ? 32 : 128]);
    else if (/^[a-z0-9_]([a-z0-9._-]{0,252})$/.test(host)) hosts.add(host);
    else throw new BadAllowEntryError(entry);
  }
  return {
    allowsHost: (host) => hosts.has(plainHost(host)),
    allowsAddress(text) {
      const address = parseAddress(plainHost(text));
      if (!address) return false;
      return isPublic(address) || networks.some((network) => inNetwork(address, network));
    },
  };
}
