/** Schemes whose addresses are keyed; others are kept as they are. */
const WEB = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** `twitter.com:443/…` is a host with a port, although it looks like a scheme. */
const HOST_AND_PORT = /^[^/:?#]+:\d+(?:[/?#]|$)/;

/** Session ids that the canonicalizer takes out of path and query (internetarchive/surt, IAURLCanonicalizer). */
const PATH_SESSIONS = [
  /^(.*\/)(?:\((?:[a-z]\([0-9a-z]{24}\))+\)\/)([^?]+\.aspx.*)$/i,
  /^(.*\/)(?:\([0-9a-z]{24}\)\/)([^?]+\.aspx.*)$/i,
  /^(.*);jsessionid=[0-9a-z]{32}()$/i,
];
const QUERY_SESSIONS = [
  /^(.*)(?:jsessionid=[0-9a-z]{32})(?:&(.*))?$/i,
  /^(.*)(?:phpsessid=[0-9a-z]{32})(?:&(.*))?$/i,
  /^(.*)(?:sid=[0-9a-z]{32})(?:&(.*))?$/i,
  /^(.*)(?:aspsessionid[a-z]{8}=[a-z]{24})(?:&(.*))?$/i,
  /^(.*)(?:cfid=[^&]+&cftoken=[^&]+)(?:&(.*))?$/i,
];

function latin1Unescape(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Bytes as in a URL: ASCII that may stand there as it is, the rest percent-escaped, lower case later. */
function escapeBytes(text: string): string {
  return text.replace(/[^\x21\x22\x24\x26-\x7e]/g, (letter) => {
    return `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

/** What decoding or escaping would change: nothing of most addresses. */
const ESCAPED = /[^\x21\x22\x24\x26-\x7e]/;

/**
 * Percent-escapes decoded as often as there are any, then the least possible put back: so that
 * differently escaped spellings of one address meet (surt, `GoogleURLCanonicalizer.escape_once`).
 */
function unescapeFully(text: string): string {
  if (!ESCAPED.test(text)) return text;
  let current = Buffer.from(text, "utf8").toString("latin1");
  for (let round = 0; round < 10; round++) {
    const next = latin1Unescape(current);
    if (next === current) break;
    current = next;
  }
  return escapeBytes(current);
}

/** Every session id has one of these in or before it: what has none is not gone over. */
const MAY_HAVE_SESSION = /id=|\.aspx/i;

/** Longest text in which session ids are looked for: the patterns go over it more than once. */
const MAX_WITH_SESSION = 2048;

function stripSessions(text: string, patterns: readonly RegExp[]): string {
  if (text.length > MAX_WITH_SESSION || !MAY_HAVE_SESSION.test(text)) return text;
  return patterns.reduce((current, pattern) => {
    const [whole, before = "", after = ""] = pattern.exec(current) ?? [];
    return whole === undefined ? current : before + after;
  }, text);
}

function normalisePath(path: string): string {
  const kept: string[] = [];
  for (const part of unescapeFully(path).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") kept.pop();
    else kept.push(part);
  }
  return `/${stripSessions(kept.join("/"), PATH_SESSIONS)}`.toLowerCase();
}

function normaliseQuery(query: string): string {
  const bare = stripSessions(unescapeFully(query), QUERY_SESSIONS).replace(/&$/, "");
  return bare.toLowerCase().split("&").sort(byBytes).join("&");
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hostKey(host: string, port: string, scheme: string): string {
  const name = latin1Unescape(host)
    .toLowerCase()
    .replace(/^www\d*\./, "")
    .replace(/^\.+|\.+$/g, "");
  const isAddress = /^[\d.]+$|^\[/.test(name);
  const reversed = isAddress ? name : name.split(".").reverse().join(",");
  const isDefault = port === "" || port === (scheme === "https" ? "443" : "80");
  return isDefault ? reversed : `${reversed}:${port}`;
}

/**
 * The key by which archives sort and find an address (SURT, as pywb and the Wayback Machine make
 * it; facts: archives 2): scheme, `www.`, user, default port, fragment, trailing slash, doubled
 * slashes, `..`, empty query and session ids dropped, all in lower case, query arguments sorted.
 * Applying it to a spelling of the same address gives the same key. Linear in the address.
 */
export function surtKey(uriR: string): string {
  const trimmed = uriR.trim().replace(/[\r\n\t]/g, "");
  if (!WEB.test(trimmed) && SCHEME.test(trimmed) && !HOST_AND_PORT.test(trimmed)) return trimmed;
  const scheme = /^https:/i.test(trimmed) ? "https" : "http";
  const rest = trimmed.replace(WEB, "").replace(/^\/\//, "").split("#", 1)[0] ?? "";
  const hostEnd = rest.search(/[/?]/);
  const authority = hostEnd < 0 ? rest : rest.slice(0, hostEnd);
  const afterHost = hostEnd < 0 ? "" : rest.slice(hostEnd);
  const queryAt = afterHost.indexOf("?");
  const path = queryAt < 0 ? afterHost : afterHost.slice(0, queryAt);
  const query = queryAt < 0 ? "" : normaliseQuery(afterHost.slice(queryAt + 1));
  const bareAuthority = authority.slice(authority.lastIndexOf("@") + 1);
  const [, host = "", port = ""] = /^(.*?)(?::(\d*))?$/.exec(bareAuthority) ?? [];
  return `${hostKey(host, port, scheme)})${normalisePath(path)}${query === "" ? "" : `?${query}`}`;
}

/**
 * The beginning that the keys of all addresses below `prefix` share. A trailing slash of the prefix
 * is kept: `twitter.com/a/` is not to find `twitter.com/ab`.
 */
export function surtPrefix(prefix: string): string {
  const bare = prefix.replace(/\*$/, "");
  const key = surtKey(bare);
  return bare.endsWith("/") && !key.endsWith("/") ? `${key}/` : key;
}
