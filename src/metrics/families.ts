/**
 * What is counted over all processes, by the name Prometheus sees. Labels take few values: names of
 * archives and layouts, ways in which things end; never a handle, an address or an id.
 */
export const COUNTED = {
  quotary_verdicts_total: { help: "Verdicts reached.", labels: ["outcome"] },
  quotary_quotes_failed_total: { help: "Quotes whose check broke time and again.", labels: [] },
  quotary_check_seconds_total: { help: "Time that checks took.", labels: [] },
  quotary_archive_asks_total: {
    help: "Times an archive was asked for a quote, by how it took it.",
    labels: ["archive", "outcome"],
  },
  quotary_archive_requests_total: {
    help: "Requests sent to archives, retries and redirects counted.",
    labels: ["archive", "outcome"],
  },
  quotary_budget_waits_total: {
    help: "Times a request had to wait for its turn at an archive (wait), or the archive rested.",
    labels: ["kind"],
  },
  quotary_budget_wait_seconds_total: { help: "Time of those waits.", labels: ["kind"] },
  quotary_captures_read_total: {
    help: "Captures read, by layout and by what they hold.",
    labels: ["layout", "state"],
  },
  quotary_webhook_attempts_total: { help: "Attempts to deliver.", labels: ["outcome"] },
  quotary_webhook_seconds_total: { help: "Time of those attempts.", labels: ["outcome"] },
  quotary_jobs_stalled_total: { help: "Jobs left by their worker.", labels: ["queue"] },
} as const satisfies Record<string, { help: string; labels: readonly string[] }>;

export type CountedName = keyof typeof COUNTED;
