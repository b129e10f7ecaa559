import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** `sun_path` holds 108 bytes on Linux, 104 on macOS, with the closing NUL. */
const LONGEST = 100;

/**
 * Where the socket of a Redis with this data folder is: in it, or, where its path is too long for a
 * socket, in a folder of ours below the system's temporary one, the same one each time.
 */
export function socketPathFor(folder: string): string {
  const inside = path.join(folder, "redis.sock");
  if (Buffer.byteLength(inside) <= LONGEST) return inside;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const elsewhere = path.join(tmpdir(), `quotary-${name}`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o700 });
  const found = lstatSync(elsewhere);
  // Others may write to the temporary folder: what is there must be ours, and closed to them.
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error(`${elsewhere} belongs to somebody else`);
  }
  chmodSync(elsewhere, 0o700);
  return path.join(elsewhere, "redis.sock");
}
