import { Agent, type Dispatcher } from "undici";
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
  /** What to do with a longer body: an error (default), or the first `maxBodyBytes` of it. */
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

export interface GuardedClient {
  /**
   * One request; redirects are answers like any other and are never followed here. Throws
   * `ForbiddenAddressError`, `ConnectionFailedError`, `RequestTimeoutError`, `BodyTooLongError`, or
   * the signal's own reason when it was aborted.
   */
  request(url: string | URL, options?: GuardedRequest): Promise<GuardedResponse>;
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

/** Only http(s) with a host; credentials and fragment are never sent on. */
function checkedUrl(address: string | URL): URL {
  const text = String(address);
  if (!URL.canParse(text)) throw new ForbiddenAddressError(text.slice(0, 200), "is no address");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ForbiddenAddressError(url.protocol, "only http and https are spoken");
  }
  url.username = "";
  url.password = "";
  url.hash = "";
  return url;
}

function headersOf(raw: Readonly<Record<string, string | string[] | undefined>>) {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(raw)) {
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
    const { code } = cause as NodeJS.ErrnoException;
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
  /** Bytes of the body. */
  limit: number;
  longBody: "throw" | "cut";
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

type Answer = Pick<GuardedResponse, "status" | "headers" | "body" | "bodyCut">;

/**
 * One request, its body gathered as it comes: undici's `request` makes a stream of it first, which
 * takes as long as all the rest of a small answer. Rejects with undici's errors, `BodyTooLongError`,
 * `RequestTimeoutError`, or the signal's reason.
 */
function exchange(
  agent: Agent,
  asked: Dispatcher.DispatchOptions & { origin: string },
  { limit, longBody, timeoutMs, signal }: Bounds,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    let status = 0;
    let headers: Answer["headers"] = new Map();
    let controller: Dispatcher.DispatchController | undefined;
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const settle = (bodyCut: boolean) => {
      end();
      resolve({ status, headers, body: Buffer.concat(parts).subarray(0, limit), bodyCut });
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    let broken: Error | undefined;
    const breakOff = (because: Error) => {
      broken = because;
      controller?.abort(because);
      // Not begun yet: it stands in line for a connection, and nobody waits for it any more.
      fail(because);
    };
    const onAbort = () => breakOff(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const late = () => breakOff(new RequestTimeoutError(asked.origin, "total"));
    const timer = setTimeout(late, timeoutMs);
    agent.dispatch(asked, {
      onRequestStart(begun) {
        controller = begun;
        if (broken) begun.abort(broken);
      },
      onResponseStart(_, code, raw) {
        // What comes before the answer itself.
        if (code < 200) return;
        status = code;
        headers = headersOf(raw);
      },
      onResponseData(sender, part) {
        parts.push(part);
        length += part.length;
        if (length <= limit) return;
        const tooLong = new BodyTooLongError(asked.origin, limit);
        if (longBody === "throw") fail(tooLong);
        else settle(true);
        // And with it the connection.
        sender.abort(tooLong);
      },
      onResponseEnd: () => settle(false),
      onResponseError: (_, error) => fail(error),
    });
  });
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

  async function request(
    address: string | URL,
    asked: GuardedRequest = {},
  ): Promise<GuardedResponse> {
    const url = checkedUrl(address);
    asked.signal?.throwIfAborted();
    const headers = {
      ...(options.userAgent ? { "user-agent": options.userAgent } : {}),
      ...asked.headers,
    };
    try {
      const answer = await exchange(
        agent,
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: asked.method ?? "GET",
          headers,
          body: asked.body ?? null,
        },
        {
          limit: asked.maxBodyBytes ?? MAX_BODY_BYTES,
          longBody: asked.longBody ?? "throw",
          timeoutMs: times.totalTimeoutMs,
          signal: asked.signal,
        },
      );
      return { url: url.href, sent: headers, ...answer };
    } catch (error) {
      asked.signal?.throwIfAborted();
      throw translate(error, url.origin);
    }
  }

  return { request, close: () => agent.destroy() };
}
