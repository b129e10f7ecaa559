/** What is kept of an answer, and until when it counts. */
export interface Kept {
  value: Buffer;
  /** ms since 1970: until then it is the archive's present answer; later it may be asked about. */
  freshUntil: number;
}

/**
 * Where answers of archives are kept: in this process, or where all processes see them. Losing what
 * is kept costs a request and nothing else, so nothing here throws for a store that is away.
 */
export interface Shelf {
  get(key: string): Promise<Kept | null>;
  /** Keeps a value for `keepMs`, of which it is fresh for `freshMs`; older ones make room. */
  put(key: string, value: Buffer, times: { freshMs: number; keepMs: number }): Promise<void>;
  /**
   * Takes the errand of fetching `key`, for so many ms; null while somebody else has it. Whoever has
   * it calls `extend` while at work and `end` when done, whatever came of it.
   */
  errand(key: string, ms: number): Promise<Errand | null>;
}

interface Errand {
  extend(): Promise<void>;
  end(): Promise<void>;
}
