import { readAttributedCode } from "../embed-code.js";
import type { EmbedConvention } from "../types.js";

/** An embed code whose class a publishing system renamed or dropped: its form gives it away. */
export const attributedBlockquote: EmbedConvention = {
  name: "attributed-blockquote",
  looksFor: "blockquote that ends in an attribution line with the permalink on its date",
  tags: ["blockquote"],
  read: (element) => readAttributedCode(element),
};
