import { framedAddress } from "../frames/perma.js";
import type { StateRule } from "../states.js";

/** Archives' pages round a record that was not captured with them. */
export const FRAMED: readonly StateRule[] = [
  {
    name: "an archive's page round a record",
    state: "shell",
    looksFor: "input#source_url (Perma) or replay-web-page[url], without what their frame shows",
    test: (page) => {
      const address = framedAddress(page);
      return address === null
        ? null
        : `the page only frames a record of ${address.slice(0, 200)}, which this capture does not hold`;
    },
  },
];
