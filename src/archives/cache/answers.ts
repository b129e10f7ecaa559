import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import type { GuardedResponse } from "../../net/guarded-client.js";
import type { BodyFiles } from "./body-files.js";
import type { Shelf } from "./shelf.js";

/** What an answer is, which says how long it is kept; null for one that is not kept. */
export type Sort = "list" | "none" | "capture" | "way" | null;

/** ms. */
export interface KeepTimes {
  list: number;
  none: number;
  capture: number;
}

/** An answer that is no longer fresh is kept so much longer, to be asked about with its `ETag`. */
const STALE_MS = 24 * 3_600_000;
/** Renewed while a request is under way, so that one that died is soon replaced. */
const ERRAND_MS = 15_000;
const LOOK_AGAIN_MS = 50;
/** Packed bodies up to this stay with their answer; larger ones become files where there is a folder. */
const INLINE_BYTES = 64 * 1024;
const MAX_UNPACKED = 64 * 1024 * 1024;

/** Headers that say something of a capture or a list; others are not kept. */
const KEPT_HEADERS =
  /^(?:content-type|content-encoding|content-range|location|link|etag|last-modified|memento-datetime|vary|x-archive-.*|x-memento-count)$/;

interface Told {
  url: string;
  status: number;
  headers: [string, readonly string[]][];
  sha256: string;
}

/** Sends the request, with these headers on top. */
export type Fetch = (headers: Readonly<Record<string, string>>) => Promise<GuardedResponse>;

/**
 * Answers of archives, kept by address. No request is sent twice: whoever asks the same as another,
 * in this process or elsewhere, waits for that one's answer; an answer grown old is asked about
 * with a conditional request. Failures are never kept.
 */
export class Answers {
  constructor(
    private readonly shelf: Shelf,
    private readonly times: KeepTimes,
    private readonly files: BodyFiles | null = null,
  ) {}

  /**
   * The answer to `address`: kept, or fetched now. `sortOf` tells what a new one is; `fresh` takes none
   * from before: the archive is asked whether it is still so, by us or whoever asks at the same time.
   * Throws what `fetch` throws, and the signal's reason.
   */
  async get(
    address: string,
    fetch: Fetch,
    sortOf: (response: GuardedResponse) => Sort,
    { signal, fresh = false }: { signal: AbortSignal; fresh?: boolean },
  ): Promise<GuardedResponse> {
    const key = createHash("sha256").update(address).digest("base64url");
    const before = fresh ? ((await this.#read(key))?.freshUntil ?? 0) : 0;
    const isGood = (until: number) => until > Date.now() && until > before;
    for (;;) {
      signal.throwIfAborted();
      const kept = await this.#read(key);
      if (kept && isGood(kept.freshUntil)) return kept.response;
      const errand = await this.shelf.errand(key, ERRAND_MS);
      if (errand === null) {
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
        continue;
      }
      const renew = setInterval(() => void errand.extend(), ERRAND_MS / 3);
      try {
        // Somebody may have brought it between our look and our errand.
        const brought = await this.#read(key);
        if (brought && isGood(brought.freshUntil)) return brought.response;
        return await this.#bring(key, fetch, sortOf, brought?.response ?? null);
      } finally {
        clearInterval(renew);
        await errand.end();
      }
    }
  }

  async #bring(
    key: string,
    fetch: Fetch,
    sortOf: (response: GuardedResponse) => Sort,
    old: GuardedResponse | null,
  ): Promise<GuardedResponse> {
    const [etag] = old?.headers.get("etag") ?? [];
    const [modified] = old?.headers.get("last-modified") ?? [];
    const response = await fetch({
      ...(etag !== undefined && { "if-none-match": etag }),
      ...(etag === undefined && modified !== undefined && { "if-modified-since": modified }),
    });
    const isOld = response.status === 304 && old !== null;
    const answer = isOld ? old : response;
    const sort = sortOf(answer);
    if (sort !== null) await this.#write(key, answer, sort);
    return answer;
  }

  async #read(key: string): Promise<{ response: GuardedResponse; freshUntil: number } | null> {
    const kept = await this.shelf.get(key);
    if (kept === null) return null;
    try {
      const { value, freshUntil } = kept;
      const headEnd = value.indexOf(10);
      const told = JSON.parse(value.toString("utf8", 0, headEnd)) as Told;
      const inline = value.subarray(headEnd + 1);
      const packed = inline.length > 0 ? inline : await this.files?.get(told.sha256);
      if (!packed) return null;
      const body = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED });
      // What lay on a disk or in a store is believed only when it is what was put there.
      if (createHash("sha256").update(body).digest("hex") !== told.sha256) return null;
      const { url, status } = told;
      const response = { url, status, headers: new Map(told.headers), body, bodyCut: false };
      return { response, freshUntil };
    } catch {
      return null;
    }
  }

  async #write(key: string, response: GuardedResponse, sort: NonNullable<Sort>): Promise<void> {
    // The way to a capture is as good as a list: a nearer capture may come.
    const freshMs = this.times[sort === "way" ? "list" : sort];
    const canAsk = response.headers.has("etag") || response.headers.has("last-modified");
    const keepMs = freshMs + (canAsk && sort !== "capture" ? STALE_MS : 0);
    if (keepMs === 0) return;
    const sha256 = createHash("sha256").update(response.body).digest("hex");
    const packed = gzipSync(response.body, { level: 6 });
    const asFile = packed.length > INLINE_BYTES && this.files !== null;
    if (asFile && !(await this.files?.put(sha256, packed))) return;
    const headers = [...response.headers].filter(([name]) => KEPT_HEADERS.test(name));
    const told: Told = { url: response.url, status: response.status, headers, sha256 };
    const head = Buffer.from(`${JSON.stringify(told)}\n`, "utf8");
    await this.shelf.put(key, asFile ? head : Buffer.concat([head, packed]), { freshMs, keepMs });
  }
}
