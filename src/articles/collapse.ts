import type { PlacedEmbed } from "./page.js";
import { postKey } from "./permalinks.js";

export interface Collapsed {
  kept: PlacedEmbed[];
  /** The same post once more: print view, AMP twin, a script's copy of the page. */
  duplicates: PlacedEmbed[];
  /** Embeds that stand only in boxes of other stories or of comments. */
  aside: PlacedEmbed[];
}

/**
 * One embed a post, in page order: the article's own before a box's, one with words before one
 * without, one that is shown before one that a script carries, else the first.
 */
export function collapse(embeds: readonly PlacedEmbed[]): Collapsed {
  const best = new Map<string, PlacedEmbed>();
  for (const one of embeds) {
    const key = keyOf(one);
    const known = best.get(key);
    if (known === undefined || rank(one) > rank(known)) best.set(key, one);
  }
  const kept: PlacedEmbed[] = [];
  const duplicates: PlacedEmbed[] = [];
  const aside: PlacedEmbed[] = [];
  for (const one of embeds) {
    if (best.get(keyOf(one)) !== one) duplicates.push(one);
    else if (one.aside !== null) aside.push(one);
    else kept.push(one);
  }
  return { kept, duplicates, aside };
}

function rank({ embed, aside, shown }: PlacedEmbed): number {
  return (aside === null ? 4 : 0) + (embed.text === null ? 0 : 2) + (shown ? 1 : 0);
}

function keyOf({ embed }: PlacedEmbed): string {
  return embed.id === null
    ? `${embed.handle?.toLowerCase() ?? embed.name}\n${embed.text ?? embed.url}`
    : postKey(embed.platform, embed.id);
}
