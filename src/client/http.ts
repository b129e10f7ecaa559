import { QuotaryError } from "./errors.js";
import type { Problem } from "./types.js";

export interface ClientOptions {
  /** Where the service is, e.g. `https://quotes.example`. */
  url: string;
  /** API key, `qtr_…`. */
  key?: string;
  /** Times a call is tried when the service is away or busy; 4 unless given. */
  attempts?: number;
  /** The platform's own unless given. */
  fetch?: typeof fetch;
}

export interface CallOptions {
  method?: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** What is worth trying again: still being worked on, too many requests, away. */
const PASSING = new Set([409, 429, 502, 503, 504]);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Calls the service, again after a pause where that may help. Throws `QuotaryError`, the platform's
 * `TypeError` when nothing answers, or the signal's reason.
 */
export async function call(
  options: ClientOptions,
  path: string,
  { method = "GET", headers = {}, body, signal }: CallOptions = {},
): Promise<Response> {
  const { attempts = 4, key, fetch: send = fetch } = options;
  const address = `${options.url.replace(/\/+$/, "")}${path}`;
  const init: RequestInit = {
    method,
    headers: {
      accept: "application/json",
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
  for (let attempt = 1; ; attempt++) {
    const answer = await send(address, init).catch((error: unknown) => {
      if (attempt >= attempts || signal?.aborted) throw error;
      return null;
    });
    if (answer?.ok) return answer;
    const failure = answer && (await failureOf(answer));
    if (failure && (attempt >= attempts || !PASSING.has(failure.status))) throw failure;
    await pause(attempt, failure?.retryAfterSeconds ?? null, signal);
  }
}

async function failureOf(answer: Response): Promise<QuotaryError> {
  const isProblem = answer.headers.get("content-type")?.startsWith("application/problem+json");
  const text = await answer.text();
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return new QuotaryError(
    answer.status,
    isProblem ? (JSON.parse(text) as Problem) : null,
    Number.isFinite(seconds) ? seconds : null,
  );
}

function pause(attempt: number, seconds: number | null, signal?: AbortSignal): Promise<void> {
  const ms = Math.min(
    LONGEST_PAUSE_MS,
    seconds === null ? FIRST_PAUSE_MS * 2 ** (attempt - 1) : seconds * 1_000,
  );
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
