import type { Count, Counts } from "../store/counts.js";
import type { CountedName } from "./families.js";

/** Counts of this process, added to those of all processes from time to time. */
export class Tally {
  readonly #pending = new Map<string, Count>();

  constructor(private readonly counts: Counts) {}

  add(name: CountedName, labels: string[] = [], value = 1): void {
    // No label holds a line feed.
    const key = `${name}\n${labels.join("\n")}`;
    const count = this.#pending.get(key);
    if (count) count.value += value;
    else this.#pending.set(key, { name, labels, value });
  }

  /** Writes what was counted since; throws, losing it, where Redis is away. */
  async flush(): Promise<void> {
    const counts = [...this.#pending.values()];
    this.#pending.clear();
    await this.counts.add(counts);
  }
}
