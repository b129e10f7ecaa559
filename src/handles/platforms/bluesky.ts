import type { Address } from "../address.js";
import type { PlatformAddresses } from "./platform.js";

/** The app, its embeds, and the public API, which names posts by a parameter. */
const OWN_HOST = /^(?:embed\.|staging\.|main\.|api\.|public\.api\.)?bsky\.app$/;
/** Sites that show Bluesky's posts under its own paths. */
const MIRRORS = new Set(["fxbsky.app", "bskyx.app", "bsyy.app", "vxbsky.app", "cbsky.app"]);

/** A domain name, or a DID (atproto syntax). */
const ACTOR =
  /^(?:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10}|did:(?:plc|web):[a-z0-9.:%-]{1,200})$/i;
/** Record keys of posts are TIDs: 13 characters of sortable base 32. */
const POST = /^[2-7a-z]{13}$/;
const COLLECTION = "app.bsky.feed.post";

/** Bluesky: the app's pages, its embeds, and `at://` addresses; by handle or by DID. */
export const bluesky: PlatformAddresses = {
  platform: "bluesky",
  isMirror: (host) => MIRRORS.has(host),
  owns: ({ scheme, host }) => scheme === "at" || OWN_HOST.test(host) || MIRRORS.has(host),
  parse: (address) => {
    const [actor = "", id] = actorAndPost(address);
    const handle = actor.replace(/^@/, "");
    if (!ACTOR.test(handle)) return null;
    if (id === undefined) return { handle, id: null };
    return POST.test(id) ? { handle, id } : null;
  },
  addresses: (handle, id) => {
    if (handle === null || !ACTOR.test(handle) || !POST.test(id)) return [];
    const uri = `at://${handle}/${COLLECTION}/${id}`;
    return [
      `https://bsky.app/profile/${handle}/post/${id}`,
      uri,
      `https://embed.bsky.app/embed/${handle}/${COLLECTION}/${id}`,
      `https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=${encodeURIComponent(uri)}`,
    ];
  },
  prefixes: (handle) => (ACTOR.test(handle) ? [`bsky.app/profile/${handle}/post/`] : []),
};

function actorAndPost({ scheme, host, segments }: Address): string[] {
  const [first, second, third, fourth] = segments;
  if (scheme === "at") {
    if (first === undefined) return [host];
    return first === COLLECTION && second !== undefined ? [host, second] : [];
  }
  if (first === "embed" && third === COLLECTION) return [second ?? "", fourth ?? ""];
  if (first !== "profile" || second === undefined) return [];
  if (third === undefined) return [second];
  return third === "post" ? [second, fourth ?? ""] : [];
}
