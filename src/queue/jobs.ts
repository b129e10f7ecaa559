/** Names of the queues; the library keeps them below `<prefix>:<name>`. */
export const QUOTES = "quotes";
export const WEBHOOKS = "webhooks";

/** One quote to check. Ids only: records and verdicts live in the store. */
export interface QuoteJob {
  verification: string;
  index: number;
}

/** One event to deliver. Never the secret: jobs are shown in dashboards. */
export interface WebhookJob {
  event: string;
}
