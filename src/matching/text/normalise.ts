import { KEPT, LINE_BREAK, SPACE, TYPOGRAPHIC, UNSEEN_STRETCH } from "./characters.js";
import { decodeEntities } from "./entities.js";
import { NEED, needOf } from "./glance.js";
import { compose, identity, type Mapped, MappedBuilder } from "./mapped.js";

/** A text at the two levels on which it is compared, each mapped onto the text it came from. */
export interface Normalised {
  /** Differences of capture resolved: entities, invisible characters, NFC, white space. */
  capture: Mapped;
  /** Typography folded as well: quotes, dashes, NFKC forms. Maps onto `capture.text`. */
  typographic: Mapped;
  /** Both texts are the same. */
  same: boolean;
}

/**
 * Normalises a text of any kind: lone surrogates and unassigned characters stand for themselves.
 * Each step leaves alone what one look at the whole text shows to need nothing; that is most posts.
 */
export function normalise(original: string): Normalised {
  let needs = needOf(original);
  let capture = identity(original);
  if (needs & NEED.references) {
    capture = decodeEntities(original);
    if (capture.text !== original) needs = needOf(capture.text);
  }
  if (needs & NEED.unseen) capture = compose(withoutInvisibles(capture.text), capture);
  const composed = (needs & NEED.composing) === 0 || isComposed(capture.text);
  if (!composed) capture = compose(composeClusters(capture.text), capture);
  const typographic = typographicOf(capture.text, needs, composed);
  return { capture, typographic, same: typographic.text === capture.text };
}

function typographicOf(text: string, needs: number, composed: boolean): Mapped {
  if (needs & NEED.folding) return foldTypography(text, composed);
  return identity(needs & NEED.marks ? withPlainMarks(text) : text);
}

/** Composed already, every mark part of a letter. */
function isComposed(text: string): boolean {
  return !AWKWARD.test(text) && text.normalize("NFC") === text;
}

/** Drops what shows nothing and collapses white space to one space, or one line break. */
function withoutInvisibles(text: string): Mapped {
  const stretches = [...text.matchAll(UNSEEN_STRETCH)];
  if (stretches.length === 0) return identity(text);
  const builder = new MappedBuilder();
  let at = 0;
  for (const { 0: stretch, index } of stretches) {
    builder.copy(text, at, index);
    at = index + stretch.length;
    if (at < text.length) addSpace(builder, stretch, index);
  }
  builder.copy(text, at, text.length);
  return builder.build();
}

/** One space for all white space of a stretch; nothing where it holds none. */
function addSpace(builder: MappedBuilder, stretch: string, index: number): void {
  let from = -1;
  let to = -1;
  let at = index;
  for (const character of stretch) {
    if (SPACE.test(character)) {
      if (from < 0) from = at;
      to = at + character.length;
    }
    at += character.length;
  }
  if (from >= 0) builder.add(LINE_BREAK.test(stretch) ? "\n" : " ", from, to);
}

/**
 * Jamo, and marks on anything but letters beyond ASCII: there a token may end inside a cluster, so
 * that its units must share the cluster's stretch. Elsewhere tokens end where clusters do.
 */
const AWKWARD =
  /[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7cb]|[^\p{L}\p{M}]\p{M}|\p{ASCII}\p{M}|^\p{M}/u;

/** A Hangul syllable in jamo, a space, a base with its marks, or marks without a base. */
const CLUSTER =
  /[\u1100-\u115f\ua960-\ua97c]{1,3}[\u1160-\u11a7\ud7b0-\ud7c6]{1,3}[\u11a8-\u11ff\ud7cb-\ud7fb]{0,3}|[ \n]|\P{M}\p{M}*|\p{M}+/gsu;

function composeClusters(text: string): Mapped {
  return mapClusters(text, (cluster) => cluster.normalize("NFC"));
}

/** ﷺ stands for eighteen letters; such signs stay what they are. */
const LONGEST_GROWTH = 3;

/** Typographic variants that one plain character stands for. */
const ONE_FOR_ONE = new RegExp(
  `[${[...TYPOGRAPHIC].flatMap(([from, to]) => (to.length === 1 && from > "\x7f" ? [from] : [])).join("")}]`,
  "g",
);

function withPlainMarks(text: string): string {
  return text.replace(ONE_FOR_ONE, (character) => TYPOGRAPHIC.get(character) ?? character);
}

/** `simple`: no mark stands on what the table names. */
function foldTypography(text: string, simple: boolean): Mapped {
  if (simple) {
    const plain = withPlainMarks(text);
    if (plain.normalize("NFKC") === plain) return identity(plain);
  }
  return mapClusters(text, (cluster) => {
    const plain = TYPOGRAPHIC.get(cluster);
    if (plain !== undefined) return plain;
    if (KEPT.test(cluster)) return cluster;
    const folded = cluster.normalize("NFKC");
    if (folded.length > cluster.length + LONGEST_GROWTH) return cluster;
    return TYPOGRAPHIC.get(folded) ?? folded;
  });
}

/** What is beyond ASCII, with the character before it, which marks may belong to. */
const BEYOND_ASCII = /\p{ASCII}?\P{ASCII}+/gu;

/** ASCII stands for itself in every form; only what is beyond it is looked at. */
function mapClusters(text: string, map: (cluster: string) => string): Mapped {
  const builder = new MappedBuilder();
  let at = 0;
  for (const stretch of text.matchAll(BEYOND_ASCII)) {
    builder.copy(text, at, stretch.index);
    for (const { 0: cluster, index } of stretch[0].matchAll(CLUSTER)) {
      const from = stretch.index + index;
      const mapped = cluster.length === 1 && cluster < "\x7f" ? cluster : map(cluster);
      if (cluster.length === 1 && mapped === cluster) builder.copy(text, from, from + 1);
      else builder.add(mapped, from, from + cluster.length);
    }
    at = stretch.index + stretch[0].length;
  }
  builder.copy(text, at, text.length);
  return builder.build();
}
