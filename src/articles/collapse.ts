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
    const first = best.get(keyOf(one)) ?? one;
    if (first !== one && !saysOtherwise(one, first)) duplicates.push(one);
    else if (one.aside !== null) aside.push(one);
    else kept.push(one);
  }
  return { kept, duplicates, aside };
}

/**
 * Whether an article gives a post's words twice and differently: then both are quotes, since either
 * may be the wrong one. A copy in another language is the post's translation.
 */
function saysOtherwise(one: PlacedEmbed, first: PlacedEmbed): boolean {
  if (!one.shown || !first.shown || one.aside !== null || first.aside !== null) return false;
  if (one.embed.text === null || first.embed.text === null) return false;
  if (one.embed.lang !== first.embed.lang) return false;
  const [words, known] = [lettersOf(one.embed.text), lettersOf(first.embed.text)];
  return !words.startsWith(known) && !known.startsWith(words);
}

/** Links look different from one kind of embed to the next. */
function lettersOf(text: string): string {
  return text
    .replace(/\S+\/\S*/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

function rank({ embed, aside, shown }: PlacedEmbed): number {
  return (aside === null ? 4 : 0) + (embed.text === null ? 0 : 2) + (shown ? 1 : 0);
}

function keyOf({ embed }: PlacedEmbed): string {
  return embed.id === null
    ? `${embed.handle?.toLowerCase() ?? embed.name}\n${embed.text ?? embed.url}`
    : postKey(embed.platform, embed.id);
}
