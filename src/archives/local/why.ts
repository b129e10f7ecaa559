const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "not readable for this user",
  EPERM: "not readable for this user",
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "a folder, not a file",
  EMFILE: "too many files are open",
  EIO: "the disk cannot read it",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

/** Why a file or folder cannot be read, without the system's names for it. */
export function whyNotRead(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
