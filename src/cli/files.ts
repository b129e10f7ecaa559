import { readFile, stat } from "node:fs/promises";
import { type CommandIo, UsageError } from "./command.js";

/** Records are small; an article page can be large. */
const MOST_BYTES = 64 * 1024 * 1024;

async function readStdin(stdin: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) throw new UsageError("stdin: larger than 64 MB");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const REASONS: Record<string, string> = {
  ENOENT: "no such file",
  EACCES: "not readable for this user",
  EISDIR: "a folder, not a file",
  ENOTDIR: "a part of this path is a file, not a folder",
  ENOSPC: "no space left",
  EROFS: "the file system can only be read",
};

/** Why a file cannot be read, without the system's names for it. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** The bytes of FILE, or of stdin for `-`. Throws `UsageError` naming the file and the reason. */
export async function readInput(file: string, io: CommandIo): Promise<Buffer> {
  if (file === "-") return readStdin(io.stdin);
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error("larger than 64 MB");
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${whyUnreadable(error)}`);
  }
}
