import { bytesInMemory } from "../archives/byte-source.js";
import { digestFits, parseDigest } from "../archives/digest.js";
import { hashedForms } from "../archives/http-message.js";
import { targetUri } from "../archives/local/entry.js";
import { payloadOf } from "../archives/local/payload.js";
import { readRecordAt, readWarc } from "../archives/warc/read.js";
import type { WarcRecord } from "../archives/warc/record.js";
import { writeWarc } from "../archives/warc/write.js";
import type { ReadCapture } from "../engine/archive.js";
import { ENGINE } from "../engine/version.js";
import { type KeptAccount, type KeptCapture, readCaptureOf, sha256 } from "./account.js";
import type { Examination } from "./examination.js";
import { recordOf } from "./write.js";

/**
 * Every record of the WARC: told where one is not as it was written. How many captures it holds, and
 * where.
 */
export async function checkRecords(exam: Examination, path: string): Promise<number[]> {
  const bytes = exam.files.get(path) ?? Buffer.alloc(0);
  const offsets: number[] = [];
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
    offsets.push(item.offset);
    const block = parseDigest(item.fields.get("warc-block-digest") ?? "");
    if (payloadOf(item).verified !== true || !block || !digestFits(block, [item.block])) {
      exam.tell(where, "its bytes do not fit its digest");
    }
  }
  return offsets;
}

/** Captures that no account names: nobody says where they come from. */
export function checkNamed(
  exam: Examination,
  path: string,
  offsets: readonly number[],
  accounts: readonly KeptAccount[],
): void {
  const places = accounts.flatMap(({ archives }) =>
    archives.flatMap(({ captures }) => captures.flatMap(({ place }) => place ?? [])),
  );
  const named = new Set(places.filter(({ file }) => file === path).map(({ offset }) => offset));
  for (const offset of offsets.filter((one) => !named.has(one))) {
    exam.tell(`${path}, byte ${offset}`, "a capture that no account of a search names");
  }
}

/** The capture's record as it was written, if the account says all of it. */
async function isAsWritten(record: WarcRecord, kept: KeptCapture, body: Buffer): Promise<boolean> {
  const warc = await writeWarc([recordOf(kept, body)], { gzip: false }).catch(() => null);
  if (warc === null) return false;
  let written: WarcRecord | null = null;
  for await (const item of await readWarc(bytesInMemory(warc), () => Number.MAX_SAFE_INTEGER)) {
    if (item.kind === "record") written = item;
  }
  const fields = ({ fields }: WarcRecord) => JSON.stringify([...fields]);
  return (
    written !== null && fields(written) === fields(record) && written.block.equals(record.block)
  );
}

const atSecond = (time: string) => Math.floor(Date.parse(time) / 1_000);

/** Does the account say the same of the capture in all places, and the same as its record? */
async function isOf(
  record: WarcRecord,
  kept: KeptCapture,
  { body, head }: ReturnType<typeof payloadOf>,
  isOurs: boolean,
): Promise<boolean> {
  const { ref, uriR, capturedAt, status } = kept;
  const isTold =
    sha256(body) === kept.sha256 &&
    targetUri(record.fields) === uriR &&
    atSecond(record.fields.get("warc-date") ?? "") === atSecond(capturedAt) &&
    (head?.status ?? null) === status;
  if (!isTold || !isOurs) return isTold;
  const isOne = ref.uriR === uriR && atSecond(ref.capturedAt) === atSecond(capturedAt);
  return isOne && (await isAsWritten(record, kept, body));
}

/** The capture from its WARC record, everything in it held against the account of this engine. */
export async function retrieve(
  exam: Examination,
  kept: KeptCapture,
  engine: string,
): Promise<ReadCapture | null> {
  const { place } = kept;
  const warc = place && exam.files.get(place.file);
  if (!place || !warc) return null;
  const record = await readRecordAt(bytesInMemory(warc), { offset: place.offset, inner: 0 });
  const where = `${place.file}, byte ${place.offset} (${kept.uriR})`;
  if (!record || record.damage !== null) {
    exam.tell(where, "no sound record is there");
    return null;
  }
  const payload = payloadOf(record);
  const { head, body, contentType, contentEncoding } = payload;
  if (!(await isOf(record, kept, payload, engine === ENGINE))) {
    exam.tell(where, "is not the capture that the account tells of");
  }
  const digest = parseDigest(kept.digest ?? "");
  const isFit = digest !== null && digestFits(digest, hashedForms(body, contentEncoding));
  // A digest over chunk framing cannot be made again from the body: what was told then stands.
  const isFramed = kept.headers.some(
    ([name, value]) => name === "transfer-encoding" && /chunked/i.test(value),
  );
  const stands = kept.digestVerified !== true || isFramed;
  if (!isFit && !stands) exam.tell(where, "has a digest that is called verified and does not fit");
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
    digestVerified: isFit ? true : kept.digestVerified,
  };
}
