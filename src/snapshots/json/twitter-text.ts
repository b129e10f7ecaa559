import { decodeEntities, isEscaped } from "./entities.js";
import { type JsonObject, type Node, nodesAt, stringAt } from "./values.js";

/** A stretch of a raw text that stands for something else: a link, or a picture shown elsewhere. */
interface Stretch {
  start: number;
  end: number;
  /** What a reader saw in its place; null where it was not shown as text at all. */
  shown: string | null;
  /** The platform's link from cut words to the whole post. */
  toWhole: boolean;
  targets: string[];
}

/** A post's words as a reader saw them. */
export interface ShownText {
  text: string;
  /** The words end on an ellipsis before the platform's link to the whole post: it cut them. */
  cut: boolean;
  links: { shown: string; targets: string[] }[];
}

/** Links to a post's own pictures, which readers see as the picture (display address by design). */
const MEDIA_DISPLAY = /^pic\.(?:twitter|x)\.com\//i;

/** Most entities of one text that are placed; a post holds a few dozen at most. */
const MAX_ENTITIES = 500;

/** Occurrences of one short address that are looked at. */
const MAX_TRIES = 50;

/** Longest text whose links are placed: long posts end at 25,000 characters. */
const MAX_TEXT = 200_000;

/** UTF-16 offset of a code point of `text`, one past the end included; undefined beyond. */
type Offsets = (codePoint: number) => number | undefined;

function codePointOffsets(text: string): Offsets {
  if (text.length > MAX_TEXT) return () => undefined;
  // Most texts have no character of two units: there both count alike.
  if (!/[\ud800-\udfff]/.test(text)) {
    return (at) => (Number.isInteger(at) && at >= 0 && at <= text.length ? at : undefined);
  }
  const offsets = [0];
  let end = 0;
  for (const character of text) {
    end += character.length;
    offsets.push(end);
  }
  return (at) => offsets[at];
}

function indicesOf(entity: JsonObject): [number, number] | null {
  const indices = entity.indices ?? [entity.start, entity.end];
  if (!Array.isArray(indices)) return null;
  const [start, end] = indices as unknown[];
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}

/**
 * Where an entity's short address stands in `raw`: at its indices in code points, else in UTF-16
 * units, else (escapes and edits shift them) at its first whole occurrence that is still free.
 */
function placeOf(
  raw: string,
  offsets: Offsets,
  entity: JsonObject,
  url: string,
  taken: readonly Stretch[],
): [number, number] | null {
  const indices = indicesOf(entity);
  if (indices) {
    const [from, to] = indices;
    for (const [start, end] of [[offsets(from), offsets(to)] as const, [from, to] as const]) {
      if (start !== undefined && end !== undefined && raw.slice(start, end) === url) {
        return [start, end];
      }
    }
  }
  let start = raw.indexOf(url);
  for (let tries = 0; start !== -1 && tries < MAX_TRIES; tries += 1) {
    const end = start + url.length;
    const whole = !/[\p{L}\p{N}]/u.test(raw.charAt(end));
    if (whole && !taken.some((other) => start < other.end && other.start < end)) {
      return [start, end];
    }
    start = raw.indexOf(url, end);
  }
  return null;
}

function unique(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => typeof value === "string" && value !== ""))].map(
    String,
  );
}

function stretchesOf(
  raw: string,
  offsets: Offsets,
  urls: readonly Node[],
  media: readonly Node[],
  id: string | null,
): Stretch[] {
  const stretches: Stretch[] = [];
  const place = (node: Node, shownAs: (display: string) => string | null) => {
    const url = stringAt(node, "url")?.value;
    if (!url) return;
    const at = placeOf(raw, offsets, node.value, url, stretches);
    if (at === null) return;
    const display = decodeEntities(stringAt(node, "display_url")?.value ?? url);
    const targets = unique([
      stringAt(node, "unwound_url", "unwound/url")?.value,
      stringAt(node, "expanded_url")?.value,
      url,
    ]);
    const toWhole = id !== null && targets.some((target) => target.endsWith(`/i/web/status/${id}`));
    const shown = toWhole ? null : shownAs(display);
    stretches.push({ start: at[0], end: at[1], shown, toWhole, targets });
  };
  const placed = new Set<string>();
  for (const node of media.slice(0, MAX_ENTITIES)) {
    const url = stringAt(node, "url")?.value;
    // Four pictures share one short address.
    if (!url || placed.has(url)) continue;
    placed.add(url);
    place(node, () => null);
  }
  for (const node of urls.slice(0, MAX_ENTITIES)) {
    if (placed.has(stringAt(node, "url")?.value ?? "")) continue;
    place(node, (display) => (MEDIA_DISPLAY.test(display) ? null : display));
  }
  return stretches.sort((a, b) => a.start - b.start);
}

const SHORT_LINK = /^https?:\/\/t\.co\/[A-Za-z0-9]{1,20}$/;

/**
 * End of what is shown: short links at the end that no entity explains and that lie past the
 * displayed range are a picture's or quoted post's address, seen as the picture or the quoted post.
 */
function endOfShown(
  raw: string,
  offsets: Offsets,
  displayRange: unknown,
  stretches: readonly Stretch[],
): number {
  const rangeEnd = Array.isArray(displayRange) ? (displayRange[1] as unknown) : null;
  if (typeof rangeEnd !== "number") return raw.length;
  const least = offsets(rangeEnd) ?? raw.length;
  let end = raw.trimEnd().length;
  while (end > least) {
    const start = Math.max(raw.lastIndexOf(" ", end - 1), raw.lastIndexOf("\n", end - 1)) + 1;
    const explained = stretches.some((s) => s.end > start && s.start < end && s.shown !== null);
    if (start < least || explained || !SHORT_LINK.test(raw.slice(start, end))) break;
    end = raw.slice(0, start).trimEnd().length;
  }
  return end;
}

export interface RawText {
  raw: string;
  /** Objects that hold `urls` and `media` lists, the best first. */
  entities: readonly Node[];
  /** The post's own id, to know the platform's link to the whole post by. */
  id: string | null;
  displayRange?: unknown;
  /** A long post's note, which may come unescaped; all other texts are escaped once. */
  note?: boolean;
}

/**
 * A raw API text as a reader saw it: short links replaced by what they were displayed as, links to
 * the post's own pictures left out, entities decoded exactly once. Replies keep their leading
 * mentions, as on the page.
 */
export function showText({ raw, entities, id, displayRange, note = false }: RawText): ShownText {
  const decode = note && !isEscaped(raw) ? (text: string) => text : decodeEntities;
  const urls = entities.flatMap((node) => nodesAt(node, "urls", "url_entities"));
  const media = entities.flatMap((node) => nodesAt(node, "media"));
  const offsets = codePointOffsets(raw);
  const all = raw.length > MAX_TEXT ? [] : stretchesOf(raw, offsets, urls, media, id);
  const kept = raw.slice(0, endOfShown(raw, offsets, displayRange, all));
  let text = "";
  let from = 0;
  const links: ShownText["links"] = [];
  for (const stretch of all) {
    if (stretch.start < from || stretch.end > kept.length) continue;
    text += decode(raw.slice(from, stretch.start));
    from = stretch.end;
    if (stretch.shown === null) continue;
    text += stretch.shown;
    links.push({ shown: stretch.shown, targets: stretch.targets });
  }
  text += decode(kept.slice(Math.min(from, kept.length)));
  const words = text.trim();
  // Edited posts of 2022 end on that link too, whole as they are.
  const cut = words.endsWith("…") && all.some((stretch) => stretch.toWhole);
  return { text: words, cut, links };
}
