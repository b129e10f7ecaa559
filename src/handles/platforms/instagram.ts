import type { PlatformAddresses } from "./platform.js";

const KIND = /^(?:p|reel|reels|tv)$/;
const HANDLE = /^[A-Za-z0-9_.]{1,30}$/;
const POST = /^[A-Za-z0-9_-]{5,40}$/;

const RESERVED = new Set(
  (
    "about accounts api ar challenge create developer direct directory emails explore graphql legal " +
    "live nametag oauth p privacy reel reels session share stories terms tv web"
  ).split(" "),
);

/** Instagram posts, reels and videos, with or without the account in the path. */
export const instagram: PlatformAddresses = {
  platform: "instagram",
  owns: ({ host }) => /^(?:m\.)?instagram\.com$|^instagr\.am$/.test(host),
  parse: ({ segments: [first = "", second, third] }) => {
    if (KIND.test(first)) return found(null, second);
    if (first === "stories" && third !== undefined) return found(second ?? null, third);
    if (RESERVED.has(first.toLowerCase()) || !HANDLE.test(first)) return null;
    if (second === undefined) return { handle: first, id: null };
    return KIND.test(second) ? found(first, third) : null;
  },
  addresses: (handle, id) => {
    if (!POST.test(id)) return [];
    const own = handle !== null && HANDLE.test(handle) ? [`${handle}/p`, `${handle}/reel`] : [];
    return ["p", "reel", ...own, "tv"].map((path) => `https://www.instagram.com/${path}/${id}/`);
  },
  /** The id is not behind the account in Instagram's usual addresses. */
  prefixes: () => [],
};

function found(handle: string | null, id: string | undefined) {
  return id !== undefined && POST.test(id) ? { handle, id } : null;
}
