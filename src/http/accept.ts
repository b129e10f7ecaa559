import type { VerificationRequest } from "../records/request.js";
import type { Remark } from "../records/verification.js";
import type { IdempotencyClaim, KnownClaim } from "../store/idempotency-claim.js";
import { newVerificationId } from "../store/ids.js";
import { TooMuchWorkError } from "../store/open-work.js";
import {
  justStored,
  type NewVerification,
  type StoredVerification,
} from "../store/stored-verification.js";
import { whyNoWebhookAddress } from "../webhooks/address.js";
import { newWebhookSecret } from "../webhooks/secret.js";
import type { Caller } from "./admission.js";
import type { HttpParts } from "./parts.js";
import { Problem, serviceAway } from "./problem.js";

/**
 * After this time a first request that never said it was done is taken for dead; what it stored is
 * kept, so its repeat is answered in its place.
 */
const FIRST_REQUEST_MS = 10_000;

/** What the schema cannot know: which archives there are, and where webhooks may go. */
export function checkAgainstConfiguration(
  { options, webhook }: VerificationRequest,
  { archives, allow }: HttpParts,
): Remark[] {
  const unknown = (options?.archives ?? []).flatMap((name, index) =>
    archives.includes(name)
      ? []
      : [
          {
            pointer: `/options/archives/${index}`,
            detail: `no such archive is configured; there are: ${archives.join(", ") || "none"}`,
          },
        ],
  );
  const because = webhook ? whyNoWebhookAddress(webhook.url, allow) : null;
  return because === null ? unknown : [...unknown, { pointer: "/webhook/url", detail: because }];
}

/** The request a verification comes with: its id, and the trace it is part of. */
interface Origin {
  requestId: string;
  traceparent: string | null;
}

/** Stores and queues a verification; a repeat of an earlier request gets the earlier one. */
export async function acceptVerification(
  request: VerificationRequest,
  warnings: Remark[],
  claim: IdempotencyClaim | null,
  caller: Caller & Origin,
  parts: HttpParts,
): Promise<StoredVerification> {
  return acceptNew(newVerification(request, warnings, caller, parts), claim, caller, parts);
}

/** Stores and queues a verification that is made up already. */
export async function acceptNew(
  created: NewVerification,
  claim: IdempotencyClaim | null,
  caller: Caller,
  parts: HttpParts,
): Promise<StoredVerification> {
  const known = await create(created, claim, caller, parts);
  if (known) checkClaim(known);
  const stored = known
    ? await parts.store.verifications.read(known.verification)
    : justStored(created);
  if (stored === null) throw new Problem(404, { detail: "The verification is no longer kept." });
  if (!known?.answered) await queueAll(stored, claim, parts);
  return stored;
}

/** Stores it. Throws `Problem` 429 when the key has too much open, also after a new count. */
async function create(
  created: NewVerification,
  claim: IdempotencyClaim | null,
  { key }: Caller,
  { store, openQuotes }: HttpParts,
): Promise<KnownClaim | null> {
  const bound = key === null ? null : { key, most: openQuotes };
  const attempt = () => store.verifications.create(created, claim, bound);
  try {
    return await attempt().catch(async (error: unknown) => {
      if (!(error instanceof TooMuchWorkError) || key === null) throw error;
      if (!(await store.work.recount(key))) throw error;
      return attempt();
    });
  } catch (error) {
    if (!(error instanceof TooMuchWorkError)) throw error;
    throw new Problem(429, {
      detail: `This API key has ${error.open} quotes open and may have ${error.most}; none of this request was taken in.`,
      violatedPolicies: ["open-quotes"],
      headers: { "retry-after": "10" },
    });
  }
}

function newVerification(
  { article, options, webhook, quotes }: VerificationRequest,
  warnings: Remark[],
  { tenant, requestId, traceparent }: { tenant: string } & Origin,
  { store }: HttpParts,
): NewVerification {
  const id = newVerificationId();
  return {
    id,
    tenant,
    request: requestId,
    traceparent,
    createdAt: new Date().toISOString(),
    article: article ?? null,
    options: options ?? {},
    webhook: webhook
      ? {
          url: webhook.url,
          secret: store.seal.seal(webhook.secret ?? newWebhookSecret(), tenant),
          secretIsOurs: webhook.secret === undefined,
        }
      : null,
    warnings,
    quotes,
  };
}

function checkClaim({ samePayload, answered, since }: KnownClaim): void {
  if (!samePayload) {
    throw new Problem(422, {
      detail: "This Idempotency-Key was used with another request.",
    });
  }
  if (!answered && Date.now() - since < FIRST_REQUEST_MS) {
    throw new Problem(409, {
      detail: "The first request with this Idempotency-Key is still being worked on.",
      headers: { "retry-after": "1" },
    });
  }
}

async function queueAll(
  { id, options }: StoredVerification,
  claim: IdempotencyClaim | null,
  { queues, store }: HttpParts,
): Promise<void> {
  try {
    await queues.addPlan(id, options.priority ?? "normal");
    if (claim) await store.verifications.answered(claim);
  } catch (error) {
    // Stored, and queued by a worker's sweep; but not promised to the caller, who should repeat.
    throw serviceAway("POST", error);
  }
}
