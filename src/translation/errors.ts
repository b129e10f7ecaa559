/** A dictionary on disk that is not in dictd's format, or larger than is read. */
export class DictionaryUnreadableError extends Error {
  override readonly name = "DictionaryUnreadableError";
  constructor(
    readonly file: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${because}`, options);
  }
}
