import { createHash } from "node:crypto";
import { z } from "zod";
import type { CheckAccount, Taken } from "../engine/account.js";
import type { CaptureRef, ReadCapture } from "../engine/archive.js";
import { SearchEntrySchema, type Verdict, VerdictSchema } from "../records/verdict.js";

/*
 * The account of one check, as it is kept: everything the archives answered, and where the bytes
 * are. With the record and the bytes, the same engine comes to the same verdict without asking.
 */

const RefSchema = z.object({
  archive: z.string(),
  uriR: z.string(),
  uriM: z.string(),
  capturedAt: z.string(),
  status: z.number().int().nullable(),
  mime: z.string().nullable(),
  digest: z.string().nullable(),
  madeByUs: z.literal(true).optional(),
  /** Bytes of the stored record, by which captures are put in their order of reading. */
  length: z.number().int().nonnegative().optional(),
});

const WordsSchema = z.object({
  /** Where the quoted words stand in the post's text, UTF-16 code units. */
  start: z.number().int(),
  end: z.number().int(),
  /** SHA-256 (hex) of those words in UTF-8, and of the post's whole text. */
  sha256: z.string(),
  textSha256: z.string(),
});

/** Where the bytes of a capture stand in a WACZ. */
const PlaceSchema = z.object({
  file: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
});

