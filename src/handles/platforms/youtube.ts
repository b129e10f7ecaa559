import type { PlatformAddresses } from "./platform.js";

const HOST = /^(?:(?:m|music)\.)?(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/;
const VIDEO = /^[A-Za-z0-9_-]{11}$/;
/** Ids of community posts. */
const COMMUNITY_POST = /^Ug[A-Za-z0-9_-]{10,60}$/;
const HANDLE = /^[\p{L}\p{N}_.·-]{1,40}$/u;

/** YouTube videos, shorts, streams and community posts. */
export const youtube: PlatformAddresses = {
  platform: "youtube",
  owns: ({ host }) => HOST.test(host),
  parse: ({ host, segments: [first = "", second], query }) => {
    if (host === "youtu.be") return found(first);
    if (first === "watch") return found(query.get("v") ?? "");
    if (/^(?:shorts|live|embed|v|e|post)$/.test(first)) return found(second ?? "");
    const post = query.get("lb");
    if (post !== null) return found(post);
    const handle = first.startsWith("@") ? first.slice(1) : accountName(first, second);
    return handle !== undefined && HANDLE.test(handle) ? { handle, id: null } : null;
  },
  addresses: (_handle, id) => {
    if (COMMUNITY_POST.test(id)) return [`https://www.youtube.com/post/${id}`];
    if (!VIDEO.test(id)) return [];
    return [
      `https://www.youtube.com/watch?v=${id}`,
      `https://youtu.be/${id}`,
      `https://www.youtube.com/shorts/${id}`,
      `https://www.youtube.com/embed/${id}`,
    ];
  },
  /** YouTube's addresses do not hold the account. */
  prefixes: () => [],
};

function accountName(kind: string, name: string | undefined): string | undefined {
  return /^(?:user|c|channel)$/.test(kind) ? name : undefined;
}

function found(id: string) {
  return VIDEO.test(id) || COMMUNITY_POST.test(id) ? { handle: null, id } : null;
}
