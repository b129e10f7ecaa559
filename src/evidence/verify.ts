import { z } from "zod";
import { bytesInMemory } from "../archives/byte-source.js";
import { digestFits, digestOf, normaliseDigest, parseDigest } from "../archives/digest.js";
import { decodeContent } from "../archives/http-message.js";
import { targetUri } from "../archives/local/entry.js";
import { payloadOf } from "../archives/local/payload.js";
import { zipOf } from "../archives/wacz/pack.js";
import { readRecordAt, readWarc } from "../archives/warc/read.js";
import type { ReadCapture } from "../engine/archive.js";
import { ENGINE } from "../engine/version.js";
import type { TranslationDesk } from "../matching/translation/aids.js";
import { type Verdict, VerdictSchema } from "../records/verdict.js";
import { LOCALES } from "../verdict/locales/index.js";
import { KeptAccountSchema, type KeptCapture, readCaptureOf, sha256 } from "./account.js";
import { differences } from "./differences.js";
import { EvidenceUnreadableError } from "./errors.js";
import { type OpenedWacz, openWaczBytes } from "./open.js";
import { judgeAgain } from "./replay.js";
import { fingerprintOf, SignedDataSchema, signatureFits } from "./sign.js";

/** Something that is not as it was written. */
interface Alteration {
  /** The file in the WACZ, and the record in it where that can be told. */
  where: string;
  because: string;
  /** False where no verdict rests on it: the zip around the files. */
  bears: boolean;
}

/** What came of judging one verdict again. */
interface Rejudged {
  id: string;
  outcome: string;
  /** The outcome that follows from the captures; null where the verdict could not be made again. */
  follows: string | null;
  same: boolean;
  /** Fields in which the verdict is not the one that follows, and why it could not be made again. */
  differences: string[];
}

export interface EvidenceCheck {
  /** True when every byte is as written, every verdict follows, and who was to sign did. */
  ok: boolean;
  verdicts: Rejudged[];
  captures: number;
  alterations: Alteration[];
  /** Who signed; null where nobody did. `fits`: over this `datapackage.json`, by that key. */
  signature: { fingerprint: string; fits: boolean; isExpected: boolean | null } | null;
}

export interface VerifyOptions {
  /** Dictionaries for quotes in translation. */
  desk?: TranslationDesk | undefined;
  /** The key that must have signed, base64 of its SubjectPublicKeyInfo. */
  publicKey?: string | undefined;
}

const DatapackageSchema = z.object({
  created: z.string(),
  resources: z
    .array(z.object({ path: z.string(), hash: z.string(), bytes: z.number() }))
    .max(10_000),
});
const DigestSchema = z.object({
  path: z.string(),
  hash: z.string(),
  signedData: SignedDataSchema.optional(),
});

const DESCRIPTION = "datapackage.json";
const DIGEST = "datapackage-digest.json";
const VERDICT_FILE = /^verdicts\/\d{4,6}\/verdict\.json$/;

/** A WACZ under examination: its files by name, and what was found wrong. */
class Examination {
  readonly alterations: Alteration[] = [];
  readonly files: ReadonlyMap<string, Buffer>;

  constructor(readonly opened: OpenedWacz) {
    this.files = new Map(opened.files.map(({ path, bytes }) => [path, bytes]));
    for (const path of opened.damaged) {
      this.tell(path, "its bytes do not fit the zip's checksum");
    }
  }

  tell(where: string, because: string, bears = true): void {
    if (this.alterations.some((one) => one.where === where && one.because === because)) return;
    if (this.alterations.length < 1_000) this.alterations.push({ where, because, bears });
  }

  /** A JSON file of the WACZ; null, and told, where it is absent or not as it should be. */
  json<T>(path: string, schema: z.ZodType<T>): T | null {
    const bytes = this.files.get(path);
    if (!bytes) {
      this.tell(path, "is not there");
      return null;
    }
    try {
      return schema.parse(JSON.parse(bytes.toString("utf8")));
    } catch {
      this.tell(path, "does not hold what it should");
      return null;
    }
  }
}

/** Every file against its hash, and each of them named. */
function checkHashes(exam: Examination, resources: z.infer<typeof DatapackageSchema>["resources"]) {
  const listed = new Set<string>();
  for (const { path, hash, bytes } of resources) {
    listed.add(path);
    const content = exam.files.get(path);
    if (!content) exam.tell(path, `is listed in ${DESCRIPTION} and not there`);
    else if (content.length !== bytes || digestOf(content, "sha256") !== normaliseDigest(hash)) {
      exam.tell(path, `is not what ${DESCRIPTION} has the hash of`);
    }
  }
  for (const path of exam.files.keys()) {
    if (path !== DESCRIPTION && path !== DIGEST && !listed.has(path)) {
      exam.tell(path, `is not listed in ${DESCRIPTION}: it was added`);
    }
  }
}

