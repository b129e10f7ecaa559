import type { Archive } from "../engine/archive.js";
import { arquivoKind } from "./arquivo.js";
import { commonCrawlKind } from "./commoncrawl.js";
import { localKind } from "./local/kind.js";
import { mementoKind, memgatorKind } from "./memento/archive.js";
import { pywbKind } from "./pywb/archive.js";
import { rangedKind } from "./ranged/archive.js";
import type { ArchiveSettings } from "./settings.js";
import { waybackKind } from "./wayback/archive.js";

/** One kind of archive: which WHERE (contract, section 3) it takes, and how that is opened. */
export interface ArchiveKind {
  /** In words, for messages. */
  readonly describes: string;
  /** Null when this WHERE is of another kind. Throws `BadWhereError` for one that cannot be opened. */
  open(where: string, name: string | null, settings: ArchiveSettings): Promise<Archive | null>;
}

/** Asked in this order; addresses with their kind in front come before paths. */
export const KINDS: readonly ArchiveKind[] = [
  waybackKind,
  mementoKind,
  memgatorKind,
  pywbKind,
  arquivoKind,
  commonCrawlKind,
  rangedKind,
  localKind,
];
