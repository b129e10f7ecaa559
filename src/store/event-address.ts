/** Fields of a verification's hash that its events are sent by. */
export const ADDRESS_FIELDS = [
  "webhookUrl",
  "webhookSecret",
  "webhookRefused",
  "tenant",
  "traceparent",
] as const;

/** Where events of a verification go beside its tenant's endpoints, and what they carry. */
export interface EventAddress {
  /** The webhook that came with the request; null when there was none. */
  webhook: {
    url: string;
    /** Sealed for the tenant. */
    secret: string;
    /** Its receiver answered that it wants no more. */
    isRefused: boolean;
    tenant: string;
  } | null;
  /** Trace of the request; null when it had none. */
  traceparent: string | null;
}

/** Of the values of `ADDRESS_FIELDS`, in their order. */
export function readAddress([url, secret, refused, tenant, traceparent]: readonly (
  | string
  | null
)[]): EventAddress {
  return {
    webhook:
      url && secret ? { url, secret, isRefused: Boolean(refused), tenant: tenant ?? "" } : null,
    traceparent: traceparent ?? null,
  };
}
