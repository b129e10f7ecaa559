/** One entry of a `Link` header or of a TimeMap in link format (RFC 6690, RFC 7089). */
export interface Link {
  uri: string;
  /** Words of `rel`, in lower case. */
  rel: readonly string[];
  /** Other attributes by lower-case name. */
  attributes: ReadonlyMap<string, string>;
}

/** One attribute of an entry, with the white space and the semicolon before it. */
const ATTRIBUTE = /\s*;\s*([^\s=;,"<>]+)(?:\s*=\s*(?:"([^"]*)"|([^\s;,"]*)))?/y;
const URI = /[\s,]*<([^<>]*)>/y;

/**
 * Reads link format: commas may stand inside `<>` and quotes, attributes in any order, with any
 * white space and a trailing comma or none. What is no entry is passed over up to the next `<`.
 * Linear in the text.
 */
export function* parseLinkFormat(text: string): Generator<Link> {
  for (let at = 0; at < text.length; ) {
    URI.lastIndex = at;
    const [whole, uri] = URI.exec(text) ?? [];
    if (whole === undefined || uri === undefined) {
      const next = text.indexOf("<", at + 1);
      if (next < 0) return;
      at = next;
      continue;
    }
    at += whole.length;
    const attributes = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const [part, name, quoted, bare] = ATTRIBUTE.exec(text) ?? [];
      if (part === undefined || name === undefined) break;
      at += part.length;
      const key = name.toLowerCase();
      if (!attributes.has(key)) attributes.set(key, quoted ?? bare ?? "");
    }
    const rel = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    yield { uri: uri.trim(), rel, attributes };
  }
}
