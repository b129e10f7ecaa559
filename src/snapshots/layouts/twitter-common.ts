import { idTime } from "../../dates/id-time.js";

/** The id's own time, ISO 8601 UTC; null for an id that carries none. */
export function snowflakeTime(id: string): string | null {
  const time = idTime("twitter", id);
  return time === null ? null : new Date(time.ms).toISOString();
}

export function statusAddress(handle: string | null, id: string): string {
  return `https://twitter.com/${handle ?? "i/web"}/status/${id}`;
}
