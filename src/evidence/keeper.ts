import { link, opendir, readdir, readFile, rm, rmdir, stat } from "node:fs/promises";
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
/** How often a folder may be taken away, empty, before something is written into it. */
const MOST_TRIES = 10;
const IN_HASHES_MODE = "kept as hashes and offsets only";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Evidence in files: account and verdict in `evidence/accounts/DAY/VERDICT.json`, and each body, by its
 * hash, as `evidence/captures/AB/HASH/VERDICT.gz` for every verdict that needs it: links to the same
 * bytes. So the file system counts who needs them, and whatever is removed at whichever moment, by
 * whichever process, leaves them to the others.
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
    const before = await this.read(verdict).catch(() => null);
    const needed = mode === "full" ? bodies : new Map<string, Uint8Array>();
    for (const [hash, body] of needed) await this.keepBody(hash, body, verdict.id);
    const kept =
      mode === "full" ? { verdict, account } : { verdict: null, account: withoutWords(account) };
    await writeWhole(file, JSON.stringify(kept));
    for (const hash of hashesOf(before)) {
      if (!needed.has(hash)) await this.release(hash, verdict.id);
    }
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
    for (const hash of hashesOf(kept)) await this.release(hash, verdict.id);
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

  /** Where a verdict has a body of its own name. */
  private bodyFile(hash: string, verdict: string): string {
    return path.join(this.bodyFolder(hash), `${verdict}.gz`);
  }

  /** Files that hold this body, as they are found. */
  private async *bodyFiles(hash: string): AsyncGenerator<string> {
    const folder = this.bodyFolder(hash);
    for await (const { name } of (await opendir(folder).catch(absent)) ?? []) {
      if (name.endsWith(".gz")) yield path.join(folder, name);
    }
  }

  private async keepBody(hash: string, body: Uint8Array, verdict: string): Promise<void> {
    const own = this.bodyFile(hash, verdict);
    for await (const file of this.bodyFiles(hash)) {
      if (file === own || (await link(file, own).then(() => true, isThere))) return;
      // Gone by now, or no link may be made: bytes of its own serve as well.
      break;
    }
    const packed = await pack(body, { level: LEVEL });
    for (let tries = 1; ; tries++) {
      try {
        return await writeWhole(own, packed);
      } catch (error) {
        // The folder was made, and taken away with the last file of others before ours was in it.
        if (codeOf(error) !== "ENOENT" || tries === MOST_TRIES) throw error;
      }
    }
  }

  private async body(hash: string): Promise<Buffer | null> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return null;
    for await (const file of this.bodyFiles(hash)) {
      const packed = await readFile(file).catch(absent);
      if (packed === null) continue;
      const body = await unpack(packed, { maxOutputLength: MOST_UNPACKED }).catch(() => null);
      return body !== null && sha256(body) === hash ? body : null;
    }
    return null;
  }

  private async release(hash: string, verdict: string): Promise<void> {
    await rm(this.bodyFile(hash, verdict), { force: true });
    // Only an empty folder can be taken away so.
    await rmdir(this.bodyFolder(hash)).catch(() => {});
  }
}

function hashesOf(kept: KeptEvidence | null): Set<string> {
  const captures = kept?.account.archives.flatMap((archive) => archive.captures) ?? [];
  return new Set(captures.map((one) => one.sha256));
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : "";
}

function absent(error: unknown): null {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return null;
  throw error;
}

const isThere = (error: unknown): boolean => codeOf(error) === "EEXIST";