function checkDescription(
  exam: Examination,
  expectedKey: string | undefined,
): EvidenceCheck["signature"] {
  const digest = exam.json(DIGEST, DigestSchema);
  const content = exam.files.get(DESCRIPTION);
  const hash = content && digestOf(content, "sha256");
  if (digest && hash !== normaliseDigest(digest.hash)) {
    exam.tell(DESCRIPTION, `is not what ${DIGEST} has the hash of`);
  }
  const signed = digest?.signedData;
  if (!signed) return null;
  const fits = signatureFits(signed) && normaliseDigest(signed.hash) === hash;
  const isExpected = expectedKey === undefined ? null : signed.publicKey === expectedKey;
  if (!fits) exam.tell(DIGEST, "the signature does not fit");
  return { fingerprint: fingerprintOf(signed.publicKey), fits, isExpected };
}

/** Every record of a WARC file: which of them are not as they were written. */
async function checkRecords(exam: Examination, path: string, bytes: Buffer): Promise<void> {
  let number = 0;
  for await (const item of await readWarc(bytesInMemory(bytes), () => Number.MAX_SAFE_INTEGER)) {
    if (item.kind === "damage") {
      exam.tell(`${path}, byte ${item.offset}`, item.because);
      continue;
    }
    number += 1;
    const uri = targetUri(item.fields);
    const where = `${path}, record ${number}${uri ? ` (${uri})` : ""}`;
    if (item.damage !== null) exam.tell(where, item.damage);
    const type = item.fields.get("warc-type");
    if (type !== "response" && type !== "resource") continue;
    const block = parseDigest(item.fields.get("warc-block-digest") ?? "");
    if (payloadOf(item).verified !== true || !block || !digestFits(block, [item.block])) {
      exam.tell(where, "its bytes do not fit its digest");
    }
  }
}

/** The zip as it would be written around these files: any other byte is told, if not held against. */
async function checkZip(exam: Examination, bytes: Buffer, createdAt: string): Promise<void> {
  if (Number.isNaN(Date.parse(createdAt))) return;
  const written = await zipOf(exam.opened.files, { createdAt, compress: false });
  if (written.equals(bytes)) return;
  let at = 0;
  while (at < written.length && written[at] === bytes[at]) at += 1;
  exam.tell(`the zip itself, byte ${at}`, "differs around the files, and in none of them", false);
}

/** The capture from its WARC record, everything in it held against the account. */
async function retrieve(exam: Examination, kept: KeptCapture): Promise<ReadCapture | null> {
  const { place } = kept;
  const warc = place && exam.files.get(place.file);
  if (!place || !warc) return null;
  const record = await readRecordAt(bytesInMemory(warc), { offset: place.offset, inner: 0 });
  const where = `${place.file}, byte ${place.offset} (${kept.uriR})`;
  if (!record || record.damage !== null) {
    exam.tell(where, "no sound record is there");
    return null;
  }
  const { head, body, contentType, contentEncoding } = payloadOf(record);
  const date = Date.parse(record.fields.get("warc-date") ?? "");
  const fits =
    sha256(body) === kept.sha256 &&
    targetUri(record.fields) === kept.uriR &&
    date === Math.floor(Date.parse(kept.capturedAt) / 1_000) * 1_000 &&
    (head?.status ?? null) === kept.status;
  if (!fits) exam.tell(where, "is not the capture of which the account has the hash");
  const digest = parseDigest(kept.digest ?? "");
  const decoded = decodeContent(body, contentEncoding);
  const isFit = digest !== null && digestFits(digest, decoded ? [body, decoded] : [body]);
  const read = readCaptureOf(kept, body);
  return {
    ...read,
    capture: {
      ...read.capture,
      uriR: targetUri(record.fields),
      status: head?.status ?? null,
      contentType,
      contentEncoding,
      location: head?.get("location") ?? null,
    },
    // A digest over chunk framing cannot be made again from the body: what was told then stands.
    digestVerified: isFit ? true : kept.digestVerified,
  };
}

