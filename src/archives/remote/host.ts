import type { AskContext } from "../../engine/archive.js";
import { ENGINE } from "../../engine/version.js";
import {
  ConnectionFailedError,
  ForbiddenAddressError,
  RequestTimeoutError,
} from "../../net/errors.js";
import {
  createGuardedClient,
  type GuardedClient,
  type GuardedResponse,
} from "../../net/guarded-client.js";
import {
  ArchiveUnavailableError,
  BadWhereError,
  RateLimitedError,
  RefusedError,
  TimedOutError,
} from "../errors.js";
import type { ArchiveSettings } from "../settings.js";
import { Turns } from "./turns.js";

/** Wayback has never been seen to say how long to wait; its clients wait this long (facts: archives 1). */
const DEFAULT_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3_600;
/** Longest archive answer read, packed: lists and pages alike. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

interface HostState {
  turns: Turns;
  /** Not to be asked before, as `performance.now()`. */
  restUntil: number;
}

/** One state a host for the whole process: however often an archive is opened, it is asked in turn. */
const hosts = new Map<string, HostState>();

function stateOf(origin: string): HostState {
  const state = hosts.get(origin) ?? { turns: new Turns(), restUntil: 0 };
  hosts.set(origin, state);
  return state;
}

/** Seconds of a `Retry-After` (RFC 9110, 10.2.3), in seconds or as a date, within bounds. */
function retryAfterSeconds(value: string | null): number | null {
  if (value === null) return null;
  const seconds = /^\d{1,9}$/.test(value.trim())
    ? Number(value)
    : (Date.parse(value) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(0, Math.ceil(seconds)));
}

/** First value of a header that is not empty. */
export function header(response: GuardedResponse, name: string): string | null {
  return response.headers.get(name)?.find((value) => value.trim() !== "") ?? null;
}

/** The archive at an address: asked one request at a time, its failures told apart. */
export class RemoteHost {
  constructor(
    /** Name of the archive, for messages. */
    readonly archive: string,
    /** Where it lives, without a trailing slash. */
    readonly base: string,
    private readonly client: GuardedClient,
  ) {}

  /**
   * Sends one GET request in its turn. Any status is an answer, except the archive's own 429. Throws
   * an `ArchiveError` when the archive could not be asked, `BodyTooLongError` on a longer answer than
   * is read, and the signal's reason when it was aborted.
   */
  async ask(address: string, { signal, requested }: AskContext): Promise<GuardedResponse> {
    const state = stateOf(new URL(address).origin);
    return await state.turns.take(signal, async () => {
      const wait = Math.ceil((state.restUntil - performance.now()) / 1000);
      if (wait > 0) throw this.#rateLimited(wait);
      requested();
      const response = await this.client
        .request(address, {
          signal,
          maxBodyBytes: MAX_ANSWER_BYTES,
          // Unpacked, the body of a capture is as it was stored more often, so its digest can fit.
          headers: { "accept-encoding": "identity" },
        })
        .catch((error: unknown) => {
          throw this.#translated(error);
        });
      // A captured 429 is a capture like any other: `Memento-Datetime` decides (facts: archives 3).
      if (response.status === 429 && header(response, "memento-datetime") === null) {
        const seconds = retryAfterSeconds(header(response, "retry-after")) ?? DEFAULT_WAIT_SECONDS;
        state.restUntil = performance.now() + seconds * 1000;
        throw this.#rateLimited(seconds);
      }
      return response;
    });
  }

  #rateLimited(seconds: number): RateLimitedError {
    const because = `${this.archive} asks for fewer requests: again in ${seconds} s`;
    return new RateLimitedError(this.archive, because, seconds);
  }

  #translated(cause: unknown): unknown {
    const because = `${this.archive} could not be asked: ${cause instanceof Error ? cause.message : cause}`;
    if (cause instanceof RequestTimeoutError)
      return new TimedOutError(this.archive, because, { cause });
    if (cause instanceof ForbiddenAddressError)
      return new RefusedError(this.archive, because, { cause });
    if (cause instanceof ConnectionFailedError) {
      return new ArchiveUnavailableError(this.archive, because, null, { cause });
    }
    return cause;
  }

  /** An answer that says that the archive cannot answer, as the error it stands for. */
  failure(response: GuardedResponse): ArchiveUnavailableError | RefusedError {
    const { status } = response;
    const because = `${this.archive} answered ${status}`;
    if (status === 401 || status === 403 || status === 451)
      return new RefusedError(this.archive, because);
    const wait = retryAfterSeconds(header(response, "retry-after"));
    return new ArchiveUnavailableError(this.archive, because, wait);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/**
 * Takes a WHERE of the form `kind+http(s)://host…` apart and makes its host ready; null when it is
 * of another kind. Naming a host as WHERE is the operator's own act, so this host may be internal.
 */
export function openRemote(
  kind: string,
  where: string,
  name: string | null,
  settings: ArchiveSettings,
): RemoteHost | null {
  if (!where.toLowerCase().startsWith(`${kind}+`)) return null;
  const address = where.slice(kind.length + 1);
  if (!/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) {
    throw new BadWhereError(where, `after "${kind}+" must come an http or https address`);
  }
  const url = new URL(address);
  if (url.search || url.hash) throw new BadWhereError(where, "must have no query and no fragment");
  const path = url.pathname.replace(/\/+$/, "");
  const client = createGuardedClient({
    allow: [...(settings.allowHosts ?? []), url.hostname],
    userAgent: settings.userAgent ?? ENGINE,
  });
  return new RemoteHost(name ?? `${url.host}${path}`, `${url.origin}${path}`, client);
}
