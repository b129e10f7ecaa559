/**
 * What helps to judge a translation and has to be fetched or read from disk: the room
 * `translation` brings it, the matcher only looks things up.
 */
export interface TranslationAids {
  /** Words of `lang` in English, where a dictionary of it is installed and has been loaded. */
  dictionary(lang: string): Dictionary | null;
  /** A machine's translation of a whole text, where one was had. */
  machine(text: string, from: string, to: string): MachineTranslation | null;
}

/** Keys of words as `wordKey` makes them. */
export interface Dictionary {
  /** Keys of the English words that the word may stand for; empty when it does not know it. */
  english(key: string): readonly string[];
}

export interface MachineTranslation {
  readonly text: string;
  /** Who translated, as told to the reader. */
  readonly engine: string;
}

export const NO_AIDS: TranslationAids = { dictionary: () => null, machine: () => null };
