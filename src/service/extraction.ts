import { Piscina } from "piscina";
import { extractArticle } from "../articles/extract.js";
import type { ExtractedArticle } from "../articles/types.js";
import type { ExtractArticle } from "../http/parts.js";
import { programOf } from "../threads/program.js";

/** Articles of so many characters are extracted in a thread: smaller ones take a moment. */
const THREAD_FROM_CHARACTERS = 50_000;
/** A thread that nobody needed for so long is ended. */
const IDLE_MS = 60_000;

/**
 * Extracts articles; large ones in a thread, so that whoever asks for anything else, health checks
 * among them, is answered meanwhile. The thread is started when first needed; `close` ends it, and
 * breaks off what it does.
 */
export function openExtraction(): { extract: ExtractArticle; close(): Promise<void> } {
  const pool = new Piscina<Parameters<typeof extractArticle>, ExtractedArticle>({
    ...programOf("./extraction-thread", import.meta.url),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  });
  return {
    async extract(input, options) {
      const { length } = "html" in input ? input.html : input.text;
      if (length < THREAD_FROM_CHARACTERS) return extractArticle(input, options);
      return pool.run([input, options]);
    },
    close: () => pool.destroy(),
  };
}
