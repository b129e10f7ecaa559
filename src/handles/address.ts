/** Most characters of an address that are looked at; longer ones are no permalinks. */
const MAX_ADDRESS_CHARACTERS = 4_000;

/** An address taken apart, ready for the platforms' rules. */
export interface Address {
  scheme: "http" | "https" | "at";
  /** Lower case, without `www.`, port, user and final dot. */
  host: string;
  /** Path segments, percent-decoded, empty ones left out. */
  segments: readonly string[];
  query: URLSearchParams;
  /** Without `#`. */
  fragment: string;
  /** Path, query and fragment as written: archive addresses carry another address in it. */
  rest: string;
}

/** Bidi marks, zero-width characters and soft hyphens: no address holds them, copied text does. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Where it may be found at all: looking for it costs as much as the rest of the reading. */
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Reads an address as people print and paste it: without a scheme, with `&amp;`, with invisible
 * marks around it. Null when it is none (or longer than `MAX_ADDRESS_CHARACTERS`); never throws.
 */
export function readAddress(raw: string): Address | null {
  if (raw.length > MAX_ADDRESS_CHARACTERS) return null;
  const seen = NOT_ASCII.test(raw) ? raw.replace(INVISIBLE, "") : raw;
  const text = seen.trim().replaceAll("&amp;", "&");
  return text.startsWith("at://") ? readAtAddress(text) : readWebAddress(text);
}

function readWebAddress(text: string): Address | null {
  const url = parseUrl(withScheme(text));
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return {
    scheme: url.protocol === "http:" ? "http" : "https",
    host: url.hostname.replace(/\.$/, "").replace(/^www\d?\./, ""),
    segments: pathSegments(url.pathname),
    // Taken apart when somebody asks: few addresses of posts have any.
    get query() {
      return url.searchParams;
    },
    fragment: url.hash.slice(1),
    rest: url.pathname + url.search + url.hash,
  };
}

/** `at://did:plc:…/collection/key`: the colons in its authority are beyond the URL parser. */
function readAtAddress(text: string): Address | null {
  const match = /^at:\/\/([^/?#\s]+)(\/[^?#\s]*)?/.exec(text);
  if (match === null) return null;
  const path = match[2] ?? "";
  return {
    scheme: "at",
    host: match[1] ?? "",
    segments: pathSegments(path),
    query: new URLSearchParams(),
    fragment: "",
    rest: path,
  };
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/?\/?[^\d]/i.test(text) && !/^[^/]*\.[^/]*:\d/.test(text)) return text;
  return text.startsWith("//") ? `https:${text}` : `https://${text}`;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Whether a host is one of `hosts` or stands below one. */
export function isAt(host: string, hosts: ReadonlySet<string>): boolean {
  for (let at = 0; ; ) {
    if (hosts.has(host.slice(at))) return true;
    const dot = host.indexOf(".", at);
    if (dot < 0) return false;
    at = dot + 1;
  }
}

/** The path's segments, decoded where they can be; empty ones (doubled slashes) left out. */
export function pathSegments(path: string): string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decode);
}

/** Percent-decoded, or as it is when the escapes are broken. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
