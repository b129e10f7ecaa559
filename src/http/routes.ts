import type { Route } from "./route.js";
import { archiveRoutes } from "./routes/archives.js";
import { articleRoutes } from "./routes/articles.js";
import { auditRoutes } from "./routes/audit.js";
import { deliveryRoutes } from "./routes/deliveries.js";
import { eventRoutes } from "./routes/events.js";
import { evidenceRoutes } from "./routes/evidence.js";
import { healthRoutes } from "./routes/health.js";
import { pageRoutes } from "./routes/page.js";
import { referenceRoutes } from "./routes/reference.js";
import { specimenRoutes } from "./routes/specimens.js";
import { verdictRoutes } from "./routes/verdicts.js";
import { verificationRoutes } from "./routes/verifications.js";
import { webhookRoutes } from "./routes/webhooks.js";
import { workerRoutes } from "./routes/workers.js";

/** Every call there is: the API is mounted, described and tested from this list. */
export const ROUTES: readonly Route[] = [
  ...verificationRoutes,
  ...eventRoutes,
  ...verdictRoutes,
  ...evidenceRoutes,
  ...articleRoutes,
  ...webhookRoutes,
  ...deliveryRoutes,
  ...archiveRoutes,
  ...specimenRoutes,
  ...auditRoutes,
  ...workerRoutes,
  ...healthRoutes,
  ...referenceRoutes,
  ...pageRoutes,
];
