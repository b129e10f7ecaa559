import { readEvents, type StreamEvent } from "./events.js";
import { type ClientOptions, call } from "./http.js";
import type {
  ListVerifications200,
  ReadArticle200,
  ReadArticleBody,
  Verdict,
  Verification,
  VerificationRequest,
} from "./types.js";

export { QuotaryError, WebhookVerificationError } from "./errors.js";
export type { Progress, StreamEvent } from "./events.js";
export type { ClientOptions } from "./http.js";
export type * from "./types.js";
export { verifyWebhook, type WebhookEvent } from "./webhook.js";

/** What every call may be given besides. */
export interface Options {
  signal?: AbortSignal;
}

/** For calls that make something. */
export interface SendOptions extends Options {
  /** Calls under the same one count once. */
  idempotencyKey?: string;
}

/** Seconds one request is held while waiting. */
const HOLD_SECONDS = 20;
/** Broken streams in a row without an event before reading is given up. */
const MOST_BREAKS = 5;

/**
 * A client of the service's HTTP API. Needs `fetch` and `crypto` only, so it runs in Node, in
 * workers and in browsers. Calls that fail in passing are tried again; what was sent counts once.
 */
export class Quotary {
  constructor(private readonly options: ClientOptions) {}

  /**
   * Sends quotes; they are stored and queued when this resolves. Repeats, its own included, count
   * once under the same `idempotencyKey`, which is made here unless given.
   */
  async verify(request: VerificationRequest, options: SendOptions = {}): Promise<Verification> {
    return this.send("/v1/verifications", request, options);
  }

  /** Finds the quotes of posts in an article, without checking them. */
  async extract(article: ReadArticleBody, { signal }: Options = {}): Promise<ReadArticle200> {
    return this.post("/v1/articles", article, {}, signal);
  }

  /** Finds the quotes of posts in an article and has them checked; as `verify` otherwise. */
  async verifyArticle(article: ReadArticleBody, options: SendOptions = {}): Promise<Verification> {
    return this.send("/v1/articles?verify=true", article, options);
  }

  /** Has the archives asked again for one verdict; the older one stays, linked. */
  async recheck(verdictId: string, options: SendOptions = {}): Promise<Verification> {
    const path = `/v1/verdicts/${encodeURIComponent(verdictId)}/recheck`;
    return this.send(path, undefined, options);
  }

  /** A verification as it stands. */
  async verification(id: string, { signal }: Options = {}): Promise<Verification> {
    return this.get(`/v1/verifications/${encodeURIComponent(id)}`, signal);
  }

  /** The verification once it is over, or as it stands after `seconds`. */
  async wait(
    id: string,
    { seconds = Number.POSITIVE_INFINITY, signal }: Options & { seconds?: number } = {},
  ): Promise<Verification> {
    const end = Date.now() + seconds * 1_000;
    for (;;) {
      const left = Math.max(0, (end - Date.now()) / 1_000);
      const hold = Math.min(HOLD_SECONDS, Math.ceil(left));
      const path = `/v1/verifications/${encodeURIComponent(id)}?wait=${hold}`;
      const verification: Verification = await this.get(path, signal);
      if (isOver(verification) || left <= hold) return verification;
    }
  }

  /**
   * What happens to a verification, as it happens, until it is over. Goes on after `lastEventId`,
   * and after a broken connection where it was.
   */
  async *events(
    id: string,
    { lastEventId, signal }: Options & { lastEventId?: string } = {},
  ): AsyncGenerator<StreamEvent> {
    const path = `/v1/verifications/${encodeURIComponent(id)}/events`;
    let last = lastEventId;
    for (let breaks = 0; breaks < MOST_BREAKS; breaks++) {
      const headers = {
        accept: "text/event-stream",
        ...(last !== undefined && { "last-event-id": last }),
      };
      const { body } = await call(this.options, path, { headers, signal });
      if (!body) return;
      try {
        for await (const event of readEvents(body)) {
          last = event.id ?? last;
          breaks = 0;
          yield event;
          if (event.type === "completed") return;
        }
      } catch (error) {
        if (signal?.aborted || error instanceof SyntaxError) throw error;
      }
    }
  }

  /** Cancels what has not run. */
  async cancel(id: string, { signal }: Options = {}): Promise<Verification> {
    const path = `/v1/verifications/${encodeURIComponent(id)}`;
    const answer = await call(this.options, path, { method: "DELETE", signal });
    return answer.json() as Promise<Verification>;
  }

  /** One verdict. */
  async verdict(id: string, { signal }: Options = {}): Promise<Verdict> {
    return this.get(`/v1/verdicts/${encodeURIComponent(id)}`, signal);
  }

  /** Past verifications, newest first, page after page; `filter` as in the API's query. */
  async *verifications(
    filter: Record<string, string> = {},
    { signal }: Options = {},
  ): AsyncGenerator<Verification> {
    let path: string | null = `/v1/verifications?${new URLSearchParams(filter)}`;
    while (path !== null) {
      const page: ListVerifications200 = await this.get(path, signal);
      yield* page.verifications;
      path = page.next;
    }
  }

  private async send(
    path: string,
    body: unknown,
    { idempotencyKey = crypto.randomUUID(), signal }: SendOptions,
  ): Promise<Verification> {
    return this.post(path, body, { "idempotency-key": idempotencyKey }, signal);
  }

  private async post<T>(
    path: string,
    body: unknown,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const answer = await call(this.options, path, { method: "POST", body, headers, signal });
    return answer.json() as Promise<T>;
  }

  private async get<T>(path: string, signal: AbortSignal | undefined): Promise<T> {
    return (await call(this.options, path, { signal })).json() as Promise<T>;
  }
}

function isOver({ status }: Verification): boolean {
  return status === "completed" || status === "cancelled";
}
