import { permalinkOf } from "../../handles/addresses.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { LineConvention } from "../types.js";

const SHORTCODE =
  /^\[(embed|tweet|twitter|blackbirdpie|tw|instagram|facebook|fb|bluesky|threads|tiktok|telegram)(?:[\s=:]([^\][]{0,500}))?\](?:\s*([^\s\][]{4,500})\s*\[\/\w{1,20}\])?$/i;
const ADDRESS = /https?:\/\/[^\s"'\][]{4,400}/;
const TWITTER_ID = /(?:^|[\s"'=])(\d{5,20})(?:$|[\s"'])/;

/** WordPress shortcodes that a page or a text still shows: `[tweet 123]`, `[embed]…[/embed]`. */
export const shortcode: LineConvention = {
  name: "shortcode",
  looksFor: "[embed]address[/embed], [tweet id-or-address] and their kin",
  read: ({ text }) => {
    const match = text.length > 1_000 ? null : SHORTCODE.exec(text);
    if (match === null) return null;
    const inside = `${match[2] ?? ""} ${match[3] ?? ""}`;
    const address = ADDRESS.exec(inside)?.[0];
    if (address !== undefined) return linkOnly(certainPostLink(address));
    const id = /^(?:tweet|twitter|blackbirdpie|tw)$/i.test(match[1] ?? "")
      ? TWITTER_ID.exec(inside)?.[1]
      : undefined;
    return id === undefined ? null : linkOnly(certainPostLink(permalinkOf("twitter", null, id)));
  },
};
