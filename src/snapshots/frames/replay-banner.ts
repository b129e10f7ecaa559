import { type Frame, withText } from "./frame.js";

/** Begin and end of what a replay writes into the page. */
const BANNERS: readonly (readonly [begin: string, end: string])[] = [
  ["<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"],
  ["<!-- BEGIN PYWB BANNER -->", "<!-- END PYWB BANNER -->"],
  ["<!-- WB Insert -->", "<!-- End WB Insert -->"],
  ["<!-- BEGIN ARQUIVO.PT BANNER -->", "<!-- END ARQUIVO.PT BANNER -->"],
];

/** Replay banners: a toolbar with addresses, dates and names that are none of the page's. */
export const replayBanner: Frame = {
  name: "replay-banner",
  looksFor: "comments that begin and end an archive's toolbar",
  signs: BANNERS.map(([begin]) => begin),
  unwrap(page) {
    if (page.isData) return null;
    for (const [begin, end] of BANNERS) {
      const from = page.text.indexOf(begin);
      const to = from === -1 ? -1 : page.text.indexOf(end, from);
      if (to === -1) continue;
      return withText(page.capture, page.text.slice(0, from) + page.text.slice(to + end.length));
    }
    return null;
  },
};
