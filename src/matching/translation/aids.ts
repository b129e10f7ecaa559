/**
 * What helps to judge a translation and has to be fetched or read from disk: the room
 * `translation` brings it, the matcher only looks things up.
 */
export interface TranslationAids {
  /** Words of `lang` in English, where a dictionary of it is installed and has been loaded. */
  dictionary(lang: string): Dictionary | null;
  /**
   * A machine's translation of a whole text, where one was had. `likeness` (0–1) says how much
   * speaks for the text being the one translated: where many are looked up, that one matters most.
   */
  machine(
    text: string,
    from: string,
    to: string,
    likeness: number,
  ): MachineTranslation | MachineFailure | null;
}

/** Keys of words as `wordKey` makes them. */
export interface Dictionary {
  /** Keys of the English words that the word may stand for; empty when it does not know it. */
  english(key: string): readonly string[];
  /** The other way round, from a dictionary of English: it may know what the first does not. */
  foreign(key: string): readonly string[];
}

export interface MachineTranslation {
  readonly text: string;
  /** Who translated, as told to the reader. */
  readonly engine: string;
}

/** A machine was asked and did not translate. */
export interface MachineFailure {
  readonly problem: string;
}

export const NO_AIDS: TranslationAids = { dictionary: () => null, machine: () => null };

/**
 * Aids for one quote that remember what was looked up in vain. Compare, `bring`, and compare again
 * for as long as something was brought: so nothing is read or asked for quotes that are no
 * translations, and the comparison itself stays free of waiting.
 */
export interface TranslationSession {
  readonly aids: TranslationAids;
  /** Fetches what was looked up in vain; false when comparing again would say the same. Never throws. */
  bring(signal: AbortSignal): Promise<boolean>;
}

export interface TranslationDesk {
  open(): TranslationSession;
}
