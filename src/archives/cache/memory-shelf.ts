import type { Kept, Shelf } from "./shelf.js";

const ENTRY_COST = 200;

/** A shelf of this process alone, for the command line: the oldest make room for new ones. */
export function createMemoryShelf(maxBytes: number): Shelf {
  const kept = new Map<string, Kept & { until: number }>();
  const errands = new Map<string, number>();
  let bytes = 0;

  const drop = (key: string) => {
    const entry = kept.get(key);
    if (!entry) return;
    bytes -= entry.value.length + ENTRY_COST;
    kept.delete(key);
  };

  return {
    async get(key) {
      const entry = kept.get(key);
      if (entry && entry.until > Date.now()) return entry;
      drop(key);
      return null;
    },
    async put(key, value, { freshMs, keepMs }) {
      drop(key);
      const now = Date.now();
      kept.set(key, { value, freshUntil: now + freshMs, until: now + keepMs });
      bytes += value.length + ENTRY_COST;
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    async errand(key, ms) {
      if ((errands.get(key) ?? 0) > Date.now()) return null;
      errands.set(key, Date.now() + ms);
      return {
        extend: async () => void errands.set(key, Date.now() + ms),
        end: async () => void errands.delete(key),
      };
    },
  };
}
