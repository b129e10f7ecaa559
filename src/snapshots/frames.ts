import { archiveToday } from "./frames/archive-today.js";
import { bigPipe } from "./frames/big-pipe.js";
import type { Frame } from "./frames/frame.js";
import { jsonMarkup } from "./frames/json-markup.js";
import { mhtml } from "./frames/mhtml.js";
import { perma } from "./frames/perma.js";
import { replayBanner } from "./frames/replay-banner.js";
import { savedAddress } from "./frames/saved-address.js";

/** What archives and browsers put round a capture, outermost first. One file and one line each. */
export const FRAMES: readonly Frame[] = [
  mhtml,
  savedAddress,
  perma,
  archiveToday,
  replayBanner,
  bigPipe,
  jsonMarkup,
];
