import type { Verdict, Verification } from "./types.js";

/** One event of a stream, with its data read from JSON; `completed` is the last one. */
export type StreamEvent = {
  /** To go on after it later. */
  id: string | null;
} & (
  | { type: "progress"; data: Progress }
  | { type: "verdict"; data: Verdict }
  /** A quote that has no verdict, for its check broke time and again. */
  | { type: "failed"; data: { id: string; ref: string | null; because: string } }
  /** Without verdict bodies. */
  | { type: "completed"; data: Verification }
);

/** How many quotes are done, being checked, and waiting for an archive. */
export interface Progress extends Pick<Verification, "id" | "status" | "outcomes"> {
  done: number;
  total: number;
  running: number;
  waiting: number;
}

/** Longest event that is held, in characters. */
const LONGEST = 4 * 1024 * 1024;

/** Reads server-sent events (HTML standard, 9.2) from a body, as they arrive. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const chunk of body) {
    held += decoder.decode(chunk, { stream: true });
    const parts = held.split(/\r\n\r\n|\n\n|\r\r/);
    held = parts.pop() ?? "";
    if (held.length > LONGEST) throw new Error("an event is longer than expected");
    for (const part of parts) {
      const event = readEvent(part);
      if (event) yield event;
    }
  }
}

/** Null for a comment: what keeps the connection alive. */
function readEvent(text: string): StreamEvent | null {
  const fields: Record<string, string[]> = {};
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name === "") continue;
    fields[name] = [...(fields[name] ?? []), value];
  }
  if (!fields.data) return null;
  const data: unknown = JSON.parse(fields.data.join("\n"));
  const type = fields.event?.at(-1) ?? "message";
  return { id: fields.id?.at(-1) ?? null, type, data } as StreamEvent;
}
