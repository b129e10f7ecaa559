// Made from the description of the API by `npm run client-types`; not edited by hand.

export type Quote = { ref?: string; platform?: "twitter" | "bluesky" | "mastodon" | "telegram" | "threads" | "instagram" | "facebook" | "tiktok" | "youtube"; url?: string; author?: { name?: string; handle?: string }; date?: string; text: string; originalText?: string; lang?: string; attribution?: "printed" | "inferred"; place?: { selector?: string; start?: number; end?: number; sentence?: string; convention?: string } };

export type Article = { url?: string; title?: string; publisher?: string; publishedAt?: string; lang?: string };

export type VerificationRequest = { article?: Article; quotes: Array<Quote>; options?: { archives?: Array<string>; priority?: "breaking" | "normal"; recheck?: boolean; recheckEvery?: number; /** Has links captured now of which no archive holds a usable capture: by the Wayback Machine (QUOTARY_SAVE_KEY), else from the platform's public answer (QUOTARY_LIVE). Such evidence carries `madeByUs`. */ save?: boolean; lang?: string }; webhook?: { url: string; secret?: string } };

export type Verification = { id: string; status: "queued" | "running" | "completed" | "cancelled"; createdAt: string; completedAt: string | null; article: Article | null; progress: { done: number; total: number }; outcomes: Partial<Record<"verified" | "verified-with-notes" | "discrepancy" | "unverifiable" | "inconclusive", number>>; quotes: Array<{ id: string; ref: string | null; status: "queued" | "running" | "completed" | "waiting-for-archive" | "failed"; verdict: Verdict | null; verdictId: string | null; because: string | null; waitsUntil?: string; links?: { verdict: string; evidence: string } }>; warnings: Array<Remark>; recheckOf?: string; links: { self: string; events: string; recheckOf?: string }; webhook?: { url: string; secret?: string } };

export type Verdict = { id: string; ref: string | null; quote: Quote; article?: Article; outcome: "verified" | "verified-with-notes" | "discrepancy" | "unverifiable" | "inconclusive"; summary: string; confidence: number; checks: { handle: { result: "match" | "note" | "mismatch" | "unknown"; class: "exact" | "case" | "renamed" | "lookalike" | "different" | "not-printed" | null; printed: string | null; archived: string | null; because: string }; date: { result: "match" | "note" | "mismatch" | "unknown"; class: "same-utc-day" | "same-moment" | "possible-timezone" | "different" | "ambiguous" | "unreadable" | "not-printed" | null; printed: string | null; readings: Array<string>; archived: string | null; because: string }; text: { result: "match" | "note" | "mismatch" | "unknown"; class: "verbatim" | "normalised" | "extract" | "elided" | "truncated" | "edited" | "altered" | "translated" | "unrelated" | null; flags: Array<string>; edits: Array<{ op: "replace" | "insert" | "delete" | "elide" | "truncate" | "bracket" | "move"; kind: string; severity: "capture" | "typographic" | "minor" | "editorial" | "meaning"; printed: { start: number; end: number; text: string }; archived: { start: number; end: number; text: string }; because: string }>; because: string; translation?: { from: string | null; to: string | null; shared: number; consulted: Array<"dictionary" | "machine">; anchors: Array<{ printed: string; archived: string; by: string }>; unmatchedPrinted: Array<string>; unmatchedArchived: Array<string>; machine: { engine: string; text: string } | null } } }; findings: Array<Finding>; post: Post | null; otherCandidates: Array<{ id: string | null; url: string | null; textClass: string | null }>; evidence: Array<Evidence>; search: Array<{ archive: string; outcome: "answered" | "unavailable" | "rate-limited" | "timed-out" | "refused" | "withheld" | "not-configured"; requests: number; captures: number; read: number; asked: Array<string>; problems: Array<string>; retryAt?: string; steps?: Array<{ purpose: string; taken: boolean; asked: Array<string>; requests: number; captures: number; read: number }>; ended?: string }>; timeline: { firstCapture: string | null; lastCapture: string | null; goneSince: string | null }; checkedAt: string; engine: string; wordsKept?: false; recheckOf?: string; supersededBy?: string; askAgainAt?: string };

export type Finding = { code: string; severity: "info" | "capture" | "typographic" | "minor" | "note" | "editorial" | "meaning"; because: string };

export type Post = { platform: "twitter" | "bluesky" | "mastodon" | "telegram" | "threads" | "instagram" | "facebook" | "tiktok" | "youtube"; id: string | null; url: string | null; author: { id: string | null; handle: string | null; name: string | null }; createdAt: string | null; createdAtSource: "page" | "snowflake" | null; text: string; lang: string | null; truncated: { at: number; because: string } | null; replyTo: { id: string | null; handle: string | null; url: string | null } | null; quoted: { id: string | null; handle: string | null; url: string | null } | null; retweeted: { id: string | null; handle: string | null; url: string | null } | null; edits: Array<string>; media: Array<{ kind: string; url: string | null; alt: string | null }>; links: Array<{ shown: string; targets: Array<string> }>; sources: Record<string, string> };

