import type { QuoteRecord } from "../records/quote.js";

/** Fewest words by which a post of another day, or of a guessed account, can be recognised. */
const RECOGNISABLE_WORDS = 4;

/** Enough words that no other post of an account is likely to have them too. */
export const isRecognisable = ({ text }: QuoteRecord): boolean =>
  (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= RECOGNISABLE_WORDS;
