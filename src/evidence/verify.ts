import { z } from "zod";
import { digestOf, normaliseDigest } from "../archives/digest.js";
import { zipOf } from "../archives/wacz/pack.js";
import { ENGINE } from "../engine/version.js";
import type { TranslationDesk } from "../matching/translation/aids.js";
import { type Verdict, VerdictSchema } from "../records/verdict.js";
import { LOCALES } from "../verdict/locales/index.js";
import { type KeptAccount, KeptAccountSchema, keptAccount } from "./account.js";
import {
  checkDerived,
  checkDigestFile,
  DESCRIPTION,
  DIGEST,
  type Examined,
  fileBeside,
} from "./derived.js";
import { accountDifferences, differences } from "./differences.js";
import { EvidenceUnreadableError } from "./errors.js";
import { type Alteration, Examination } from "./examination.js";
import { openWaczBytes } from "./open.js";
import { checkNamed, checkRecords, retrieve } from "./records.js";
import { judgeAgain } from "./replay.js";
import { fingerprintOf, SignedDataSchema, signatureFits } from "./sign.js";

/** What came of judging one verdict again. */
interface Rejudged {
  id: string;
  outcome: string;
  /** The outcome that follows from the captures; null where the verdict could not be made again. */
  follows: string | null;
  same: boolean;
  /** Fields in which the verdict is not the one that follows, and why it could not be made again. */
  differences: string[];
  /** What made it, where that is another version: wording and figures were then not compared. */
  madeBy: string | null;
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

const VERDICT_FILE = /^verdicts\/\d{4,6}\/verdict\.json$/;

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
  digest: z.infer<typeof DigestSchema> | null,
  expectedKey: string | undefined,
): EvidenceCheck["signature"] {
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

/** The zip as it would be written around these files: any other byte is told, if not held against. */
async function checkZip(exam: Examination, bytes: Buffer, createdAt: string): Promise<void> {
  if (Number.isNaN(Date.parse(createdAt))) return;
  const written = await zipOf(exam.opened.files, { createdAt, compress: false });
  if (written.equals(bytes)) return;
  let at = 0;
  while (at < written.length && written[at] === bytes[at]) at += 1;
  exam.tell(`the zip itself, byte ${at}`, "differs around the files, and in none of them", false);
}

const isOurs = ({ engine }: { engine: string }) => engine === ENGINE;

/** A verdict and its account as they stand in the file; null where one of them cannot be read. */
function examined(exam: Examination, path: string): Examined | null {
  const verdict = exam.written(path, VerdictSchema, isOurs);
  const account = exam.written(fileBeside(path, "search"), KeptAccountSchema, isOurs);
  return verdict && account && { path, verdict, account };
}

/** What of the account is not of this verdict, or does not follow from the captures. */
function untold({ verdict, account }: Examined, again: KeptAccount): string[] {
  const isItsOwn =
    account.verdict === verdict.id &&
    account.checkedAt === verdict.checkedAt &&
    account.engine === verdict.engine;
  if (!isItsOwn) return ["account: of another verdict"];
  return isOurs(verdict) ? accountDifferences(account, again) : [];
}

async function rejudge(
  exam: Examination,
  { path, verdict, account }: Examined,
  desk: TranslationDesk | undefined,
): Promise<Rejudged> {
  const { id, outcome, engine } = verdict;
  const madeBy = isOurs(verdict) ? null : engine;
  const record = exam.written(fileBeside(path, "record"), RecordSchema, () => madeBy === null);
  const told = [];
  if (record && JSON.stringify(record) !== JSON.stringify(recordOf(verdict))) told.push("record");
  try {
    const { verdict: again, account: search } = await bestMatch(verdict, (lang) =>
      judgeAgain(verdict, account, (kept) => retrieve(exam, kept, engine), { desk, lang }),
    );
    const entries = account.archives.map(({ entry }) => entry);
    const found = [
      ...told,
      ...differences(verdict, { ...again, search: entries }, madeBy === null),
      ...untold({ path, verdict, account }, keptAccount(again, search).account),
    ];
    const missing = account.archives.flatMap(({ captures }) =>
      captures.flatMap((one) => one.missing ?? []),
    );
    if (found.length > 0 && missing.length > 0) {
      found.push(`${missing.length} captures are not in the file: ${missing[0]}`);
    }
    const same = again.outcome === outcome;
    return { id, outcome, follows: again.outcome, same, differences: found, madeBy };
  } catch (error) {
    const because = `it cannot be made again: ${error instanceof Error ? error.message : error}`;
    return { id, outcome, follows: null, same: false, differences: [because], madeBy };
  }
}

const RecordSchema = VerdictSchema.pick({ quote: true, article: true });
const recordOf = ({ quote, article }: Verdict) => RecordSchema.parse({ quote, article });

/** In the language of the summary that the verdict has; any of ours where it has none of them. */
async function bestMatch<Again extends { verdict: Verdict }>(
  { summary }: Verdict,
  judge: (lang: string) => Promise<Again>,
): Promise<Again> {
  let first: Again | undefined;
  for (const { tag } of LOCALES) {
    const again = await judge(tag);
    if (again.verdict.summary === summary) return again;
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
  const digest = exam.json(DIGEST, DigestSchema);
  const signature = checkDescription(exam, digest, publicKey);
  const description = exam.json(DESCRIPTION, DatapackageSchema);
  if (description) checkHashes(exam, description.resources);
  const warcs = new Map<string, number[]>();
  for (const path of paths.filter((one) => /^archive\/.*\.warc(\.gz)?$/.test(one))) {
    warcs.set(path, await checkRecords(exam, path));
  }
  if (exam.alterations.length === 0 && description) {
    await checkZip(exam, bytes, description.created);
  }
  const items = verdictFiles.flatMap((path) => examined(exam, path) ?? []);
  const verdicts: Rejudged[] = [];
  for (const item of items) verdicts.push(await rejudge(exam, item, desk));
  // Of a file with altered bytes more need not be said than which.
  if (exam.alterations.length === 0) {
    const accounts = items.map(({ account }) => account);
    for (const [path, offsets] of warcs) checkNamed(exam, path, offsets, accounts);
    if (items.every(({ verdict }) => isOurs(verdict))) {
      await checkDerived(exam, items);
      if (digest) checkDigestFile(exam, digest, items);
    }
  }
  const ok =
    exam.alterations.length === 0 &&
    (publicKey === undefined || signature?.isExpected === true) &&
    verdicts.length === verdictFiles.length &&
    verdicts.every(({ same, differences: found }) => same && found.length === 0);
  const captures = [...warcs.values()].reduce((sum, offsets) => sum + offsets.length, 0);
  return { ok, verdicts, captures, alterations: exam.alterations, signature };
}
