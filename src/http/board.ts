import type { BaseAdapter } from "@bull-board/api/baseAdapter";
import type { NextFunction, Request, Response, Router } from "express";
import { admit, mustRunService } from "./admission.js";
import type { HttpParts } from "./parts.js";
import { Problem } from "./problem.js";

export const BOARD_PATH = "/admin/queues";

/**
 * The queues to look at in a browser, for keys that are allowed `admin` (as the password of Basic).
 * Nothing can be changed there; jobs hold ids only. Loaded when it is first asked for.
 */
export function board(parts: HttpParts) {
  let router: Promise<Router> | undefined;
  return async (request: Request, response: Response, next: NextFunction) => {
    await letIn(request, response, parts);
    router ??= createRouter(parts);
    (await router)(request, response, next);
  };
}

async function letIn(request: Request, response: Response, parts: HttpParts): Promise<void> {
  try {
    mustRunService(await admit(request, response, "admin", parts));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    // What makes a browser ask for a password.
    const headers = { "www-authenticate": 'Basic realm="quotary", charset="UTF-8"' };
    throw new Problem(401, { ...error.details, headers }, { cause: error });
  }
}

async function createRouter({ queues }: HttpParts): Promise<Router> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import("@bull-board/api"),
    import("@bull-board/api/bullMQAdapter"),
    import("@bull-board/express"),
  ]);
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(BOARD_PATH);
  const shown: BaseAdapter[] = queues.all.map(
    (queue) => new BullMQAdapter(queue, { readOnlyMode: true }),
  );
  createBullBoard({ queues: shown, serverAdapter });
  return serverAdapter.getRouter() as Router;
}