export type Evidence = { archive: string; uriR: string; uriM: string; capturedAt: string; digest: string | null; digestVerified: boolean | null; digestBecause?: string; madeByUs?: true; sha256: string; layout: string; quoteSelector: { type: "TextQuoteSelector"; exact: string; prefix: string; suffix: string } | null; position?: { type: "TextPositionSelector"; start: number; end: number } };

export type Remark = { pointer: string; detail: string };

export type Problem = { type: string; title: string; status: number; detail: string; instance: string; errors: Array<{ pointer: string; detail: string; parameter?: string }>; "violated-policies"?: Array<string> };

export type ListVerifications200 = { verifications: Array<Verification>; /** Address of the next page; null after the last one. */ next: string | null };

export type FollowVerification200 = string;

export type ReadArticleBody = { options?: { archives?: Array<string>; priority?: "breaking" | "normal"; recheck?: boolean; recheckEvery?: number; /** Has links captured now of which no archive holds a usable capture: by the Wayback Machine (QUOTARY_SAVE_KEY), else from the platform's public answer (QUOTARY_LIVE). Such evidence carries `madeByUs`. */ save?: boolean; lang?: string }; webhook?: { url: string; secret?: string }; /** The page. Either this or `text`. */ html?: string; text?: string; /** Where the article is published. */ url?: string; lang?: string };

export type ReadArticle200 = { article: Article; quotes: Array<Quote>; /** What quotes a post, or may do so, and could not be read. */ unread: Array<{ kind: "embed-without-text" | "video" | "screenshot" | "beyond-limits"; src: string | null; alt: string | null; caption: string | null; selector: string | null; url: string | null }>; /** Found in the page, but no quote of this article. */ setAside: Array<{ reason: "related-story" | "comment" | "duplicate"; url: string | null; selector: string | null }>; warnings: Array<Remark> };

export type CreateWebhookBody = { url: string; /** What to tell; `webhook.test` is told when it is asked for, and need not be here. */ events?: Array<"verdict.created" | "verification.completed" | "verdict.changed" | "webhook.test" | "webhook.disabled">; description?: string; /** One of your own; else one is made. */ secret?: string; /** Also sign with a key pair (`v1a`); its public half is `publicKey`. */ ed25519?: boolean };

export type CreateWebhook201 = { id: string; url: string; description: string; events: Array<"verdict.created" | "verification.completed" | "verdict.changed" | "webhook.test" | "webhook.disabled">; enabled: boolean; /** When and why it was turned off; null while it is on. */ disabled: { at: string | null; because: string | null } | null; /** Since when no attempt succeeded; null unless that is so. */ failingSince: string | null; createdAt: string; /** Until then messages carry two signatures. */ previousSecretValidUntil: string | null; /** `whpk_…` for `v1a` signatures; null when there are none. */ publicKey: string | null; /** Shown when it is made, and never again. */ secret?: string; links: { self: string; deliveries: string } };

export type ListWebhooks200 = { webhooks: Array<CreateWebhook201> };

export type ChangeWebhookBody = { url?: string; /** What to tell; `webhook.test` is told when it is asked for, and need not be here. */ events?: Array<"verdict.created" | "verification.completed" | "verdict.changed" | "webhook.test" | "webhook.disabled">; description?: string; enabled?: boolean; rotateSecret?: boolean };

export type TestWebhook202 = { id: string; event: { id: string; type: "verdict.created" | "verification.completed" | "verdict.changed" | "webhook.test" | "webhook.disabled" }; state: "pending" | "delivered" | "abandoned" | "refused"; createdAt: string; settledAt: string | null; /** The newest first. */ attempts: Array<{ at: string; attempt: number; status: number | null; ok: boolean; because: string | null; milliseconds: number; request: { url: string; bytes: number }; /** Some headers and the beginning of the body. */ response: { headers: Record<string, string>; body: string } | null }> };

export type ListDeliveries200 = { deliveries: Array<TestWebhook202>; next: string | null };

export type RedeliverSinceBody = { /** Deliveries made from then on. */ since: string; until?: string; /** Those that arrived, too. */ delivered?: boolean };

export type RedeliverSince202 = { queued: number; next: string | null };

export type ListArchives200 = { archives: Array<{ name: string; /** Absent for an archive at hand: a file or a folder. */ state?: "asked" | "resting" | "on-trial"; restsUntil?: string | null; because?: "limited" | "failing" | null }> };

export type ListSpecimens200 = { specimens: Array<{ archive: string; uriR: string; uriM: string; capturedAt: string; digest: string | null; sha256: string; bytes: number; contentType: string | null; tellTales: Array<string>; because: string; seenAt: string }> };

export type ListAudit200 = { entries: Array<{ id: string; at: string; action: string; about: string | null; key: string | null; address: string | null; requestId: string | null; status: number | null }>; next: string | null };

export type ListWorkers200 = { workers: Array<{ id: string; host: string; pid: number; /** Name and version, as verdicts carry it. */ engine: string; queues: Array<string>; concurrency: number; since: string; seenAt: string; /** Longest that it stood still since it last spoke, ms. */ eventLoopMs: number }> };

export type Live200 = { status: "ok" };
