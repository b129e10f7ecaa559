import { type Address, isAt, pathSegments } from "../address.js";
import type { PlatformAddresses } from "./platform.js";
import { TWITTER_MIRRORS } from "./twitter-mirrors.js";

const OWN_HOST = /^(?:(?:mobile|m|web|pro|tweetdeck)\.)?(?:twitter|x)\.com$/;
/** Hosts that name a post by a parameter or at the end of the path: embeds, widgets, the API. */
const SERVICE_HOST =
  /^(?:(?:platform|publish|syndication|api|cdn\.syndication)\.(?:twitter|x)\.com|(?:cdn\.)?syndication\.twimg\.com)$/;

/** First path segments that are Twitter's own pages, never an account. */
const RESERVED = new Set(
  (
    "about account accounts ads anywhere archive articles bookmarks communities compose contacts " +
    "discover download embed explore events favorites find_friends followers following hashtag help " +
    "home i import_contacts intent invitations invite jobs lists log_in login logout me mentions " +
    "messages moments newtwitter notifications oauth oembed photo pic privacy public_timeline replies rss " +
    "saved_searches search search-advanced search-home sessions settings share signin signup " +
    "similar_to statistics status statuses tos translate trends tweet tweets user users video views " +
    "web welcome who_to_follow widgets"
  ).split(" "),
);

/** Pages below an account that still show the account. */
const ACCOUNT_PAGES = new Set(
  "with_replies media likes highlights articles superfollows favorites tweets".split(" "),
);

/** Twitter allows 15 characters now; older accounts have up to 20 (twitter-text's own rule). */
const HANDLE = /^@?([A-Za-z0-9_]{1,20})$/;
/** Digits, then nothing or what text around a link leaves behind. An ellipsis means a cut id. */
const ID = /^(\d{1,20})(?:$|[^\p{L}\p{N}_…\-%])(?!\.\.)/u;
const EMBEDDED_ID = /(?:^|\/)(\d{1,20})(?:\.json)?$/;

type Found = { handle: string | null; id: string | null };

/** Twitter, X, their embeds and API, and the sites that mirror them. */
export const twitter: PlatformAddresses = {
  platform: "twitter",
  owns: ({ host }) => OWN_HOST.test(host) || SERVICE_HOST.test(host) || isMirror(host),
  isMirror,
  parse: (address) => (SERVICE_HOST.test(address.host) ? fromService(address) : fromPage(address)),
  addresses: (handle, id) => {
    if (!/^\d{1,20}$/.test(id)) return [];
    const name = handleIn(handle ?? "");
    return name === null
      ? [
          `https://twitter.com/i/web/status/${id}`,
          `https://x.com/i/web/status/${id}`,
          `https://twitter.com/i/status/${id}`,
          `https://x.com/i/status/${id}`,
          `https://twitter.com/statuses/${id}`,
        ]
      : [
          `https://twitter.com/${name}/status/${id}`,
          `https://x.com/${name}/status/${id}`,
          `https://mobile.twitter.com/${name}/status/${id}`,
          `https://twitter.com/i/web/status/${id}`,
          `https://twitter.com/${name}/statuses/${id}`,
        ];
  },
  prefixes: (handle) => {
    const name = handleIn(handle);
    if (name === null) return [];
    return ["twitter.com", "x.com", "mobile.twitter.com"].map((host) => `${host}/${name}/status/`);
  },
};

function isMirror(host: string): boolean {
  return host.startsWith("nitter.") || isAt(host, TWITTER_MIRRORS);
}

function fromService({ segments, query }: Address): Found | null {
  const id = query.get("id") ?? EMBEDDED_ID.exec(segments.join("/"))?.[1] ?? graphqlId(query);
  return id !== null && /^\d{1,20}$/.test(id) ? { handle: null, id } : null;
}

/** `#!/jack/status/20` is how Twitter addressed everything in 2010–2012. */
function fromPage(address: Address): Found | null {
  const segments = address.segments.length === 0 ? hashBangSegments(address) : address.segments;
  return fromStatus(segments) ?? fromAction(segments, address) ?? fromAccount(segments);
}

function hashBangSegments({ fragment, query }: Address): readonly string[] {
  const path = fragment.startsWith("!") ? fragment.slice(1) : query.get("_escaped_fragment_");
  return pathSegments((path ?? "").split(/[?&]/)[0] ?? "");
}

function fromStatus(segments: readonly string[]): Found | null {
  const at = segments.findIndex((segment) => /^status(?:es)?$/i.test(segment));
  if (at < 0 || at > 2) return null;
  const id = ID.exec(segments[at + 1] ?? "")?.[1];
  if (id === undefined) return null;
  const owner = at === 1 ? (segments[0] ?? "") : "";
  return { handle: RESERVED.has(owner.toLowerCase()) ? null : handleIn(owner), id };
}

/** Web intents and the app's own API name a post, or an account, by a parameter. */
function fromAction(segments: readonly string[], address: Address): Found | null {
  const [first, second] = segments;
  if (first === "intent") {
    const { query } = address;
    const id = query.get("tweet_id") ?? query.get("in_reply_to");
    if (id !== null) return /^\d{1,20}$/.test(id) ? { handle: null, id } : null;
    const handle = handleIn(query.get("screen_name") ?? "");
    return handle === null ? null : { handle, id: null };
  }
  const id = first === "i" && second === "api" ? graphqlId(address.query) : null;
  return id === null ? null : { handle: null, id };
}

/** The app's own API names the post in its variables, on both of its hosts. */
function graphqlId(query: URLSearchParams): string | null {
  return /"(?:focalTweetId|tweetId)":"(\d{1,20})"/.exec(query.get("variables") ?? "")?.[1] ?? null;
}

function fromAccount(segments: readonly string[]): Found | null {
  const [owner = "", page, more] = segments;
  if (more !== undefined || (page !== undefined && !ACCOUNT_PAGES.has(page))) return null;
  const handle = handleIn(owner);
  return handle === null || RESERVED.has(handle.toLowerCase()) ? null : { handle, id: null };
}

function handleIn(text: string): string | null {
  return HANDLE.exec(text)?.[1] ?? null;
}
