/** The file is no WACZ, or none that can be opened safely: damaged, a zip bomb, names that lead out. */
export class EvidenceUnreadableError extends Error {
  override readonly name = "EvidenceUnreadableError";
}

/** The evidence cannot be put together: nothing kept, or more than one file may hold. */
export class EvidenceIncompleteError extends Error {
  override readonly name = "EvidenceIncompleteError";
}

/** A file that holds no Ed25519 key in PEM form. */
export class BadKeyError extends Error {
  override readonly name = "BadKeyError";
  constructor(
    readonly file: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${because}`, options);
  }
}
