import type { extractArticle } from "../articles/extract.js";
import type { ExtractedArticle } from "../articles/types.js";
import type { EvidenceKeeper } from "../evidence/keeper.js";
import type { Signer } from "../evidence/sign.js";
import type { Logger } from "../log/logger.js";
import type { HostHealth } from "../manners/rules.js";
import type { Metrics } from "../metrics/registry.js";
import type { AllowList } from "../net/allow-list.js";
import type { Queues } from "../queue/queues.js";
import type { Store } from "../store/index.js";
import type { Changes } from "./changes.js";
import type { Streams } from "./streams.js";

/** As `extractArticle`. */
export type ExtractArticle = (
  ...given: Parameters<typeof extractArticle>
) => Promise<ExtractedArticle>;

/** What the routes work with; put together by `quotary serve`, or by a test. */
export interface HttpParts {
  store: Store;
  queues: Queues;
  changes: Changes;
  /** Names of the configured archives: what a request may choose from. */
  archives: readonly string[];
  /** How the host of an archive is doing; null for one at hand. */
  archiveHealth: (name: string) => Promise<HostHealth | null>;
  /** Internal hosts that webhooks may reach. */
  allow: AllowList;
  /** Where evidence is kept, and who signs files of it. */
  evidence: EvidenceKeeper;
  sign: Signer | null;
  /** Finds an article's quotes, wherever that is done. */
  extract: ExtractArticle;
  metrics: Metrics;
  streams: Streams;
  log: Logger;
  /** Time the old secret of an endpoint stays good beside a new one. */
  webhookRotationSeconds: number;
  idempotencySeconds: number;
  recheckDays: number;
  /** Requests a minute by one API key, and from one address; 0: any number. */
  rateKey: number;
  rateAddress: number;
  /** Most quotes an API key may have open. */
  openQuotes: number;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  trustProxy: readonly string[];
  /** Origins whose pages may call the API; `*` for all. */
  corsOrigins: readonly string[];
  /** Address at which others reach the API; null: the one they asked at. */
  publicUrl: string | null;
  /** True from the moment on that the process is to end. */
  isDraining: () => boolean;
}
