import { readdir, readFile, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { CheckAccount } from "../engine/account.js";
import { writeWhole } from "../files/write-whole.js";
import type { Verdict } from "../records/verdict.js";
import { type KeptAccount, KeptFileSchema, keptAccount, sha256 } from "./account.js";

/** What is kept of a check: `full` with the captures, `hashes` without any words, `none`. */
type EvidenceMode = "full" | "hashes" | "none";

export interface KeeperSettings {
  dataFolder: string;
  evidence: EvidenceMode;
  /** Days for which evidence is kept; 0: for good; null: as long as verifications are. */
  evidenceDays: number | null;
  retentionSeconds: number;
}

/** What is kept of one verdict's check. */
export interface KeptEvidence {
  account: KeptAccount;
  /** The body with this SHA-256; null where it is not kept, or is not what it was. */
  body(hash: string): Promise<Buffer | null>;
}

const DAY_MS = 86_400_000;
/** Fast rather than small: many captures are kept for every one that is asked for. */
const LEVEL = 3;
const MOST_UNPACKED = 64 * 1024 * 1024;
const IN_HASHES_MODE = "kept as hashes and offsets only";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Evidence in files: account and verdict in `evidence/accounts/DAY/VERDICT.json`, and each body once,
 * by its hash, in `evidence/captures/AB/HASH/` beside a `for-VERDICT` for every verdict that needs it.
 * A body goes with the last of them.
 */
export class EvidenceKeeper {
  private readonly folder: string;

  constructor(private readonly settings: KeeperSettings) {
    this.folder = path.join(settings.dataFolder, "evidence");
  }

  /** Keeps what the verdict rests on; a second call for the same verdict replaces the first. */
  async keep(verdict: Verdict, checked: CheckAccount): Promise<void> {
    const { evidence: mode } = this.settings;
    if (mode === "none") return;
    const { account, bodies } = keptAccount(verdict, checked);
    const file = this.accountFile(verdict);
    if (file === null) throw new RangeError(`"${verdict.id}" is no id of a verdict`);
    if (mode === "full") {
      for (const [hash, body] of bodies) await this.keepBody(hash, body, verdict.id);
    }
    const kept =
      mode === "full" ? { verdict, account } : { verdict: null, account: withoutWords(account) };
    await writeWhole(file, JSON.stringify(kept));
  }

  /** What is kept for this verdict; null when nothing is. */
  async read(verdict: Pick<Verdict, "id" | "checkedAt">): Promise<KeptEvidence | null> {
    const kept = await this.readFile(this.accountFile(verdict));
    return kept && { account: kept.account, body: (hash) => this.body(hash) };
  }

  /** The verdict with this id, however long ago it was kept; null where none is, or not its words. */
  async verdict(id: string): Promise<Verdict | null> {
    for (const day of (await readdir(this.accounts).catch(absent)) ?? []) {
      const kept = await this.readFile(this.accountFile({ id, checkedAt: day }));
      if (kept) return kept.verdict;
    }
    return null;
  }

  private async readFile(file: string | null) {
    const text = file && (await readFile(file, "utf8").catch(absent));
    return text ? KeptFileSchema.parse(JSON.parse(text)) : null;
  }

  /** Removes what is kept for this verdict; false when nothing was. */
  async remove(verdict: Pick<Verdict, "id" | "checkedAt">): Promise<boolean> {
    const file = this.accountFile(verdict);
    if (file === null || (await stat(file).catch(absent)) === null) return false;
    const kept = await this.read(verdict).catch(() => null);
    await rm(file, { force: true });
    const captures = kept?.account.archives.flatMap((archive) => archive.captures) ?? [];
    for (const hash of new Set(captures.map((one) => one.sha256))) {
      await this.release(hash, verdict.id);
    }
    return true;
  }

  /** Removes evidence past its time; how many verdicts' evidence that was. */
  async removeOld(now: Date): Promise<number> {
    const { evidenceDays, retentionSeconds } = this.settings;
    if (evidenceDays === 0) return 0;
    const keptMs = evidenceDays === null ? retentionSeconds * 1_000 : evidenceDays * DAY_MS;
    const { accounts } = this;
    let removed = 0;
    for (const day of (await readdir(accounts).catch(absent)) ?? []) {
      // By whole days: what was checked late on the day has its full time too.
      if (!(Date.parse(day) + DAY_MS + keptMs < now.getTime())) continue;
      for (const name of await readdir(path.join(accounts, day))) {
        const id = name.replace(/\.json$/, "");
        if (await this.remove({ id, checkedAt: day })) removed += 1;
      }
      await rmdir(path.join(accounts, day)).catch(() => {});
    }
    return removed;
  }

  private get accounts(): string {
    return path.join(this.folder, "accounts");
  }

  private accountFile({ id, checkedAt }: Pick<Verdict, "id" | "checkedAt">): string | null {
    const day = checkedAt.slice(0, 10);
    // Both become names of files, and a verdict may come from a file of somebody else's.
    if (!/^[\w-]{1,100}$/.test(id) || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
    return path.join(this.accounts, day, `${id}.json`);
  }

  private bodyFolder(hash: string): string {
    return path.join(this.folder, "captures", hash.slice(0, 2), hash);
  }

  private async keepBody(hash: string, body: Uint8Array, verdict: string): Promise<void> {
    const folder = this.bodyFolder(hash);
    // First the claim, then the look: whoever removes the body looks for claims first.
    await writeWhole(path.join(folder, `for-${verdict}`), "");
    const file = path.join(folder, "body.gz");
    if ((await stat(file).catch(absent)) === null) {
      await writeWhole(file, await pack(body, { level: LEVEL }));
    }
  }

  private async body(hash: string): Promise<Buffer | null> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return null;
    const packed = await readFile(path.join(this.bodyFolder(hash), "body.gz")).catch(absent);
    if (packed === null) return null;
    const body = await unpack(packed, { maxOutputLength: MOST_UNPACKED }).catch(() => null);
    return body !== null && sha256(body) === hash ? body : null;
  }

  private async release(hash: string, verdict: string): Promise<void> {
    const folder = this.bodyFolder(hash);
    await rm(path.join(folder, `for-${verdict}`), { force: true });
    const left = (await readdir(folder).catch(absent)) ?? [];
    if (!left.some((name) => name.startsWith("for-"))) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Hashes and offsets alone: no bytes, no headers, no texts that were translated. */
function withoutWords(account: KeptAccount): KeptAccount {
  return {
    ...account,
    archives: account.archives.map((archive) => ({
      ...archive,
      captures: archive.captures.map((one) => ({ ...one, headers: [], missing: IN_HASHES_MODE })),
    })),
    translations: [],
  };
}

function absent(error: unknown): null {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT" || code === "ENOTDIR") return null;
  throw error;
}
