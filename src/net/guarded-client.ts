import { Agent, type Dispatcher, errors } from "undici";
import { createAllowList } from "./allow-list.js";
import {
  BodyTooLongError,
  ConnectionFailedError,
  ForbiddenAddressError,
  RequestTimeoutError,
} from "./errors.js";
import { guardedConnector } from "./guarded-connector.js";

export interface GuardedClientOptions {
  /** Hosts, addresses and networks that may be reached although internal. */
  allow: readonly string[];
  userAgent?: string;
  /** Milliseconds; 5,000 by default. */
  connectTimeoutMs?: number;
  /** From the request sent to the answer's headers; 30,000 by default. */
  headersTimeoutMs?: number;
  /** Between two pieces of the body; 60,000 by default. */
  bodyTimeoutMs?: number;
  /** For the whole request, so that a drip of bytes ends too; 180,000 by default. */
  totalTimeoutMs?: number;
}

interface GuardedRequest {
  method?: "GET" | "HEAD" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** Bytes of the body as received (still packed); 32 MiB by default. */
  maxBodyBytes?: number;
  /** Lines of a body that is not packed, counted as they come; any number by default. */
  maxBodyLines?: number;
  /** What to do with a longer body: an error (default), or as much of its beginning. */
  longBody?: "throw" | "cut";
}

export interface GuardedResponse {
  /** Address asked, without credentials and fragment. */
  url: string;
  status: number;
  /** All values of a header, by lower-case name. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** As received: not unpacked. */
  body: Buffer;
  /** True when `body` is only its beginning. */
  bodyCut: boolean;
  /** Headers of the request, as far as they were set here; absent for an answer that was kept. */
  sent?: Readonly<Record<string, string>>;
}

/** An address that was read once, for many requests to it. */
export interface Target {
  /** Without credentials and fragment. */
  url: string;
  origin: string;
  /** With what is asked (`?`). */
  path: string;
}

export interface GuardedClient {
  /**
   * One request; redirects are answers like any other and are never followed here. Throws
   * `ForbiddenAddressError`, `ConnectionFailedError`, `RequestTimeoutError`, `BodyTooLongError`, or
   * the signal's own reason when it was aborted.
   */
  request(address: string | URL | Target, options?: GuardedRequest): Promise<GuardedResponse>;
  close(): Promise<void>;
}

const DEFAULTS = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 60_000,
  totalTimeoutMs: 180_000,
} as const;
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** Replay answers carry the captured headers and long Link headers on top of their own. */
const MAX_HEADER_BYTES = 128 * 1024;

const PHASES: Readonly<Record<string, "connect" | "headers" | "body">> = {
  UND_ERR_CONNECT_TIMEOUT: "connect",
  ETIMEDOUT: "connect",
  UND_ERR_HEADERS_TIMEOUT: "headers",
  UND_ERR_BODY_TIMEOUT: "body",
};

/**
 * Only http(s) with a host; credentials and fragment are never sent on. Throws
 * `ForbiddenAddressError`.
 */
export function targetOf(address: string | URL): Target {
  const text = String(address);
  if (!URL.canParse(text)) throw new ForbiddenAddressError(text.slice(0, 200), "is no address");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ForbiddenAddressError(url.protocol, "only http and https are spoken");
  }
  // Each is written anew as a whole when a part of it is set.
  if (url.username !== "") url.username = "";
  if (url.password !== "") url.password = "";
  if (url.hash !== "") url.hash = "";
  return { url: url.href, origin: url.origin, path: url.pathname + url.search };
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>) {
  const headers = new Map<string, readonly string[]>();
  for (const name in raw) {
    const value = raw[name];
    if (value !== undefined)
      headers.set(name.toLowerCase(), typeof value === "string" ? [value] : value);
  }
  return headers;
}

const OURS = [ForbiddenAddressError, BodyTooLongError, RequestTimeoutError];

/** undici and Node errors by what went wrong; ours pass as they are. */
function translate(error: unknown, address: string): Error {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; depth++) {
    if (OURS.some((kind) => cause instanceof kind)) return cause;
    const { code = cause instanceof errors.HTTPParserError ? "HPE" : undefined } =
      cause as NodeJS.ErrnoException;
    const phase = code ? PHASES[code] : undefined;
    if (phase) return new RequestTimeoutError(address, phase, { cause: error });
    if (code && cause.cause === undefined)
      return new ConnectionFailedError(address, code, { cause: error });
    cause = cause.cause;
  }
  const { code = "connection failed" } = error as NodeJS.ErrnoException;
  return new ConnectionFailedError(address, code, { cause: error });
}

