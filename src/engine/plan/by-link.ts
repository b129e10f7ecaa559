import { idTime } from "../../dates/id-time.js";
import { addressesOf } from "../../handles/addresses.js";
import { type Permalink, parsePermalink } from "../../handles/permalink.js";
import { isNamedBy } from "../../handles/same-post.js";
import { prefix, type Step } from "./step.js";

/**
 * Where captures of a linked post stand: under the handle in the link, under the printed one
 * (accounts are renamed, and any handle before a real id leads to the post), under none.
 */
export function permalinkSteps(
  link: Permalink & { id: string },
  url: string,
  printed: readonly string[],
): Step[] {
  const asked = new Set<string>();
  const steps: Step[] = [];
  for (const handle of [link.handle, ...printed, null]) {
    const addresses = addressesOf({
      platform: link.platform,
      handle,
      id: link.id,
      ...(handle === link.handle && { url }),
    }).filter((address) => !asked.has(address));
    for (const address of addresses) asked.add(address);
    steps.push(
      ...addresses.map(
        (address): Step => ({
          purpose: "permalink",
          narrower: [],
          probe: { uriR: address, at: postedAt(link), only: !hasVariants(address) },
          // A prefix: captures of `…/ID?s=20` and `…/ID/photo/1` hold the same post (archives.md 2).
          queries: [prefix(address)],
          wants: (named) => named?.id === link.id,
          posts: [{ by: "id", platform: link.platform, id: link.id }],
          considers: (post) => isNamedBy(post, link),
        }),
      ),
    );
  }
  return steps;
}

/** Time of the id, or now: without a time the newest capture is as good as any. */
function postedAt({ platform, id }: Permalink & { id: string }): string {
  const time = idTime(platform, id);
  return new Date(time === null ? Date.now() : time.ms).toISOString();
}

/** Addresses without a handle are typed by machines: nothing is added to them. */
function hasVariants(address: string): boolean {
  return parsePermalink(address)?.handle !== null;
}

/** A printed address that names no post: captures of exactly that, whatever posts they hold. */
export function addressStep(url: string): Step {
  return {
    purpose: "address",
    queries: [{ kind: "exact", uriR: url }],
    narrower: [],
    wants: () => true,
    posts: [],
    considers: () => true,
  };
}
