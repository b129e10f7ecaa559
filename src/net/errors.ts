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
    const words =
      IN_WORDS[code] ?? (code.startsWith("HPE") ? "what it answered is not HTTP" : null);
    super(`${address}: ${words === null ? code : `${words} (${code})`}`, options);
  }
}

/** For people who look why their receiver or archive was not reached. */
const IN_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was broken off",
  EPIPE: "the connection was broken off",
  UND_ERR_SOCKET: "the connection was closed before a whole answer had come",
  ENOTFOUND: "there is no host of this name",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "no way leads there from here",
  ENETUNREACH: "no way leads there from here",
  UND_ERR_HEADERS_OVERFLOW: "the headers of its answer are too long",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "its answer is not as long as it says",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by itself",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "who signed its certificate is not known",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

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
