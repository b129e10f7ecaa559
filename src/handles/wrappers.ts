import { type Address, decode, isAt } from "./address.js";

/** Archives whose addresses hold the archived address; their subdomains count too. */
const ARCHIVE_HOSTS: ReadonlySet<string> = new Set([
  "archive.org",
  "archive-it.org",
  "arquivo.pt",
  "archive.today",
  "archive.is",
  "archive.ph",
  "archive.md",
  "archive.li",
  "archive.vn",
  "archive.fo",
  "perma.cc",
  "webarchive.org.uk",
  "nationalarchives.gov.uk",
  "webarchive.loc.gov",
  "swap.stanford.edu",
  "vefsafn.is",
  "mementoweb.org",
  "conifer.rhizome.org",
  "webrecorder.net",
  "megalodon.jp",
  "ghostarchive.org",
  "webcache.googleusercontent.com",
]);

/** Pages that show or lead to the address in one of their parameters. */
const PARAMETER_WRAPPERS: readonly { host: RegExp; parameters: readonly string[] }[] = [
  { host: /^publish\.(twitter|x)\.com$/, parameters: ["url", "query"] },
  { host: /^(.+\.)?facebook\.com$/, parameters: ["href", "u"] },
  { host: /^(.+\.)?google\.[a-z.]{2,6}$/, parameters: ["q", "url"] },
  { host: /^.+\.safelinks\.protection\.outlook\.com$/, parameters: ["url"] },
  { host: /^(public\.)?api\.bsky\.app$/, parameters: ["uri"] },
];

/** `…/20230207101112id_/https:/…`, `…/timemap/link/https:…`: replay and Memento forms, any host. */
const REPLAY_FORM =
  /\/(?:\d{14}(?:[a-z]{2}_)?|timegate|timemap\/(?:link|json|cdxj))\/(https?(?::|%3a)\/?.*)$/is;

/** A complete address anywhere in the path or the query. */
const INNER_ADDRESS = /[/=:](https?(?::|%3a)(?:\/|%2f).*)$/is;

/** An address without scheme behind a time: `…/web/2023/twitter.com/…`, or with a star for the time. */
const BEHIND_TIME =
  /\/(?:[\d*.-]{1,20}(?:[a-z]{2}_)?|newest|oldest)\/([a-z0-9.-]+\.[a-z]{2,}(?::\d+)?\/.*)$/is;

/**
 * The address inside an archive's address (Wayback with flags and single slashes, arquivo.pt,
 * archive.today and its other names, pywb, Memento) or inside a link-wrapping page; null when
 * there is none.
 */
export function unwrapAddress(address: Address): string | null {
  return fromReplay(address.rest) ?? fromArchive(address) ?? fromParameter(address);
}

function fromReplay(rest: string): string | null {
  return undecorated(REPLAY_FORM.exec(rest)?.[1]);
}

function fromArchive({ host, rest }: Address): string | null {
  if (!isAt(host, ARCHIVE_HOSTS)) return null;
  return undecorated(INNER_ADDRESS.exec(rest)?.[1] ?? BEHIND_TIME.exec(rest)?.[1]);
}

function fromParameter({ host, query }: Address): string | null {
  const wrapper = PARAMETER_WRAPPERS.find((candidate) => candidate.host.test(host));
  for (const name of wrapper?.parameters ?? []) {
    const value = query.get(name);
    if (value !== null && /^(https?|at):\/\//i.test(value)) return value;
  }
  return null;
}

function undecorated(inner: string | undefined): string | null {
  if (inner === undefined) return null;
  return /^https?%3a/i.test(inner) ? decode(inner) : inner;
}
