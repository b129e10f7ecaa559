import type { PlatformAddresses } from "./platform.js";

const HANDLE = /^[A-Za-z0-9_.]{1,30}$/;
const POST = /^\d{6,20}$/;

/** TikTok videos and photo posts; short links (`vm.tiktok.com`) name no post by themselves. */
export const tiktok: PlatformAddresses = {
  platform: "tiktok",
  owns: ({ host }) => /^(?:(?:m|vm|vt)\.)?tiktok\.com$/.test(host),
  parse: ({ segments }) => {
    const [first = "", kind, id = ""] = segments;
    if (first.startsWith("@")) {
      const handle = first.slice(1);
      if (!HANDLE.test(handle)) return null;
      if (kind === undefined) return { handle, id: null };
      return /^(?:video|photo)$/.test(kind) && POST.test(id) ? { handle, id } : null;
    }
    if (!/^(?:v|embed|player)$/.test(first)) return null;
    const last = (segments.at(-1) ?? "").replace(/\.html$/, "");
    return POST.test(last) ? { handle: null, id: last } : null;
  },
  addresses: (handle, id) => {
    if (!POST.test(id)) return [];
    const embeds = [`https://www.tiktok.com/embed/v2/${id}`, `https://m.tiktok.com/v/${id}.html`];
    if (handle === null || !HANDLE.test(handle)) return embeds;
    return [
      `https://www.tiktok.com/@${handle}/video/${id}`,
      `https://www.tiktok.com/@${handle}/photo/${id}`,
      ...embeds,
    ];
  },
  prefixes: (handle) => (HANDLE.test(handle) ? [`www.tiktok.com/@${handle}/video/`] : []),
};