interface Bounds {
  /** Bytes of the body, and its lines. */
  limit: number;
  mostLines: number;
  longBody: "throw" | "cut";
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** How many lines end in a piece, `left` at most, and where the last of them does. */
function linesIn(part: Uint8Array, left: number): { end: number; lines: number } {
  let at = -1;
  for (let lines = 0; lines < left; lines++) {
    at = part.indexOf(10, at + 1);
    if (at < 0) return { end: part.length, lines };
  }
  return { end: at + 1, lines: left };
}

type Answer = Pick<GuardedResponse, "status" | "headers" | "body" | "bodyCut">;

const NO_HEADERS: Answer["headers"] = new Map();
const NO_BYTES = Buffer.alloc(0);

/**
 * One request under way, its body gathered as it comes: undici's `request` makes a stream of it
 * first, which takes as long as all the rest of a small answer. Rejects with undici's errors,
 * `BodyTooLongError`, `RequestTimeoutError`, or the signal's reason.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #parts: Buffer[] = [];
  #length = 0;
  #linesLeft: number;
  #status = 0;
  #headers: Answer["headers"] = NO_HEADERS;
  #controller: Dispatcher.DispatchController | undefined;
  #broken: Error | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly origin: string,
    private readonly bounds: Bounds,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.#linesLeft = bounds.mostLines;
    const late = () => this.#breakOff(new RequestTimeoutError(origin, "total"));
    this.#timer = setTimeout(late, bounds.timeoutMs);
    bounds.signal?.addEventListener("abort", this, { once: true });
  }

  /** The caller's signal was aborted. */
  handleEvent(): void {
    this.#breakOff(this.bounds.signal?.reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#broken) controller.abort(this.#broken);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // What comes before the answer itself.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headersOf(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Buffer): void {
    const most = this.#mostWith(part);
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= most) return;
    const tooLong = new BodyTooLongError(this.origin, most);
    if (this.bounds.longBody === "throw") this.onResponseError(controller, tooLong);
    else this.#settle(most);
    // And with it the connection.
    controller.abort(tooLong);
  }

  /** Bytes of the body that are read, as far as its next piece tells. */
  #mostWith(part: Buffer): number {
    const { limit } = this.bounds;
    // In packed bytes no line ends.
    if (this.#linesLeft === Number.POSITIVE_INFINITY || this.#headers.has("content-encoding")) {
      return limit;
    }
    const { end, lines } = linesIn(part, this.#linesLeft);
    this.#linesLeft -= lines;
    // A body that ends with its last line is whole: what follows makes it too long.
    return this.#linesLeft === 0 ? Math.min(limit, this.#length + end) : limit;
  }

  onResponseEnd(): void {
    this.#settle(null);
  }

  onResponseError(_: unknown, error: Error): void {
    this.#end();
    this.reject(error);
  }

  /** `most`: bytes of a body that is not read to its end; null where it was. */
  #settle(most: number | null): void {
    this.#end();
    const whole = this.#parts.length === 0 ? NO_BYTES : Buffer.concat(this.#parts);
    const body = most === null ? whole : whole.subarray(0, most);
    const bodyCut = most !== null;
    this.resolve({ status: this.#status, headers: this.#headers, body, bodyCut });
  }

  #breakOff(because: Error): void {
    this.#broken = because;
    this.#controller?.abort(because);
    // Not begun yet: it stands in line for a connection, and nobody waits for it any more.
    this.onResponseError(null, because);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.bounds.signal?.removeEventListener("abort", this);
  }
}

/**
 * HTTP client for addresses that others name: refuses internal networks unless allowed, follows
 * nothing, and bounds bytes and time. Throws `BadAllowEntryError` on an unreadable `allow` entry.
 */
export function createGuardedClient(options: GuardedClientOptions): GuardedClient {
  const times = { ...DEFAULTS, ...options };
  const agent = new Agent({
    connect: guardedConnector(createAllowList(options.allow), times.connectTimeoutMs),
    headersTimeout: times.headersTimeoutMs,
    bodyTimeout: times.bodyTimeoutMs,
    maxHeaderSize: MAX_HEADER_BYTES,
  });

  // No async function: one more promise for each request costs a webhook's delivery.
  function request(
    address: string | URL | Target,
    asked: GuardedRequest = {},
  ): Promise<GuardedResponse> {
    return new Promise((resolve, reject) => {
      const isRead = typeof address === "object" && "path" in address;
      const { url, origin, path } = isRead ? address : targetOf(address);
      const { method = "GET", body = null, signal } = asked;
      signal?.throwIfAborted();
      const headers: Record<string, string> = { ...asked.headers };
      if (options.userAgent) headers["user-agent"] ??= options.userAgent;
      const bounds = {
        limit: asked.maxBodyBytes ?? MAX_BODY_BYTES,
        mostLines: asked.maxBodyLines ?? Number.POSITIVE_INFINITY,
        longBody: asked.longBody ?? "throw",
        timeoutMs: times.totalTimeoutMs,
        signal,
      };
      const exchange = new Exchange(
        origin,
        bounds,
        (answer) => resolve({ url, sent: headers, ...answer }),
        (error) => reject(signal?.aborted ? signal.reason : translate(error, origin)),
      );
      agent.dispatch({ origin, path, method, headers, body }, exchange);
    });
  }

  return { request, close: () => agent.destroy() };
}
