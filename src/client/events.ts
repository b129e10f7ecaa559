/** One event of a stream: `progress`, `verdict` or `completed`, with its data read from JSON. */
export interface StreamEvent {
  /** To go on after it later. */
  id: string | null;
  type: string;
  data: unknown;
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
  return { id: fields.id?.at(-1) ?? null, type: fields.event?.at(-1) ?? "message", data };
}
