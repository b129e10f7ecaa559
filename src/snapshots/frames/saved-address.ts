import type { Frame } from "./frame.js";

/** Where these marks stand: before the page's own content, which cannot put them there. */
const BEFORE_BODY = 20_000;

interface Mark {
  /** The sign that is looked for first. */
  sign: string;
  address: RegExp;
}

/** How programs that save or replay pages write down whose page it is. */
const MARKS: readonly Mark[] = [
  // SingleFile: a comment at the page's start.
  {
    sign: "SingleFile",
    address:
      /<!--\s{1,20}(?:Page saved with|Archive processed by) SingleFile\s{1,20}url:\s{1,5}(https?:\/\/\S{1,4000})/,
  },
  // Chrome, Edge and Internet Explorer, "save as".
  {
    sign: "saved from url=",
    address: /<!-- saved from url=\(\d{4}\)(https?:\/\/[^\s>]{1,4000}) -->/,
  },
  // HTTrack.
  { sign: "HTTrack", address: /<!-- Mirrored from ([^\s>]{1,4000}) by HTTrack/ },
  // The Wayback Machine's replay.
  { sign: "__wm.wombat(", address: /__wm\.wombat\("(https?:\/\/[^"\s]{1,4000})","\d{4,14}"/ },
  // pywb's replay.
  { sign: "wbinfo.url", address: /wbinfo\.url\s{0,5}=\s{0,5}"(https?:\/\/[^"\s]{1,4000})"/ },
];

/**
 * Pages saved by a browser or copied out of a replay, given without their address: whoever saved
 * them wrote it into a comment or script of their own at the top.
 */
export const savedAddress: Frame = {
  name: "saved-address",
  looksFor:
    "marks of SingleFile, browsers' save-as, HTTrack, Wayback's and pywb's replay, before the body",
  unwrap(page) {
    if (page.capture.uriR !== null || page.isData) return null;
    const top = page.text.slice(0, BEFORE_BODY);
    const body = top.search(/<body[\s>]/i);
    const before = body === -1 ? top : top.slice(0, body);
    for (const { sign, address } of MARKS) {
      const found = before.includes(sign) ? address.exec(before)?.[1] : undefined;
      if (found !== undefined) {
        return { ...page.capture, uriR: /^https?:/i.test(found) ? found : `https://${found}` };
      }
    }
    return null;
  },
};
