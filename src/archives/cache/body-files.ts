import { readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "../../files/write-whole.js";

/** After this much of the allowed size was written, the folder's size is looked at. */
const LOOK_EVERY = 0.1;
/** What is left of the allowed size after room was made, so that it is not made for every file. */
const LEAVE = 0.8;

/**
 * Bodies of captures too large for Redis, as files named by their SHA-256 below a folder: what was
 * not used for longest makes room. Several processes may use one folder.
 */
export class BodyFiles {
  /** Bytes since the folder's size was looked at; at the beginning nobody knows it. */
  #written = Number.POSITIVE_INFINITY;

  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
  ) {}

  #file(sha256: string): string {
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Null when it is not there, or cannot be read. */
  async get(sha256: string): Promise<Buffer | null> {
    try {
      const file = this.#file(sha256);
      const bytes = await readFile(file);
      const now = new Date();
      await utimes(file, now, now).catch(() => {});
      return bytes;
    } catch {
      return null;
    }
  }

  /** False when it could not be written: it is then not kept. */
  async put(sha256: string, bytes: Buffer): Promise<boolean> {
    if (bytes.length > this.maxBytes) return false;
    try {
      await writeWhole(this.#file(sha256), bytes);
    } catch {
      return false;
    }
    this.#written += bytes.length;
    if (this.#written >= this.maxBytes * LOOK_EVERY) {
      this.#written = 0;
      await this.#makeRoom().catch(() => {});
    }
    return true;
  }

  async #makeRoom(): Promise<void> {
    const names = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = [];
    for (const entry of names) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const found = await stat(file).catch(() => null);
      if (found) files.push({ file, size: found.size, used: found.mtimeMs });
    }
    let total = files.reduce((sum, { size }) => sum + size, 0);
    if (total <= this.maxBytes) return;
    for (const { file, size } of files.sort((a, b) => a.used - b.used)) {
      if (total <= this.maxBytes * LEAVE) break;
      await rm(file, { force: true });
      total -= size;
    }
  }
}
