import { Buffer } from "node:buffer";
import type { Post } from "../../records/post.js";
import { get, type Node, nodesAt, wordAt } from "./values.js";

/**
 * Links of a Bluesky record: its facets count UTF-8 bytes of the text, which already shows what a
 * reader saw (atproto, "Rich text facets"). A facet that cuts a character is left out.
 */
export function facetLinks(record: Node, text: string): Post["links"] {
  const facets = nodesAt(record, "facets").slice(0, 500);
  if (facets.length === 0) return [];
  const bytes = Buffer.from(text, "utf8");
  return facets.flatMap((facet) => {
    const uris = nodesAt(facet, "features").flatMap(
      (feature) => wordAt(feature, "uri")?.value ?? [],
    );
    const [start, end] = [get(facet, "index/byteStart"), get(facet, "index/byteEnd")];
    if (uris.length === 0 || typeof start !== "number" || typeof end !== "number") return [];
    const shown = bytes.subarray(start, end).toString("utf8");
    return shown === "" || shown.includes("\ufffd") ? [] : [{ shown, targets: uris }];
  });
}
