import type { Redis } from "ioredis";
import { runScript } from "../redis/script.js";
import { HEAD_FIELDS, readHead, type VerificationHead } from "./head.js";
import type { Keys } from "./keys.js";
import { LIST } from "./scripts.js";

/** Past verifications, as lists of them need them. */
export class History {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /**
   * Ids of a tenant's, from the newest to the oldest: those older than `after`, and made at `until`
   * (ms) or before. Whatever was trimmed was older than all that is left, so a page that ended at
   * one that is gone was the last.
   */
  async list(
    tenant: string,
    { after, until }: { after: string | null; until: number | null },
    limit: number,
  ): Promise<string[]> {
    const args = [after ?? "", until ?? "", limit];
    return (await runScript(this.redis, LIST, [this.keys.all(tenant)], args)) as string[];
  }

  /** What lists are filtered by; null for what is gone. */
  async heads(ids: readonly string[]): Promise<(VerificationHead | null)[]> {
    const batch = this.redis.pipeline();
    for (const id of ids) batch.hmget(this.keys.verification(id), ...HEAD_FIELDS);
    return ((await batch.exec()) ?? []).map(([error, fields]) => {
      if (error) throw error;
      return readHead(fields as (string | null)[]);
    });
  }
}
