import type { Redis } from "ioredis";
import { z } from "zod";
import type { Keys } from "./keys.js";

/** Entries kept of one tenant, roughly. */
const MOST_KEPT = 10_000;

/** One write: who did what, from where, and how it ended. */
export const AuditEntrySchema = z.object({
  /** Grows from entry to entry. */
  id: z.string(),
  at: z.string(),
  /** `POST /v1/verifications`, `keys create`, … */
  action: z.string(),
  /** Id of what it was done to, or of what was made; null where nothing came of it. */
  about: z.string().nullable(),
  /** Id of the API key; null without one, and on the command line. */
  key: z.string().nullable(),
  /** Null on the command line. */
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  /** HTTP status of the answer; null on the command line. */
  status: z.number().int().nullable(),
});

export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** What was changed by whom, a tenant's newest few thousand entries. */
export class Audit {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  async add(tenant: string, entry: Omit<AuditEntry, "id" | "at">): Promise<void> {
    const key = this.keys.audit(tenant);
    await this.redis.xadd(key, "MAXLEN", "~", MOST_KEPT, "*", "entry", JSON.stringify(entry));
  }

  /** The newest first, those older than the entry `before` where that is given. */
  async list(tenant: string, before: string | null, limit: number): Promise<AuditEntry[]> {
    const from = before === null ? "+" : `(${before}`;
    const found = await this.redis.xrevrange(this.keys.audit(tenant), from, "-", "COUNT", limit);
    return found.map(([id, fields]) => ({
      ...(JSON.parse(fields[1] ?? "{}") as Omit<AuditEntry, "id" | "at">),
      id,
      at: new Date(Number(id.split("-")[0])).toISOString(),
    }));
  }
}
