import { readPrintedDate } from "./printed.js";

/** ISO day on which an article appeared, from a date as printed; null unless it names one without doubt. */
export function publishedDay({
  publishedAt,
}: {
  publishedAt?: string | null | undefined;
}): string | null {
  if (publishedAt === undefined || publishedAt === null) return null;
  const { status, readings } = readPrintedDate(publishedAt);
  const [day] = readings;
  return status !== "read" || day === undefined || day.startsWith("--") ? null : day;
}
