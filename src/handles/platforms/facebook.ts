import type { Address } from "../address.js";
import type { PlatformAddresses } from "./platform.js";

const HOST = /^(?:[a-z-]{1,8}\.)?(?:facebook\.com|fb\.com)$/;
const HANDLE = /^[A-Za-z0-9.-]{1,80}$/;
const POST = /^(?:pfbid[A-Za-z0-9]{3,120}|\d{3,25})$/;

const RESERVED = new Set(
  (
    "ads business dialog events gaming groups hashtag help home.php l.php login login.php marketplace " +
    "messages pages people permalink.php photo photo.php plugins policies profile.php public reel " +
    "search settings share sharer sharer.php stories story.php video.php watch"
  ).split(" "),
);

/** Pages that name the post by parameters: the post's, then (where there is one) the account's. */
const BY_PARAMETER: Readonly<Record<string, readonly [post: string, account?: string]>> = {
  "permalink.php": ["story_fbid", "id"],
  "story.php": ["story_fbid", "id"],
  "photo.php": ["fbid"],
  photo: ["fbid"],
  "video.php": ["v"],
  watch: ["v"],
};

/** Facebook posts, photos, videos, reels and group posts; `pfbid…` ids or numbers. */
export const facebook: PlatformAddresses = {
  platform: "facebook",
  owns: ({ host }) => HOST.test(host),
  parse: (address) => {
    const [first = "", kind = "", ...rest] = address.segments;
    const byParameter = BY_PARAMETER[first];
    if (byParameter !== undefined) return fromParameters(address, byParameter);
    if (first === "profile.php") return account(address.query.get("id"));
    if (first === "people") return account(rest[0] ?? null);
    if (first === "reel") return found(null, kind);
    if (first === "groups") return found(null, rest[1] ?? "");
    if (RESERVED.has(first.toLowerCase()) || !HANDLE.test(first)) return null;
    if (kind === "") return { handle: first, id: null };
    return /^(?:posts|photos|videos)$/.test(kind) ? found(first, rest.at(-1) ?? "") : null;
  },
  addresses: (handle, id) => {
    if (handle === null || !HANDLE.test(handle) || !POST.test(id)) return [];
    const story = `permalink.php?story_fbid=${id}&id=${handle}`;
    const paths = [`${handle}/posts/${id}`, `${handle}/videos/${id}/`, `${handle}/photos/${id}/`];
    return (/^\d+$/.test(handle) ? [story, ...paths] : paths).map(
      (path) => `https://www.facebook.com/${path}`,
    );
  },
  prefixes: (handle) => (HANDLE.test(handle) ? [`www.facebook.com/${handle}/posts/`] : []),
};

function fromParameters(
  { query }: Address,
  [post, account]: readonly [post: string, account?: string],
) {
  const owner = account === undefined ? null : query.get(account);
  return found(owner !== null && HANDLE.test(owner) ? owner : null, query.get(post) ?? "");
}

/** An account by its number: pages and people without a name of their own. */
function account(number: string | null) {
  return number !== null && /^\d{1,25}$/.test(number) ? { handle: number, id: null } : null;
}

function found(handle: string | null, id: string) {
  return POST.test(id) ? { handle, id } : null;
}
