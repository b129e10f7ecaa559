import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AskContext, CaptureRef } from "../../engine/archive.js";
import { ArchiveUnavailableError, RefusedError } from "../errors.js";
import type { RemoteHost } from "../remote/host.js";
import { escapedUriR } from "../remote/replay.js";
import { textOf } from "../remote/withheld.js";
import { fromTimestamp } from "../timestamp.js";

/**
 * Pauses before each look at how a job is doing, ms. A capture takes half a minute; one that waits
 * for hours, as happens, is not waited for (facts: archives 5).
 */
const LOOKS_MS = [2_000, 3_000, 5_000, 8_000, 10_000, 12_000, 15_000, 15_000];

/** Both answers of "Save Page Now 2": to the order, and to a look at the job. */
const AnswerSchema = z.object({
  job_id: z.string().nullish(),
  status: z.string().nullish(),
  status_ext: z.string().nullish(),
  message: z.string().nullish(),
  timestamp: z.string().nullish(),
  original_url: z.string().nullish(),
});

type Answer = z.infer<typeof AnswerSchema>;

/** What a job's error means for asking again; codes that are not known may pass. */
const NEVER =
  /^error:(?:blocked|blocked-url|filesize-limit|invalid-.*|no-access|not-found|unauthorized|too-many-redirects)$/;
const NOT_TODAY = /^error:(?:too-many-daily-captures|max-daily-bandwidth.*)$/;

function becauseOf({ status_ext, message }: Answer): string {
  const code = status_ext ?? "";
  const what = (message ?? code).slice(0, 300) || "no reason given";
  if (NEVER.test(code)) return `the archive cannot capture it: ${what}`;
  if (NOT_TODAY.test(code)) return `the archive captures it no more today: ${what}`;
  return `the archive could not capture it now: ${what}`;
}

async function ask(
  address: string,
  remote: RemoteHost,
  context: AskContext,
  key: string,
  form?: Readonly<Record<string, string>>,
): Promise<Answer> {
  const headers = { accept: "application/json", authorization: `LOW ${key}` };
  const lane = form ? "save" : "replay";
  const how = { lane, headers, longBody: "cut", ...(form && { form }) } as const;
  const response = await remote.ask(address, context, how);
  if (response.status === 401) {
    throw new RefusedError(remote.archive, `${remote.archive} does not accept QUOTARY_SAVE_KEY`);
  }
  if (response.status !== 200) throw remote.failure(response);
  try {
    return AnswerSchema.parse(JSON.parse(textOf(response)));
  } catch (cause) {
    const because = `${remote.archive} answered with something else than the state of a job`;
    throw new ArchiveUnavailableError(remote.archive, because, null, { cause });
  }
}

/** The capture that a finished job names; null where it names none. */
function captureOf(answer: Answer, uriR: string, remote: RemoteHost): CaptureRef | null {
  const { timestamp } = answer;
  const capturedAt = timestamp ? fromTimestamp(timestamp) : null;
  if (!timestamp || capturedAt === null) return null;
  const captured = answer.original_url ?? uriR;
  return {
    archive: remote.archive,
    uriR: captured,
    uriM: `${remote.base}/web/${timestamp}/${escapedUriR(captured)}`,
    capturedAt,
    status: null,
    mime: null,
    digest: null,
    madeByUs: true,
  };
}

/**
 * Has the Wayback Machine capture an address ("Save Page Now 2"; facts: archives 5): the capture,
 * with the address that redirects led to, or why there is none. One made within `withinSeconds`
 * counts as new. Throws the `ArchiveError` that says why it could not be asked.
 */
export async function savePageNow(
  uriR: string,
  remote: RemoteHost,
  context: AskContext,
  key: string,
  withinSeconds: number,
): Promise<CaptureRef | { because: string }> {
  const form = {
    url: uriR,
    skip_first_archive: "1",
    if_not_archived_within: String(withinSeconds),
  };
  const order = await ask(`${remote.base}/save`, remote, context, key, form);
  const ready = captureOf(order, uriR, remote);
  if (ready) return ready;
  const { job_id: job } = order;
  if (!job || !/^[\w-]{1,200}$/.test(job)) return { because: becauseOf(order) };
  for (const pause of LOOKS_MS) {
    await sleep(pause, undefined, { signal: context.signal });
    const state = await ask(`${remote.base}/save/status/${job}`, remote, context, key);
    if (state.status === "success") {
      const made = captureOf(state, uriR, remote);
      return made ?? { because: "the archive made a capture and does not say when" };
    }
    if (state.status === "error") return { because: becauseOf(state) };
  }
  return { because: "the archive has not captured it within a minute; it may still do so" };
}
