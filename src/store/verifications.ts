import type { Redis } from "ioredis";
import type { Verdict } from "../records/verdict.js";
import { readHashes, runScript } from "../redis/script.js";
import { ADDRESS_FIELDS, type EventAddress, readAddress } from "./event-address.js";
import { type IdempotencyClaim, type KnownClaim, readClaim } from "./idempotency-claim.js";
import {
  changeEventId,
  completionEventId,
  verdictEventId,
  verdictId,
  verificationOfVerdict,
} from "./ids.js";
import type { Keys } from "./keys.js";
import { TooMuchWorkError, type WorkBound } from "./open-work.js";
import { DamagedError, pack, unpackAll } from "./packed.js";
import { type Aftermath, type FinishResult, NO_AFTERMATH, type QuoteEnd } from "./quote-end.js";
import type { Rechecks } from "./rechecks.js";
import { CANCEL, CREATE, FINISH, GIVE_BACK, PUT_OFF, READ, START, TAKE_DUE } from "./scripts.js";
import {
  type NewVerification,
  QUOTE_FIELDS,
  type QuoteToCheck,
  readPriority,
  readStored,
  readStoredQuote,
  type StoredVerification,
  writeStored,
} from "./stored-verification.js";
import type { Words } from "./words.js";

/** Whose quotes are to be queued, how soon, and how many they are. */
export interface QueuePlan {
  tenant: string;
  priority: "breaking" | "normal";
  total: number;
}

/** Why a quote is not to be checked. */
export type NoStart = "gone" | "cancelled" | "completed" | "failed";

/** Time in which what was stored is to be queued, before a sweep does it instead. */
const QUEUE_GRACE_MS = 10_000;

