import { ArchiveError } from "../engine/archive.js";

/** A WHERE (contract, section 3) that names no archive that can be opened. */
export class BadWhereError extends Error {
  override readonly name = "BadWhereError";
  constructor(
    readonly where: string,
    because: string,
    options?: ErrorOptions,
  ) {
    super(`"${where}": ${because}`, options);
  }
}

/** Down, refusing connections, answering with a server error, or a file that cannot be read. */
export class ArchiveUnavailableError extends ArchiveError {
  override readonly name = "ArchiveUnavailableError";
  constructor(
    archive: string,
    because: string,
    retryAfter?: number | null,
    options?: ErrorOptions,
  ) {
    super(archive, "unavailable", because, retryAfter ?? null, options);
  }
}

/** No connection, or one that broke: it may come about when tried again. */
export class ConnectionLostError extends ArchiveError {
  override readonly name = "ConnectionLostError";
  constructor(archive: string, because: string, options?: ErrorOptions) {
    super(archive, "unavailable", because, null, options);
  }
}

/** The archive's own 429: it was asked too often. A captured 429 is not one. */
export class RateLimitedError extends ArchiveError {
  override readonly name = "RateLimitedError";
  constructor(archive: string, because: string, retryAfterSeconds: number) {
    super(archive, "rate-limited", because, retryAfterSeconds);
  }
}

/** No connection, no headers or no further bytes within the time allowed. */
export class TimedOutError extends ArchiveError {
  override readonly name = "TimedOutError";
  constructor(archive: string, because: string, options?: ErrorOptions) {
    super(archive, "timed-out", because, null, options);
  }
}

/** The archive says that it holds the page or site back. */
export class WithheldError extends ArchiveError {
  override readonly name = "WithheldError";
  constructor(archive: string, because: string) {
    super(archive, "withheld", because);
  }
}

/** 401, 403 without a word about exclusion, a CAPTCHA, or an address that may not be reached. */
export class RefusedError extends ArchiveError {
  override readonly name = "RefusedError";
  constructor(archive: string, because: string, options?: ErrorOptions) {
    super(archive, "refused", because, null, options);
  }
}
