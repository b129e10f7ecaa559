import { packWacz, type WaczFile } from "../archives/wacz/pack.js";
import { captureFiles, type WaczPage } from "../archives/wacz/write.js";
import type { WarcRecordInput } from "../archives/warc/write.js";
import { ENGINE } from "../engine/version.js";
import type { Verdict } from "../records/verdict.js";
import type { KeptAccount, KeptCapture } from "./account.js";
import { EvidenceIncompleteError } from "./errors.js";
import type { KeptEvidence } from "./keeper.js";
import type { Signer } from "./sign.js";

/** A verdict and what is kept of its check. */
export interface EvidenceItem {
  verdict: Verdict;
  kept: KeptEvidence;
}

export interface WrittenEvidence {
  bytes: Buffer;
  captures: number;
  /** What could not be put in, in words. */
  missing: string[];
}

/** All in memory, and in that of who opens it. */
const MOST_BYTES = 256 * 1024 * 1024;
const TITLE_CHARS = 80;

/** Told of the body as it was transferred; a reader unpacks by what is left. */
const TRANSFER = new Set(["transfer-encoding", "content-encoding", "content-length"]);
/** Written from what the archive said of the capture, which may be another record's (revisits). */
const RESTATED = new Set(["content-type", "location"]);
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, " ");

/** Headers as captured; those on transfer are told as `x-orig-…`, for they no longer hold. */
function headersOf(capture: KeptCapture): [string, string][] {
  const { contentType, contentEncoding, location, bytes } = capture;
  const headers: [string, string][] = [];
  if (contentType !== null) headers.push(["content-type", contentType]);
  if (contentEncoding !== null) headers.push(["content-encoding", contentEncoding]);
  if (location !== null) headers.push(["location", location]);
  headers.push(["content-length", String(bytes)]);
  for (const [name, value] of capture.headers) {
    if (RESTATED.has(name) || !FIELD_NAME.test(name)) continue;
    headers.push([TRANSFER.has(name) ? `x-orig-${name}` : name, value]);
  }
  return headers.map(([name, value]) => [name, oneLine(value)]);
}

/** The capture as it is written into the WARC; one without a HTTP status was kept as a file, and stays one. */
export function recordOf(capture: KeptCapture, body: Buffer): WarcRecordInput {
  return {
    type: capture.status === null ? "resource" : "response",
    uriR: oneLine(capture.uriR),
    capturedAt: capture.capturedAt,
    ...(capture.status !== null && { status: capture.status }),
    headers: headersOf(capture),
    body,
    ...(capture.ref.madeByUs && { savedByUs: true }),
  };
}

/** What a player shows of a capture that is evidence. */
export function pageOf({ verdict }: Pick<EvidenceItem, "verdict">, capture: KeptCapture): WaczPage {
  const text = verdict.post?.text ?? "";
  const handle = verdict.post?.author.handle;
  const title = `${handle ? `@${handle}: ` : ""}${text}`.replace(/\s+/g, " ").trim();
  const cut = [...title].slice(0, TITLE_CHARS).join("");
  return { url: capture.uriR, ts: capture.capturedAt, title: cut || capture.uriR, text };
}

/** As the files of verdict, record and account are written. */
export const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, "utf8");

/** Captures of all verdicts, each once, and where their records will be. */
class Records {
  readonly inputs: WarcRecordInput[] = [];
  readonly pages: WaczPage[] = [];
  readonly missing: string[] = [];
  private readonly positions = new Map<string, number>();
  private bytes = 0;

  /** Position of the capture's record; null when its bytes are not to be had. */
  async add(item: EvidenceItem, capture: KeptCapture): Promise<number | null> {
    const { uriR, capturedAt, status, contentType, location, headers, sha256 } = capture;
    const key = JSON.stringify([uriR, capturedAt, status, contentType, location, headers, sha256]);
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    const body = await item.kept.body(sha256);
    if (body === null) {
      const because = capture.missing ?? "its bytes are no longer kept";
      this.missing.push(`${capture.ref.uriM}: ${because}`);
      return null;
    }
    this.bytes += body.length;
    if (this.bytes > MOST_BYTES) {
      throw new EvidenceIncompleteError("the captures are more than 256 MB; take fewer verdicts");
    }
    this.positions.set(key, this.inputs.length);
    this.inputs.push(recordOf(capture, body));
    if (capture.isEvidence) this.pages.push(pageOf(item, capture));
    return this.inputs.length - 1;
  }
}

type Positions = ReadonlyMap<KeptCapture, number | null>;

/** The account with the place of each capture's record in the WACZ. */
function placed(
  account: KeptAccount,
  positions: Positions,
  places: readonly NonNullable<KeptCapture["place"]>[],
): KeptAccount {
  return {
    ...account,
    archives: account.archives.map((archive) => ({
      ...archive,
      captures: archive.captures.map((capture) => {
        const place = places[positions.get(capture) ?? -1];
        const { missing, ...rest } = capture;
        if (place) return { ...rest, place };
        return { ...rest, missing: missing ?? "its bytes are no longer kept" };
      }),
    })),
  };
}

/** What the file says of itself. */
export function describe(verdicts: readonly Pick<Verdict, "checkedAt">[]) {
  const times = verdicts.map(({ checkedAt }) => checkedAt).sort();
  return {
    title: `Evidence for ${verdicts.length === 1 ? "a verdict" : `${verdicts.length} verdicts`}`,
    createdAt: times.at(-1) ?? "2000-01-01T00:00:00Z",
    software: ENGINE,
  };
}

function filesOf(item: EvidenceItem, number: number, account: KeptAccount): WaczFile[] {
  const { verdict } = item;
  const folder = `verdicts/${String(number).padStart(4, "0")}`;
  const { quote, article } = verdict;
  return [
    { path: `${folder}/verdict.json`, bytes: json(verdict) },
    { path: `${folder}/record.json`, bytes: json({ quote, ...(article && { article }) }) },
    { path: `${folder}/search.json`, bytes: json(account) },
  ];
}

/**
 * Evidence as one file: a WACZ 1.1.1 with every capture that was read for the verdicts as a WARC
 * record (archived status and headers), and for each verdict the verdict, the record and the
 * account of the search. All entries are stored, so its bytes follow from what is in it. Throws
 * `EvidenceIncompleteError` where it would grow too large.
 */
export async function writeEvidence(
  items: readonly EvidenceItem[],
  sign: Signer | null,
): Promise<WrittenEvidence> {
  const records = new Records();
  const positions = new Map<KeptCapture, number | null>();
  // Evidence first: the pages a reader is shown come in this order.
  for (const wanted of [true, false]) {
    for (const item of items) {
      const captures = item.kept.account.archives.flatMap((archive) => archive.captures);
      for (const capture of captures.filter(({ isEvidence }) => isEvidence === wanted)) {
        positions.set(capture, await records.add(item, capture));
      }
    }
  }
  const about = describe(items.map(({ verdict }) => verdict));
  const { files, places } = await captureFiles(records.inputs, {
    software: ENGINE,
    pages: records.pages,
  });
  const verdicts = items.flatMap((item, index) =>
    filesOf(item, index + 1, placed(item.kept.account, positions, places)),
  );
  const bytes = await packWacz([...files, ...verdicts], {
    ...about,
    compress: false,
    ...(sign && { signedData: (hash: string) => sign(hash, about.createdAt, about.software) }),
  });
  return { bytes, captures: records.inputs.length, missing: records.missing };
}