/** Verifications, their quotes and verdicts in Redis. */
export class Verifications {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly rechecks: Rechecks,
    private readonly words: Words,
    private readonly retentionSeconds: number,
  ) {}

  /**
   * Stores all of it or, when the Idempotency-Key is known, nothing. Throws `TooMuchWorkError`,
   * having stored nothing, when its API key would have more quotes open than it may.
   */
  async create(
    created: NewVerification,
    claim: IdempotencyClaim | null,
    bound: WorkBound | null = null,
  ): Promise<KnownClaim | null> {
    const known = await this.#store(created, claim, bound, "");
    if (known[0] === "too-much") throw new TooMuchWorkError(Number(known[1]), bound?.most ?? 0);
    return known.length === 0 || claim === null ? null : readClaim(known, claim);
  }

  /**
   * Stores a verification that asks a verdict again whose time has come, and takes that time out in
   * the same step; false, having stored nothing, where another worker did.
   */
  async createRecheck(created: NewVerification, of: string): Promise<boolean> {
    return (await this.#store(created, null, null, of)).length === 0;
  }

  async #store(
    created: NewVerification,
    claim: IdempotencyClaim | null,
    bound: WorkBound | null,
    due: string,
  ): Promise<string[]> {
    const { id } = created;
    const now = Date.parse(created.createdAt);
    const parts = writeStored(this.words.taken(created));
    return (await runScript(
      this.redis,
      CREATE,
      [
        this.keys.verification(id),
        this.keys.records(id),
        this.keys.quotes(id),
        this.keys.all(created.tenant),
        this.keys.open,
        this.keys.idempotency(claim?.digest ?? ""),
        this.keys.work(bound?.key ?? ""),
        this.keys.rechecks,
      ],
      [
        id,
        now,
        now + QUEUE_GRACE_MS,
        this.retentionSeconds,
        claim?.keepSeconds ?? 0,
        claim?.fingerprint ?? "",
        bound?.most ?? 0,
        due,
        parts.length,
        ...parts,
        ...created.quotes.map((quote) => this.words.written(quote, id)),
      ],
    )) as string[];
  }

  /** Whose verification this is; null when there is none. */
  async tenantOf(id: string): Promise<string | null> {
    return this.redis.hget(this.keys.verification(id), "tenant");
  }

  /** Notes that a request was taken in whole: a repeat of it can be answered the same way. */
  async answered({ digest }: IdempotencyClaim): Promise<void> {
    await this.redis.hset(this.keys.idempotency(digest), "state", "answered");
  }

  /** Notes that the jobs exist: they are looked for again at `nextLookMs`. */
  async queued(id: string, nextLookMs: number): Promise<void> {
    await this.redis.zadd(this.keys.open, "XX", nextLookMs, id);
  }

  /** What is needed to queue the quotes; null when there is nothing to be queued (any more). */
  async plan(id: string): Promise<QueuePlan | null> {
    const fields = ["status", "tenant", "options", "total"] as const;
    const found = await this.redis.hmget(this.keys.verification(id), ...fields);
    const [status, tenant, options, total] = found;
    if (status !== "queued" && status !== "running") return null;
    return { tenant: tenant ?? "", priority: readPriority(options), total: Number(total) };
  }

  /**
   * Takes a quote up: what is needed to check it, or why it is not to be checked. Throws `SealError`
   * when its words are sealed with a key that is not configured.
   */
  async start(id: string, index: number): Promise<QuoteToCheck | NoStart> {
    const keys = [this.keys.verification(id), this.keys.quotes(id), this.keys.records(id)];
    const args = [index, this.keys.changes(id), ...QUOTE_FIELDS];
    const found = (await runScript(this.redis, START, keys, args)) as (string | null)[];
    const [result, record, ...meta] = found;
    if (result !== "run" || !record) return result as NoStart;
    return readStoredQuote(this.words.read(record, id), meta);
  }

  /** Notes that a quote waits until an archive may be asked again. */
  async putOff(id: string, index: number, until: Date): Promise<void> {
    const args = [index, until.toISOString(), this.keys.changes(id)];
    await runScript(this.redis, PUT_OFF, [this.keys.quotes(id)], args);
  }

  /** Notes that a quote's check was broken off, its verification having been cancelled. */
  async giveBack(id: string, index: number): Promise<void> {
    await runScript(this.redis, GIVE_BACK, [this.keys.quotes(id)], [index]);
  }

  /** What deliveries of their events have to know of some verifications, in the same order. */
  async addresses(ids: readonly string[]): Promise<EventAddress[]> {
    const before = this.keys.verification("");
    return (await readHashes(this.redis, before, ids, ADDRESS_FIELDS)).map(readAddress);
  }

  /** Verifications that are not over. */
  async open(): Promise<number> {
    return this.redis.zcard(this.keys.open);
  }

  /** Remembers that it wants no more. */
  async refuse(id: string): Promise<void> {
    await this.redis.hsetnx(this.keys.verification(id), "webhookRefused", 1);
  }

  /** Quotes that ended, in that order, those told already left out. */
  async ended(id: string, told: number, most: number): Promise<number[]> {
    return (await this.redis.lrange(this.keys.ended(id), told, told + most - 1)).map(Number);
  }

  /** Ends a quote; only the first end counts. */
  async finish(
    id: string,
    index: number,
    end: QuoteEnd,
    now: Date,
    { askAgainAt, isChange, failed }: Aftermath = NO_AFTERMATH,
  ): Promise<FinishResult> {
    const events = [
      verdictEventId(id, index),
      completionEventId(id),
      changeEventId(id, index),
    ] as const;
    const verdict = verdictId(id, index);
    const record = this.words.areKept
      ? null
      : await this.redis.hget(this.keys.records(id), String(index));
    const { of: failedAt = "", ...failure } = failed ?? {};
    const recheckOf = "verdict" in end ? (end.verdict.recheckOf ?? "") : failedAt;
    const finished = await runScript(
      this.redis,
      FINISH,
      [
        this.keys.verification(id),
        this.keys.records(id),
        this.keys.quotes(id),
        this.keys.verdict(verdict),
        this.keys.open,
        this.keys.outbox,
        ...events.map((event) => this.keys.event(event)),
        this.keys.rechecks,
        this.keys.superseding(recheckOf),
        this.keys.ended(id),
        this.keys.listeners,
        this.keys.counts,
        this.keys.recheckFailed(recheckOf),
      ],
      [
        id,
        index,
        ...("verdict" in end
          ? [
              "completed",
              end.verdict.outcome,
              pack(JSON.stringify(this.words.verdict(end.verdict))),
            ]
          : ["failed", "", end.because]),
        now.toISOString(),
        now.getTime(),
        this.retentionSeconds,
        this.keys.changes(id),
        verdict,
        ...events,
        (this.words.areKept && askAgainAt?.getTime()) || "",
        recheckOf,
        isChange ? "1" : "",
        this.keys.changes(verificationOfVerdict(recheckOf)),
        this.words.ended(record, id) ?? "",
        failed === undefined ? "" : JSON.stringify(failure),
      ],
    );
    if (finished === -1) return false;
    return finished === 0 ? "ended" : "told";
  }

  /** Status after the call; null when there is no such verification. */
  async cancel(id: string, now: Date): Promise<string | null> {
    const keys = [this.keys.verification(id), this.keys.open];
    const args = [id, now.toISOString(), this.keys.changes(id), this.keys.cancels];
    const status = (await runScript(this.redis, CANCEL, keys, args)) as string;
    if (status === "") return null;
    // Asking again some day is work that has not run, too.
    const total = Number(await this.redis.hget(this.keys.verification(id), "total"));
    const verdicts = Array.from({ length: total }, (_, index) => verdictId(id, index));
    await this.rechecks.forget(verdicts);
    await this.forgetWords(id);
    return status;
  }

  /** Where words are not kept, those of quotes that will not be checked any more go at once. */
  private async forgetWords(id: string): Promise<void> {
    if (this.words.areKept) return;
    const records = await this.redis.hgetall(this.keys.records(id));
    for (const [index, stored] of Object.entries(records)) {
      await this.redis.hset(this.keys.records(id), index, this.words.ended(stored, id) ?? stored);
    }
  }

  /** Everything but the verdicts; null when there is no such verification (any more). */
  async read(id: string): Promise<StoredVerification | null> {
    const keys = [this.keys.verification(id), this.keys.records(id), this.keys.quotes(id)];
    const hashes = (await runScript(this.redis, READ, keys, [])) as string[][];
    const [meta = {}, records = {}, quotes = {}] = hashes.map(readHash);
    if (meta.id === undefined) return null;
    const open = Object.entries(records).map(([index, stored]) => [
      index,
      this.words.shown(stored, id),
    ]);
    return readStored(meta, Object.fromEntries(open), quotes);
  }

  /** Null when it is gone. Throws `DamagedError`. */
  async verdict(id: string): Promise<Verdict | null> {
    const [json = null] = await this.verdictTexts([id]);
    if (json instanceof DamagedError) throw json;
    return json && (JSON.parse(json.toString()) as Verdict);
  }

  /** In the same order; null for what is gone or damaged. */
  async verdicts(ids: readonly string[]): Promise<(Verdict | null)[]> {
    const found = await this.verdictTexts(ids);
    return found.map((json) =>
      json === null || json instanceof DamagedError
        ? null
        : (JSON.parse(json.toString()) as Verdict),
    );
  }

  /** As JSON in UTF-8, for whoever only hands them on. */
  async verdictTexts(ids: readonly string[]): Promise<(Buffer | null | DamagedError)[]> {
    if (ids.length === 0) return [];
    const [found, since] = await Promise.all([
      this.redis.mgetBuffer(ids.map((id) => this.keys.verdict(id))),
      this.rechecks.since(ids),
    ]);
    const unpacked = unpackAll(found.flatMap((stored) => stored ?? [])).values();
    return found.map((stored, place) => {
      const json = stored && (unpacked.next().value ?? null);
      const more = since.get(ids[place] ?? "");
      if (json === null || json instanceof DamagedError || more === undefined) return json;
      return Buffer.from(JSON.stringify({ ...(JSON.parse(json.toString()) as Verdict), ...more }));
    });
  }

  async isOver(id: string): Promise<boolean> {
    const status = await this.redis.hget(this.keys.verification(id), "status");
    return status === null || status === "completed" || status === "cancelled";
  }

  /** Unfinished verifications whose jobs should be looked for now; the next look is put off. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    return (await runScript(
      this.redis,
      TAKE_DUE,
      [this.keys.open],
      [now, nextLook, most],
    )) as string[];
  }

  /** Nothing is left to look after (expired). */
  async forget(id: string): Promise<void> {
    await this.redis.zrem(this.keys.open, id);
  }
}

/** Of field, value, field, value … */
function readHash(flat: readonly string[]): Record<string, string> {
  const hash: Record<string, string> = {};
  for (let at = 0; at + 1 < flat.length; at += 2) hash[flat[at] ?? ""] = flat[at + 1] ?? "";
  return hash;
}
