import type { QuoteRecord } from "../records/quote.js";
import type { Article, VerificationRequest } from "../records/request.js";
import type { Outcome } from "../records/verdict.js";
import type { QuoteStatus, Remark, VerificationStatus } from "../records/verification.js";
import { writeHandles } from "./head.js";

type Options = NonNullable<VerificationRequest["options"]>;

/** Where the events of a verification go. */
interface Webhook {
  url: string;
  /** Sealed for the tenant (`Store.seal`). */
  secret: string;
  /** True when the secret was made here and must be told once. */
  secretIsOurs: boolean;
}

/** What a new verification is made of. */
export interface NewVerification {
  id: string;
  /** Whose it is; nobody else sees it. */
  tenant: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** Id of the request it came with, for logs; null where there was none. */
  request?: string | null;
  /** Trace of that request (W3C `traceparent`). */
  traceparent?: string | null;
  article: Article | null;
  options: Options;
  webhook: Webhook | null;
  warnings: Remark[];
  quotes: QuoteRecord[];
  /** Set where it asks one verdict again; it has one quote then. */
  recheck?: Recheck | null;
}

/** A verdict that is asked again. */
interface Recheck {
  /** Id of the older verdict. */
  of: string;
  /** True when nobody asked for it: then only a changed outcome is told. */
  automatic: boolean;
  /** How often in a row an inconclusive verdict was tried again, this time included. */
  tries: number;
  /** ISO time after which `options.recheckEvery` ends. */
  until: string;
}

interface StoredQuote {
  record: QuoteRecord;
  status: QuoteStatus;
  /** Why it failed; null unless it did. */
  because: string | null;
  /** ISO time until which it waits for an archive; null unless it does. */
  waitsUntil: string | null;
}

/** A verification as it stands. */
export interface StoredVerification
  extends Omit<NewVerification, "quotes" | "request" | "traceparent"> {
  status: VerificationStatus;
  completedAt: string | null;
  done: number;
  outcomes: Partial<Record<Outcome, number>>;
  quotes: StoredQuote[];
}

export interface QuoteToCheck {
  tenant: string;
  quote: QuoteRecord;
  article: Article | null;
  options: Options;
  createdAt: string;
  recheck: Recheck | null;
  /** Id of the request it came with; null when that is not known. */
  request: string | null;
  /** Trace of that request; null when it had none. */
  traceparent: string | null;
}

/** Fields of the verification's hash that checking one of its quotes needs. */
export const QUOTE_FIELDS = [
  "tenant",
  "article",
  "options",
  "createdAt",
  "recheckOf",
  "automatic",
  "tries",
  "until",
  "request",
  "traceparent",
] as const;

function readRecheck(meta: Partial<Record<string, string | null>>): Recheck | null {
  if (!meta.recheckOf) return null;
  return {
    of: meta.recheckOf,
    automatic: meta.automatic === "1",
    tries: Number(meta.tries ?? 0),
    until: meta.until ?? "",
  };
}

/** Field, value, field, value … of the verification's hash. */
export function writeStored(created: NewVerification): (string | number)[] {
  const fields: Record<string, string | number> = {
    id: created.id,
    tenant: created.tenant,
    status: "queued",
    createdAt: created.createdAt,
    total: created.quotes.length,
    done: 0,
    handles: writeHandles(created.quotes),
    article: JSON.stringify(created.article),
    options: JSON.stringify(created.options),
    warnings: JSON.stringify(created.warnings),
    ...(created.recheck && {
      recheckOf: created.recheck.of,
      ...(created.recheck.automatic && { automatic: 1 }),
      tries: created.recheck.tries,
      until: created.recheck.until,
    }),
    ...(created.request && { request: created.request }),
    ...(created.traceparent && { traceparent: created.traceparent }),
    ...(created.webhook && {
      webhookUrl: created.webhook.url,
      webhookSecret: created.webhook.secret,
      webhookSecretIsOurs: created.webhook.secretIsOurs ? 1 : 0,
    }),
  };
  return Object.entries(fields).flat();
}

/** What `readStored` gives of a verification that was just written, without asking for it. */
export function justStored({
  request: _request,
  traceparent: _traceparent,
  ...created
}: NewVerification): StoredVerification {
  return {
    ...created,
    status: "queued",
    completedAt: null,
    done: 0,
    recheck: created.recheck ?? null,
    outcomes: {},
    quotes: created.quotes.map((record) => ({
      record,
      status: "queued",
      because: null,
      waitsUntil: null,
    })),
  };
}

/** The verification that `writeStored` and the scripts made of it. */
export function readStored(
  meta: Record<string, string>,
  records: Record<string, string>,
  quotes: Record<string, string>,
): StoredVerification {
  const total = Number(meta.total ?? 0);
  return {
    id: meta.id ?? "",
    tenant: meta.tenant ?? "",
    status: (meta.status ?? "queued") as VerificationStatus,
    createdAt: meta.createdAt ?? "",
    completedAt: meta.completedAt ?? null,
    done: Number(meta.done ?? 0),
    article: parsed<Article | null>(meta.article, null),
    options: parsed<Options>(meta.options, {}),
    warnings: parsed<Remark[]>(meta.warnings, []),
    webhook: readWebhook(meta),
    recheck: readRecheck(meta),
    outcomes: readOutcomes(meta),
    quotes: Array.from({ length: total }, (_, index) => ({
      record: parsed<QuoteRecord>(records[index], { text: "" }),
      status: (quotes[index] ?? "queued") as QuoteStatus,
      because: quotes[`because:${index}`] ?? null,
      waitsUntil: quotes[`until:${index}`] ?? null,
    })),
  };
}

/** The record and, in the order of `QUOTE_FIELDS`, what the verification's hash says. */
export function readStoredQuote(record: string, values: readonly (string | null)[]): QuoteToCheck {
  const meta: Partial<Record<string, string | null>> = Object.fromEntries(
    QUOTE_FIELDS.map((field, place) => [field, values[place] ?? null]),
  );
  return {
    tenant: meta.tenant ?? "",
    quote: JSON.parse(record) as QuoteRecord,
    article: parsed<Article | null>(meta.article, null),
    options: parsed<Options>(meta.options, {}),
    createdAt: meta.createdAt ?? "",
    recheck: readRecheck(meta),
    request: meta.request ?? null,
    traceparent: meta.traceparent ?? null,
  };
}

/** Priority in the options as the verification's hash keeps them. */
export function readPriority(options: string | null | undefined): "breaking" | "normal" {
  return parsed<Options>(options, {}).priority ?? "normal";
}

function readWebhook(meta: Record<string, string>): Webhook | null {
  if (meta.webhookUrl === undefined || meta.webhookSecret === undefined) return null;
  return {
    url: meta.webhookUrl,
    secret: meta.webhookSecret,
    secretIsOurs: meta.webhookSecretIsOurs === "1",
  };
}

function readOutcomes(meta: Record<string, string>): Partial<Record<Outcome, number>> {
  const prefix = "outcome:";
  const counts = Object.entries(meta)
    .filter(([field]) => field.startsWith(prefix))
    .map(([field, count]) => [field.slice(prefix.length), Number(count)]);
  return Object.fromEntries(counts) as Partial<Record<Outcome, number>>;
}

/** Our own JSON, read back; `missing` where a field was never written. */
function parsed<T>(json: string | null | undefined, missing: T): T {
  return json === null || json === undefined ? missing : (JSON.parse(json) as T);
}
