import { decodeHTMLStrict } from "entities";
import { compose, identity, type Mapped, MappedBuilder } from "./mapped.js";

/** Captures hold `&amp;`, articles `&amp;amp;`: two layers are seen, more would be invention. */
const PASSES = 2;

const REFERENCE = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;

/** The text with HTML character references resolved. */
export function decodeEntities(original: string): Mapped {
  let mapped = identity(original);
  for (let pass = 0; pass < PASSES && mapped.text.includes("&"); pass += 1) {
    mapped = compose(decodeOnce(mapped.text), mapped);
  }
  return mapped;
}

function decodeOnce(text: string): Mapped {
  const builder = new MappedBuilder();
  let at = 0;
  for (const match of text.matchAll(REFERENCE)) {
    builder.copy(text, at, match.index);
    at = match.index + match[0].length;
    builder.add(decodeHTMLStrict(match[0]), match.index, at);
  }
  builder.copy(text, at, text.length);
  return builder.build();
}
