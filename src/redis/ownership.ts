import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * A lock file that names the process that owns something. A lock whose process is gone counts for
 * nothing: it is moved out of the way, which only one of several contenders can do.
 */
export class Ownership {
  private readonly mine = `${process.pid} ${startedAt(process.pid) ?? ""}`.trim();

  constructor(private readonly file: string) {}

  /** True when this process is the owner from now on; false while a living one is. */
  take(): boolean {
    if (this.create()) return true;
    const found = this.read();
    if (found === null) return this.create();
    if (found === this.mine) return true;
    if (isAlive(found)) return false;
    const aside = `${this.file}.${process.pid}`;
    try {
      renameSync(this.file, aside);
    } catch {
      return false;
    }
    const moved = readFileSync(aside, "utf8");
    rmSync(aside);
    // Between look and move another contender may have put its own lock there: put it back.
    if (moved !== found) {
      this.create(moved);
      return false;
    }
    return this.create();
  }

  release(): void {
    if (this.read() === this.mine) rmSync(this.file, { force: true });
  }

  /** By a link, so that nobody ever sees the lock without its content. */
  private create(content = this.mine): boolean {
    const draft = `${this.file}.${process.pid}.new`;
    writeFileSync(draft, content);
    try {
      linkSync(draft, this.file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private read(): string | null {
    try {
      return readFileSync(this.file, "utf8");
    } catch {
      return null;
    }
  }
}

/** When a process began (Linux, clock ticks since boot): tells it from a later one with its id. */
function startedAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field holds the program's name, which may hold anything but ends with `)`.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(content: string): boolean {
  const [pid = "", started = ""] = content.split(" ");
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const now = startedAt(Number(pid));
  return started === "" || now === null || now === started;
}
