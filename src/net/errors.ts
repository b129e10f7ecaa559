/** The address may not be reached: internal, or not http(s). Nothing was sent. */
export class ForbiddenAddressError extends Error {
  override readonly name = "ForbiddenAddressError";
  constructor(
    /** Host or address that was refused. */
    readonly address: string,
    because: string,
  ) {
    super(`${address}: ${because}`);
  }
}

/** No connection, or it broke: refused, reset, name unknown, certificate wrong, not HTTP. */
export class ConnectionFailedError extends Error {
  override readonly name = "ConnectionFailedError";
  constructor(
    readonly address: string,
    /** Node's or undici's error code: `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_SOCKET` … */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`${address}: ${code}`, options);
  }
}

/** The other side took too long; `phase` says for what. */
export class RequestTimeoutError extends Error {
  override readonly name = "RequestTimeoutError";
  constructor(
    readonly address: string,
    readonly phase: "connect" | "headers" | "body" | "total",
    options?: ErrorOptions,
  ) {
    super(`${address}: no ${WAITED_FOR[phase]} in time`, options);
  }
}

const WAITED_FOR = {
  connect: "connection",
  headers: "answer",
  body: "further bytes",
  total: "complete answer",
} as const;

/** The body is longer than the caller allows; it was not read to its end. */
export class BodyTooLongError extends Error {
  override readonly name = "BodyTooLongError";
  constructor(
    readonly address: string,
    /** Bytes. */
    readonly limit: number,
  ) {
    super(`${address}: body longer than ${limit} bytes`);
  }
}