const CaptureSchema = z.object({
  /** The capture asked for, and the one handed over. */
  asked: RefSchema,
  ref: RefSchema,
  uriR: z.string(),
  capturedAt: z.string(),
  status: z.number().int().nullable(),
  contentType: z.string().nullable(),
  contentEncoding: z.string().nullable(),
  location: z.string().nullable(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** SHA-256 (hex) and size of the body as it was read: still packed, chunk framing taken off. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  digest: z.string().nullable(),
  digestVerified: z.boolean().nullable(),
  digestBecause: z.string().nullable(),
  note: z.string().nullable(),
  /** Of another archive than the one that handed it over, whose word counts for little. */
  trust: z.literal("low").optional(),
  layout: z.string().nullable(),
  state: z.string(),
  /** True for the captures that the verdict names as its evidence. */
  isEvidence: z.boolean(),
  words: WordsSchema.nullable(),
  /** Why its bytes are not here; absent where they are. */
  missing: z.string().optional(),
  place: PlaceSchema.optional(),
});

export type KeptCapture = z.infer<typeof CaptureSchema>;

const RefusalSchema = z.object({
  asked: z.string().nullable(),
  ref: RefSchema.nullable(),
  outcome: z.enum([
    "unavailable",
    "rate-limited",
    "timed-out",
    "refused",
    "withheld",
    "not-configured",
    "unreadable",
  ]),
  because: z.string(),
});

const ProbeSchema = z.object({
  uriR: z.string(),
  /** The capture that came; null where the archive said that it has none. */
  ref: RefSchema.nullable(),
  around: z.object({ first: z.string().nullable(), last: z.string().nullable() }).nullable(),
  /** The time it was to be nearest to, where that is not the post's own. */
  at: z.string().optional(),
});

const SavedSchema = z.object({ uriR: z.string(), ref: RefSchema });

const ArchiveSchema = z.object({
  entry: SearchEntrySchema,
  readLimit: z.number(),
  incomplete: z.boolean(),
  lookedThroughAll: z.boolean(),
  listed: z.array(RefSchema),
  captures: z.array(CaptureSchema),
  refusals: z.array(RefusalSchema),
  /** Nearest captures that were had without the archive's index. */
  probes: z.array(ProbeSchema).default([]),
  /** Captures that were made for this quote, by the address that was to be captured. */
  saved: z.array(SavedSchema).default([]),
  emptyPages: z.array(z.string()).default([]),
  /** Sizes of empty pages that were known beforehand; absent where none mattered. */
  emptySizes: z.array(z.number().int().nonnegative()).optional(),
  /** What was asked whose list was not all there is; absent where there was none. */
  cut: z.array(z.string()).optional(),
  host: z.string().nullable().default(null),
  trust: z.literal("low").nullable().default(null),
});

export type KeptArchive = z.infer<typeof ArchiveSchema>;

const TranslationSchema = z.object({
  text: z.string(),
  from: z.string(),
  to: z.string(),
  answer: z.union([
    z.object({ text: z.string(), engine: z.string() }),
    z.object({ problem: z.string() }),
  ]),
});

export const KeptAccountSchema = z.object({
  format: z.literal("quotary-account-1"),
  verdict: z.string(),
  checkedAt: z.string(),
  engine: z.string(),
  archives: z.array(ArchiveSchema),
  /** What a translating machine answered. */
  translations: z.array(TranslationSchema),
  /** What was left out, in words. */
  leftOut: z.array(z.string()),
});

export type KeptAccount = z.infer<typeof KeptAccountSchema>;

/** What is kept of one check in a file: with the verdict, where its words may be kept. */
export const KeptFileSchema = z.object({
  verdict: VerdictSchema.nullable(),
  account: KeptAccountSchema,
});

/** What is kept of one check at most; the captures that the verdict names come first. */
const MOST_CAPTURES = 64;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_LISTED = 2_000;

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Where the verdict's words stand in the post, as offsets and hashes. */
function wordsOf(verdict: Verdict, hash: string): KeptCapture["words"] {
  const selector = verdict.evidence.find((one) => one.sha256 === hash)?.quoteSelector;
  const text = verdict.post?.text;
  if (!selector || text === undefined) return null;
  const { prefix, exact, suffix } = selector;
  const found = text.indexOf(prefix + exact + suffix);
  if (found < 0) return null;
  const start = found + prefix.length;
  const end = start + exact.length;
  return { start, end, sha256: sha256(exact), textSha256: sha256(text) };
}

function captureOf({ asked, reading }: Taken, verdict: Verdict, isEvidence: boolean): KeptCapture {
  const { read, snapshot } = reading;
  const { capture } = read;
  return {
    asked: { ...asked },
    ref: { ...read.ref },
    uriR: capture.uriR ?? read.ref.uriR,
    capturedAt: capture.capturedAt ?? read.ref.capturedAt,
    status: capture.status,
    contentType: capture.contentType,
    contentEncoding: capture.contentEncoding ?? null,
    location: capture.location ?? null,
    headers: (read.headers ?? []).map(([name, value]) => [name, value]),
    sha256: reading.sha256,
    bytes: capture.body.length,
    digest: read.digest,
    digestVerified: read.digestVerified,
    digestBecause: read.digestBecause ?? null,
    note: read.note,
    ...(read.trust && { trust: read.trust }),
    layout: snapshot.layout,
    state: snapshot.state,
    isEvidence,
    words: isEvidence ? wordsOf(verdict, reading.sha256) : null,
  };
}

const keyOf = (ref: CaptureRef) => `${ref.archive} ${ref.uriM} ${ref.digest ?? ""}`;

/**
 * The account as it is kept, and the bodies that belong to it by SHA-256. Bounded: what does not
 * fit is named in `leftOut`, and the captures the verdict rests on are the last to be left out.
 */
export function keptAccount(
  verdict: Verdict,
  account: CheckAccount,
): { account: KeptAccount; bodies: Map<string, Uint8Array> } {
  const named = new Set(verdict.evidence.map(({ archive, uriM }) => `${archive} ${uriM}`));
  const isEvidence = ({ reading }: Taken) =>
    named.has(`${reading.archive} ${reading.read.ref.uriM}`);
  const all = account.archives.flatMap(({ taken }) => taken);
  const bodies = new Map<string, Uint8Array>();
  const chosen = new Set<Taken>();
  let bytes = 0;
  for (const one of [...all.filter(isEvidence), ...all.filter((one) => !isEvidence(one))]) {
    const { body } = one.reading.read.capture;
    const isNew = !bodies.has(one.reading.sha256);
    if (chosen.size >= MOST_CAPTURES || (isNew && bytes + body.length > MOST_BYTES)) continue;
    if (isNew) bytes += body.length;
    bodies.set(one.reading.sha256, body);
    chosen.add(one);
  }
  const leftOut: string[] = [];
  if (chosen.size < all.length) {
    leftOut.push(`${all.length - chosen.size} captures that were read and are no evidence`);
  }
  const archives = account.archives.map((one) => {
    const kept = one.taken.filter((taken) => chosen.has(taken));
    const asked = new Set(kept.map((taken) => keyOf(taken.asked)));
    const rest = one.listed.filter((ref) => !asked.has(keyOf(ref)));
    const dropped = new Set(rest.slice(MOST_LISTED).map(keyOf));
    if (dropped.size > 0) leftOut.push(`${dropped.size} captures that were listed and not read`);
    return {
      entry: one.entry,
      // JSON has no infinity.
      readLimit: Math.min(one.readLimit, Number.MAX_SAFE_INTEGER),
      incomplete: one.incomplete,
      lookedThroughAll: one.lookedThroughAll,
      listed: one.listed.filter((ref) => !dropped.has(keyOf(ref))).map((ref) => ({ ...ref })),
      captures: kept.map((taken) => captureOf(taken, verdict, isEvidence(taken))),
      refusals: one.refusals.slice(0, MOST_LISTED).map((refusal) => ({ ...refusal })),
      probes: one.probes.map((probe) => ({ ...probe })),
      saved: one.saved.map((capture) => ({ ...capture })),
      emptyPages: one.emptyPages.slice(0, MOST_LISTED),
      ...(one.emptySizes.length > 0 && { emptySizes: [...one.emptySizes] }),
      ...(one.cut.length > 0 && { cut: one.cut.slice(0, MOST_LISTED) }),
      host: one.host,
      trust: one.trust,
    };
  });
  const { id, checkedAt, engine } = verdict;
  const translations = account.translations.map((one) => ({ ...one }));
  return {
    account: {
      format: "quotary-account-1",
      verdict: id,
      checkedAt,
      engine,
      archives,
      translations,
      leftOut,
    },
    bodies,
  };
}

/** The capture as the archive handed it over, from what is kept of it. */
export function readCaptureOf(kept: KeptCapture, body: Uint8Array): ReadCapture {
  return {
    ref: kept.ref,
    capture: {
      uriR: kept.uriR,
      capturedAt: kept.capturedAt,
      contentType: kept.contentType,
      contentEncoding: kept.contentEncoding,
      status: kept.status,
      location: kept.location,
      body,
    },
    digest: kept.digest,
    digestVerified: kept.digestVerified,
    digestBecause: kept.digestBecause,
    headers: kept.headers,
    note: kept.note,
    trust: kept.trust,
  };
}
