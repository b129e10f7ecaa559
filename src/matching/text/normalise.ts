import { isInvisible, KEPT, LINE_BREAK, SPACE, TYPOGRAPHIC } from "./characters.js";
import { decodeEntities } from "./entities.js";
import { compose, type Mapped, MappedBuilder } from "./mapped.js";

/** A text at the two levels on which it is compared, each mapped onto the text it came from. */
export interface Normalised {
  /** Differences of capture resolved: entities, invisible characters, NFC, white space. */
  capture: Mapped;
  /** Typography folded as well: quotes, dashes, NFKC forms. Maps onto `capture.text`. */
  typographic: Mapped;
}

/** Normalises a text of any kind: lone surrogates and unassigned characters stand for themselves. */
export function normalise(original: string): Normalised {
  const decoded = decodeEntities(original);
  const visible = compose(withoutInvisibles(decoded.text), decoded);
  const capture = compose(composeClusters(visible.text), visible);
  return { capture, typographic: foldTypography(capture.text) };
}

/** Drops what shows nothing and collapses white space to one space, or one line break. */
function withoutInvisibles(text: string): Mapped {
  const builder = new MappedBuilder();
  let spaceFrom = -1;
  let spaceTo = -1;
  let line = false;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    if (SPACE.test(character)) {
      if (spaceFrom < 0) spaceFrom = at;
      spaceTo = end;
      line ||= LINE_BREAK.test(character);
    } else if (!isInvisible(character)) {
      if (spaceFrom >= 0) builder.add(line ? "\n" : " ", spaceFrom, spaceTo);
      spaceFrom = -1;
      line = false;
      builder.add(character, at, end);
    }
    at = end;
  }
  return builder.build();
}

/** A Hangul syllable in jamo, a space, a base with its marks, or marks without a base. */
const CLUSTER =
  /[\u1100-\u115f\ua960-\ua97c]{1,3}[\u1160-\u11a7\ud7b0-\ud7c6]{1,3}[\u11a8-\u11ff\ud7cb-\ud7fb]{0,3}|[ \n]|\P{M}\p{M}*|\p{M}+/gsu;

function composeClusters(text: string): Mapped {
  return mapClusters(text, (cluster) => cluster.normalize("NFC"));
}

/** ﷺ stands for eighteen letters; such signs stay what they are. */
const LONGEST_GROWTH = 3;

function foldTypography(text: string): Mapped {
  return mapClusters(text, (cluster) => {
    const plain = TYPOGRAPHIC.get(cluster);
    if (plain !== undefined) return plain;
    if (KEPT.test(cluster)) return cluster;
    const folded = cluster.normalize("NFKC");
    if (folded.length > cluster.length + LONGEST_GROWTH) return cluster;
    return TYPOGRAPHIC.get(folded) ?? folded;
  });
}

function mapClusters(text: string, map: (cluster: string) => string): Mapped {
  const builder = new MappedBuilder();
  for (const match of text.matchAll(CLUSTER)) {
    const cluster = match[0];
    const plain = cluster.length === 1 && cluster < "\x7f" && cluster !== "'" && cluster !== '"';
    builder.add(plain ? cluster : map(cluster), match.index, match.index + cluster.length);
  }
  return builder.build();
}
