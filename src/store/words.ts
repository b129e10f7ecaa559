import type { QuoteRecord } from "../records/quote.js";
import type { Verdict } from "../records/verdict.js";
import { recordWithoutWords, verdictWithoutWords } from "../records/wordless.js";
import { type Seal, SealError } from "./seal.js";
import type { NewVerification } from "./stored-verification.js";

/** What stands for a record that nobody can read any more. */
const LOST = JSON.stringify({ text: "" } satisfies QuoteRecord);

/**
 * What is kept of words. Where they are not to be kept, a record's stand here only until its quote
 * has ended, sealed where there is a key to seal with; after that hashes stand in their places.
 */
export class Words {
  constructor(
    private readonly seal: Seal,
    readonly areKept: boolean,
  ) {}

  /** A verification as it may be stored: the title of an article may be a quote itself. */
  taken(created: NewVerification): NewVerification {
    if (this.areKept || created.article === null) return created;
    const { title: _title, ...article } = created.article;
    return { ...created, article };
  }

  /** The record of a quote that is to be checked, as JSON or sealed. */
  written(record: QuoteRecord, verification: string): string {
    const json = JSON.stringify(record);
    return this.areKept ? json : this.seal.seal(json, verification);
  }

  /** JSON of a record as it was written. Throws `SealError`. */
  read(stored: string, verification: string): string {
    return this.seal.open(stored, verification);
  }

  /** The same for showing it: an empty record where the key it was sealed with is lost. */
  shown(stored: string, verification: string): string {
    try {
      return this.read(stored, verification);
    } catch (error) {
      if (error instanceof SealError) return LOST;
      throw error;
    }
  }

  /** JSON of a stored record once its quote has ended; null where it stays as it is. */
  ended(stored: string | null, verification: string): string | null {
    if (this.areKept || stored === null) return null;
    const shown = this.shown(stored, verification);
    // Whoever finds the key again is not to find words in what has ended.
    if (shown === LOST) return LOST;
    const record = JSON.parse(shown) as QuoteRecord;
    return JSON.stringify(recordWithoutWords(record));
  }

  verdict(verdict: Verdict): Verdict {
    return this.areKept ? verdict : verdictWithoutWords(verdict);
  }
}