async function rejudge(
  exam: Examination,
  path: string,
  desk: TranslationDesk | undefined,
): Promise<Rejudged | null> {
  const verdict = exam.json(path, VerdictSchema);
  const account = exam.json(path.replace("verdict.json", "search.json"), KeptAccountSchema);
  const record = exam.json(path.replace("verdict.json", "record.json"), RecordSchema);
  if (!verdict) return null;
  const { id, outcome } = verdict;
  const failed = (because: string) => ({
    id,
    outcome,
    follows: null,
    same: false,
    differences: [because],
  });
  if (!account || !record) return failed("its account or its record cannot be read");
  const told = [];
  if (JSON.stringify(record) !== JSON.stringify(recordOf(verdict))) told.push("record");
  try {
    const again = await bestMatch(verdict, (lang) =>
      judgeAgain(verdict, account, (kept) => retrieve(exam, kept), { desk, lang }),
    );
    const found = [...told, ...differences(verdict, again, ENGINE === verdict.engine)];
    const missing = account.archives.flatMap(({ captures }) =>
      captures.flatMap((one) => one.missing ?? []),
    );
    if (found.length > 0 && missing.length > 0) {
      found.push(`${missing.length} captures are not in the file: ${missing[0]}`);
    }
    if (found.length > 0 && verdict.engine !== ENGINE) found.push(`made by ${verdict.engine}`);
    return {
      id,
      outcome,
      follows: again.outcome,
      same: again.outcome === outcome,
      differences: found,
    };
  } catch (error) {
    return failed(`it cannot be made again: ${error instanceof Error ? error.message : error}`);
  }
}

const RecordSchema = VerdictSchema.pick({ quote: true, article: true });
const recordOf = ({ quote, article }: Verdict) => RecordSchema.parse({ quote, article });

/** In the language of the summary that the verdict has; any of ours where it has none of them. */
async function bestMatch(
  { summary }: Verdict,
  judge: (lang: string) => Promise<Verdict>,
): Promise<Verdict> {
  let first: Verdict | undefined;
  for (const { tag } of LOCALES) {
    const again = await judge(tag);
    if (again.summary === summary) return again;
    first ??= again;
  }
  if (!first) throw new Error("there is no language of summaries");
  return first;
}

/**
 * Checks evidence without asking anybody: every hash, every record, the signature, and each
 * verdict, which the same engine makes again from the captures in the file. Throws
 * `EvidenceUnreadableError` for a file that is no evidence or cannot be opened safely.
 */
export async function verifyEvidence(
  bytes: Buffer,
  { desk, publicKey }: VerifyOptions = {},
): Promise<EvidenceCheck> {
  const opened = await openWaczBytes(bytes);
  const exam = new Examination(opened);
  const paths = [...exam.files.keys()];
  const verdictFiles = paths.filter((path) => VERDICT_FILE.test(path));
  if (verdictFiles.length === 0)
    throw new EvidenceUnreadableError("a WACZ without a verdict in it");
  const signature = checkDescription(exam, publicKey);
  const description = exam.json(DESCRIPTION, DatapackageSchema);
  if (description) checkHashes(exam, description.resources);
  for (const path of paths.filter((one) => /^archive\/.*\.warc(\.gz)?$/.test(one))) {
    await checkRecords(exam, path, exam.files.get(path) ?? Buffer.alloc(0));
  }
  if (exam.alterations.length === 0 && description) {
    await checkZip(exam, bytes, description.created);
  }
  const verdicts: Rejudged[] = [];
  for (const path of verdictFiles) {
    const again = await rejudge(exam, path, desk);
    if (again) verdicts.push(again);
  }
  const captures = new Set(
    opened.files.flatMap(({ path }) => (path.startsWith("archive/") ? [path] : [])),
  );
  const ok =
    exam.alterations.length === 0 &&
    (publicKey === undefined || signature?.isExpected === true) &&
    verdicts.length === verdictFiles.length &&
    verdicts.every(({ same, differences: found }) => same && found.length === 0);
  return {
    ok,
    verdicts,
    captures: await countCaptures(exam, captures),
    alterations: exam.alterations,
    signature,
  };
}

async function countCaptures(exam: Examination, paths: ReadonlySet<string>): Promise<number> {
  let count = 0;
  for (const path of paths) {
    for await (const item of await readWarc(
      bytesInMemory(exam.files.get(path) ?? Buffer.alloc(0)),
      () => 0,
    )) {
      const type = item.kind === "record" ? item.fields.get("warc-type") : "";
      if (type === "response" || type === "resource") count += 1;
    }
  }
  return count;
}
