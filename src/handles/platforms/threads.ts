import type { PlatformAddresses } from "./platform.js";

const HANDLE = /^[A-Za-z0-9_.]{1,30}$/;
const POST = /^[A-Za-z0-9_-]{5,40}$/;

/** Threads, under threads.net and (since 2025) threads.com. */
export const threads: PlatformAddresses = {
  platform: "threads",
  owns: ({ host }) => host === "threads.net" || host === "threads.com",
  parse: ({ segments: [first = "", kind, id = ""] }) => {
    if (first === "t" && kind !== undefined)
      return POST.test(kind) ? { handle: null, id: kind } : null;
    const handle = first.slice(1);
    if (!first.startsWith("@") || !HANDLE.test(handle)) return null;
    if (kind === undefined) return { handle, id: null };
    return kind === "post" && POST.test(id) ? { handle, id } : null;
  },
  addresses: (handle, id) => {
    if (!POST.test(id)) return [];
    const short = [`https://www.threads.net/t/${id}`, `https://www.threads.com/t/${id}`];
    if (handle === null || !HANDLE.test(handle)) return short;
    return [
      `https://www.threads.net/@${handle}/post/${id}`,
      `https://www.threads.com/@${handle}/post/${id}`,
      ...short,
    ];
  },
  prefixes: (handle) =>
    HANDLE.test(handle)
      ? [`www.threads.net/@${handle}/post/`, `www.threads.com/@${handle}/post/`]
      : [],
};
