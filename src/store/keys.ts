/**
 * All Redis keys there are, in one place. The queue library keeps its own below
 * `<prefix>:quotes` and `<prefix>:webhooks`.
 */
export function createKeys(prefix: string) {
  return {
    prefix,
    /** Hash: one verification, without quotes. */
    verification: (id: string) => `${prefix}:verification:${id}`,
    /** Hash: index → quote record (JSON). */
    records: (id: string) => `${prefix}:verification:${id}:records`,
    /** Hash: index → status; `because:<index>` → why a quote failed. */
    quotes: (id: string) => `${prefix}:verification:${id}:quotes`,
    /** String: one verdict (JSON, packed). */
    verdict: (id: string) => `${prefix}:verdict:${id}`,
    /** String: id of the newest verdict that asked the same again. */
    superseding: (verdict: string) => `${prefix}:verdict:${verdict}:next`,
    /** String: how the newest try to ask a verdict again failed (JSON). */
    recheckFailed: (verdict: string) => `${prefix}:verdict:${verdict}:failed`,
    /** Sorted set: verdicts by when they are to be asked again. */
    rechecks: `${prefix}:rechecks`,
    /** Sorted set: ids of a tenant's verifications by time of creation. */
    all: (tenant: string) => `${prefix}:verifications:${tenant}`,
    /** Hash: verification → quotes of it that were open, for one API key; `sum` → all of them. */
    work: (key: string) => `${prefix}:work:${key}`,
    /** String: there while an API key's open quotes were counted a moment ago. */
    counted: (key: string) => `${prefix}:work:${key}:counted`,
    /** Stream: what was changed of a tenant's, and by whom (JSON in `entry`). */
    audit: (tenant: string) => `${prefix}:audit:${tenant}`,
    /** Hash: one API key, its secret as a hash only. */
    key: (id: string) => `${prefix}:key:${id}`,
    /** Set: ids of all API keys there ever were. */
    keys: `${prefix}:keys`,
    /** String: requests of this minute by an API key (`key`) or from an address. */
    rate: (kind: "key" | "address", of: string) => `${prefix}:rate:${kind}:${of}`,
    /** Sorted set: unfinished verifications by when to look next whether their jobs exist. */
    open: `${prefix}:open`,
    /** List: indexes of a verification's quotes in the order in which they ended. */
    ended: (id: string) => `${prefix}:verification:${id}:ended`,
    /** Hash: tenant → webhook endpoints of it that are on; tenants without any are not in it. */
    listeners: `${prefix}:listeners`,
    /** Hash: one webhook endpoint. */
    endpoint: (id: string) => `${prefix}:endpoint:${id}`,
    /** Sorted set: ids of a tenant's webhook endpoints by time of creation. */
    endpoints: (tenant: string) => `${prefix}:endpoints:${tenant}`,
    /** Sorted set: ids of the newest deliveries to an endpoint by time. */
    endpointDeliveries: (id: string) => `${prefix}:endpoint:${id}:deliveries`,
    /** Hash: one webhook event. */
    event: (id: string) => `${prefix}:event:${id}`,
    /** Sorted set: events that no deliveries were made of yet, by when to look. */
    outbox: `${prefix}:outbox`,
    /** String: who makes deliveries of those just now. */
    outboxTurn: `${prefix}:outbox:turn`,
    /** Hash: one event on its way to one receiver. */
    delivery: (id: string) => `${prefix}:delivery:${id}`,
    /** List: attempts to deliver (JSON), newest first. */
    attempts: (id: string) => `${prefix}:delivery:${id}:attempts`,
    /** Sorted set: deliveries to one receiver that are not settled, by when they are due. */
    lane: (id: string) => `${prefix}:lane:${id}`,
    /** Sorted set: lanes by when to look next whether what is due in them has a job. */
    lanes: `${prefix}:lanes`,
    /** Hash: lane of a tenant → the turn its last quote got; `clock` (src/queue/turns.ts). */
    turns: `${prefix}:turns`,
    /** Hash: worker → what it says of itself (JSON). */
    workers: `${prefix}:workers`,
    /** Hash: name and labels of a count (JSON) → the count. */
    counts: `${prefix}:counts`,
    /** Hash: what was answered under an Idempotency-Key. */
    idempotency: (digest: string) => `${prefix}:idempotency:${digest}`,
    /** Hash: SHA-256 → capture that could not be read (JSON). */
    specimens: `${prefix}:specimens`,
    /** Sorted set: those by when they were last seen. */
    specimenTimes: `${prefix}:specimens:times`,
    /** String: what is known of an archive's host, and who asks it (JSON). */
    host: (origin: string) => `${prefix}:host:${origin}`,
    /** What archives answered: entries, their account, and who fetches one just now. */
    cache: (part: string) => `${prefix}:cache:${part}`,
    /** Channel: a verification changed; its status. One for each, so that only who waits hears. */
    changes: (id: string) => `${prefix}:changes:${id}`,
    /** Channel: ids of verifications that were cancelled. */
    cancels: `${prefix}:cancels`,
    /** String that readiness writes. */
    probe: `${prefix}:probe`,
  };
}

export type Keys = ReturnType<typeof createKeys>;
