import type { Route } from "./route.js";
import { archiveRoutes } from "./routes/archives.js";
import { articleRoutes } from "./routes/articles.js";
import { evidenceRoutes } from "./routes/evidence.js";
import { healthRoutes } from "./routes/health.js";
import { referenceRoutes } from "./routes/reference.js";
import { specimenRoutes } from "./routes/specimens.js";
import { verdictRoutes } from "./routes/verdicts.js";
import { verificationRoutes } from "./routes/verifications.js";

/** Every call there is: the API is mounted, described and tested from this list. */
export const ROUTES: readonly Route[] = [
  ...verificationRoutes,
  ...verdictRoutes,
  ...evidenceRoutes,
  ...articleRoutes,
  ...archiveRoutes,
  ...specimenRoutes,
  ...healthRoutes,
  ...referenceRoutes,
];
