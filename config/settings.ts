import { z } from "zod";
import { list, numberList, setting, text, wholeNumber } from "./setting.js";
import {
  allowHosts,
  hideCredentials,
  hidePassword,
  httpAddress,
  proxies,
  redisUrl,
} from "./values.js";

const EVIDENCE_MODES = ["full", "hashes", "none"] as const;

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const DAY = 86_400;

/**
 * Every setting there is. The key is its name in the program, `name` the one in the environment
 * and in the file that `QUOTARY_CONFIG` names.
 */
export const SETTINGS = {
  port: setting("PORT", wholeNumber(0, 65_535), 8080, "port of the API; 0 = any free one"),
  host: setting("HOST", text(), "127.0.0.1", "address the API listens on"),
  redisUrl: setting(
    "REDIS_URL",
    redisUrl,
    null,
    "Redis to use; without it `quotary serve` runs its own under QUOTARY_DATA",
    hidePassword,
  ),
  redisPrefix: setting(
    "QUOTARY_REDIS_PREFIX",
    z.string().regex(/^[A-Za-z0-9_{}-]{1,60}$/, {
      error: "must be 1 to 60 of A-Z a-z 0-9 _ - { }",
    }),
    "{quotary}",
    "what every Redis key begins with; braces keep all keys in one cluster slot",
  ),
  dataFolder: setting(
    "QUOTARY_DATA",
    text(),
    ".quotary",
    "folder of the own Redis, of indexes and evidence",
  ),
  archives: setting(
    "QUOTARY_ARCHIVES",
    list(),
    ["wayback"],
    "archives to ask: files, folders, names or addresses with their kind in front",
    hideCredentials,
  ),
  allowHosts: setting(
    "QUOTARY_ALLOW_HOSTS",
    allowHosts,
    [],
    "hosts or networks that webhooks and archives may reach although internal",
  ),
  contact: setting(
    "QUOTARY_CONTACT",
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{3,200}$/, { error: "must be an address (mail or web) without spaces" })
      .nullable(),
    null,
    "mail or web address that archives find in the User-Agent of every request",
  ),
  saveKey: setting(
    "QUOTARY_SAVE_KEY",
    z
      .string()
      .trim()
      .regex(/^[\x21-\x39\x3b-\x7e]+:[\x21-\x7e]+$/, { error: "must be access:secret" })
      .nullable(),
    null,
    "access:secret of an account at the Internet Archive, for requests with `options.save`",
    (value) => value && "hidden",
  ),
  live: setting(
    "QUOTARY_LIVE",
    list(),
    [],
    "platforms' public answers that options.save may fetch and keep: names of config/live-sources.json, or PLATFORM+ADDRESS",
  ),
  liveFolder: setting(
    "QUOTARY_LIVE_FOLDER",
    text().nullable(),
    null,
    "folder of the WACZ files that hold those; saved/ below QUOTARY_DATA when not set",
  ),
  saveWithinSeconds: setting(
    "QUOTARY_SAVE_WITHIN",
    wholeNumber(0, 365 * DAY),
    2_700,
    "seconds: a capture no older than this is not made anew by `options.save`",
  ),
  cacheListSeconds: setting(
    "QUOTARY_CACHE_LISTS",
    wholeNumber(0, 7 * DAY),
    3_600,
    "seconds an archive's list of captures is taken for its present answer",
  ),
  cacheNoneSeconds: setting(
    "QUOTARY_CACHE_NONE",
    wholeNumber(0, 7 * DAY),
    600,
    "seconds that for an archive's answer that it holds nothing, or withholds it",
  ),
  cacheCaptureSeconds: setting(
    "QUOTARY_CACHE_CAPTURES",
    wholeNumber(0, 3_650 * DAY),
    30 * DAY,
    "seconds a capture that was read is kept, as it came",
  ),
  cacheMegabytes: setting(
    "QUOTARY_CACHE_MB",
    wholeNumber(1, 100_000),
    256,
    "megabytes of answers kept in Redis (in memory on the command line)",
  ),
  cacheFileMegabytes: setting(
    "QUOTARY_CACHE_FILES_MB",
    wholeNumber(0, 1_000_000),
    2_048,
    "megabytes of large captures kept as files below QUOTARY_DATA",
  ),
  dictionaries: setting(
    "QUOTARY_DICTIONARIES",
    text(),
    "/usr/share/dictd",
    "folder of FreeDict dictionaries (dictd) for quotes in translation; without it less can be said",
  ),
  translateUrl: setting(
    "QUOTARY_TRANSLATE_URL",
    httpAddress,
    null,
    "address of a LibreTranslate service, which may be internal, for quotes in translation",
    (value) => value && hideCredentials([value])[0],
  ),
  translateKey: setting(
    "QUOTARY_TRANSLATE_KEY",
    text().nullable(),
    null,
    "key for that service",
    (value) => value && "hidden",
  ),
  inconclusiveSchedule: setting(
    "QUOTARY_INCONCLUSIVE_SCHEDULE",
    numberList(90 * DAY),
    [900, 3_600, 21_600, DAY, 3 * DAY, 7 * DAY],
    "seconds to wait before each further try of an inconclusive verdict; as many tries as entries",
  ),
  recheckDays: setting(
    "QUOTARY_RECHECK_DAYS",
    wholeNumber(0, 3_650),
    365,
    "days after a request for which options.recheckEvery goes on asking",
  ),
  evidence: setting(
    "QUOTARY_EVIDENCE",
    z.enum(EVIDENCE_MODES, { error: `must be one of ${EVIDENCE_MODES.join(", ")}` }),
    "full",
    "what is kept of a check: the captures read (full), nothing (none), or no words at all, of records and verdicts either (hashes)",
  ),
  evidenceDays: setting(
    "QUOTARY_EVIDENCE_DAYS",
    wholeNumber(0, 36_500).nullable(),
    null,
    "days for which evidence is kept; 0 = for good; as long as verifications when not set",
  ),
  evidenceKey: setting(
    "QUOTARY_EVIDENCE_KEY",
    text().nullable(),
    null,
    "file with the Ed25519 private key (PEM) that evidence files are signed with",
  ),
  logLevel: setting(
    "LOG_LEVEL",
    z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }),
    "info",
    "least severe log line to write",
  ),
  workers: setting("QUOTARY_WORKERS", wholeNumber(1, 64), 1, "worker processes `serve` starts"),
  concurrency: setting(
    "QUOTARY_CONCURRENCY",
    wholeNumber(1, 200),
    8,
    "quotes one worker process checks at the same time",
  ),
  readingThreads: setting(
    "QUOTARY_READING_THREADS",
    wholeNumber(1, 16),
    1,
    "threads in which one worker process reads large captures",
  ),
  quoteAttempts: setting(
    "QUOTARY_QUOTE_ATTEMPTS",
    wholeNumber(1, 20),
    3,
    "times a check that breaks is started before its quote is given up as failed",
  ),
  quoteTimeoutSeconds: setting(
    "QUOTARY_QUOTE_TIMEOUT",
    wholeNumber(1, 3_600),
    300,
    "seconds a check may take, its waits for archives apart",
  ),
  archiveWaitSeconds: setting(
    "QUOTARY_ARCHIVE_WAIT",
    wholeNumber(0, DAY),
    900,
    "seconds a quote waits for archives that ask for fewer requests, before its verdict says so",
  ),
  lockSeconds: setting(
    "QUOTARY_LOCK_SECONDS",
    wholeNumber(1, 600),
    30,
    "seconds after which the work of a worker that fell silent is given to another",
  ),
  sweepSeconds: setting(
    "QUOTARY_SWEEP_SECONDS",
    wholeNumber(1, 3_600),
    60,
    "seconds between looks for work that fell out of the queue",
  ),
  retentionSeconds: setting(
    "QUOTARY_RETENTION",
    wholeNumber(60, 3_650 * DAY),
    90 * DAY,
    "seconds a verification and its verdicts are kept after the last change",
  ),
  idempotencySeconds: setting(
    "QUOTARY_IDEMPOTENCY",
    wholeNumber(1, 30 * DAY),
    DAY,
    "seconds an Idempotency-Key is remembered",
  ),
  rateKey: setting(
    "QUOTARY_RATE_KEY",
    wholeNumber(0, 10_000_000),
    30_000,
    "requests a minute that one API key may make; 0 = any number",
  ),
  rateAddress: setting(
    "QUOTARY_RATE_ADDRESS",
    wholeNumber(0, 10_000_000),
    60_000,
    "requests a minute that one address may make; 0 = any number",
  ),
  openQuotes: setting(
    "QUOTARY_OPEN_QUOTES",
    wholeNumber(500, 10_000_000),
    10_000,
    "quotes one API key may have waiting or running",
  ),
  secretKeys: setting(
    "QUOTARY_SECRET_KEYS",
    list().refine((keys) => keys.every((key) => Buffer.from(key, "base64").length === 32), {
      error: "must be 32 bytes in base64 each, with commas between",
    }),
    [],
    "keys that webhook secrets are encrypted with at rest: the first encrypts, all decrypt",
    (keys) => keys.map(() => "hidden"),
  ),
  trustProxy: setting(
    "QUOTARY_TRUST_PROXY",
    proxies,
    [],
    "addresses or networks of proxies whose X-Forwarded-For is believed",
  ),
  corsOrigins: setting(
    "QUOTARY_CORS_ORIGINS",
    list(),
    [],
    "origins whose pages may call the API from a browser; * = all",
  ),
  publicUrl: setting(
    "QUOTARY_PUBLIC_URL",
    httpAddress,
    null,
    "address at which others reach the API, for links in what it hands out",
  ),
  webhookSchedule: setting(
    "QUOTARY_WEBHOOK_SCHEDULE",
    numberList(7 * DAY),
    [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
    "seconds to wait before each attempt to deliver a webhook; as many attempts as entries",
  ),
  webhookTimeoutSeconds: setting(
    "QUOTARY_WEBHOOK_TIMEOUT",
    wholeNumber(1, 60),
    15,
    "seconds a webhook receiver may take to answer",
  ),
  webhookDisableSeconds: setting(
    "QUOTARY_WEBHOOK_DISABLE_AFTER",
    wholeNumber(0, 90 * DAY),
    5 * DAY,
    "seconds without a single success after which a webhook endpoint is turned off",
  ),
  webhookRotationSeconds: setting(
    "QUOTARY_WEBHOOK_ROTATION",
    wholeNumber(0, 30 * DAY),
    DAY,
    "seconds the old secret of a webhook endpoint stays good beside a new one",
  ),
  shutdownSeconds: setting(
    "QUOTARY_SHUTDOWN_SECONDS",
    wholeNumber(0, 600),
    20,
    "seconds running work may take to end before the process ends without it",
  ),
};
