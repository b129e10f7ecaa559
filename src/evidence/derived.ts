import { datapackage, datapackageDigest, type WaczFile } from "../archives/wacz/pack.js";
import { indexOf, pagesFile, WARC_PATH } from "../archives/wacz/write.js";
import type { Verdict } from "../records/verdict.js";
import type { KeptAccount } from "./account.js";
import type { Examination } from "./examination.js";
import { describe, pageOf } from "./write.js";

export const DESCRIPTION = "datapackage.json";
export const DIGEST = "datapackage-digest.json";

/** The record of a verdict, or its account, by the path of the verdict. */
export const fileBeside = (verdict: string, name: "record" | "search"): string =>
  verdict.replace(/verdict\.json$/, `${name}.json`);

/** A verdict and its account, as they stand in the file. */
export interface Examined {
  /** Of the verdict's file. */
  path: string;
  verdict: Verdict;
  account: KeptAccount;
}

/** The captures that are evidence, each once, as a player lists them. */
function pagesOf(items: readonly Examined[]): WaczFile {
  const seen = new Set<number>();
  const pages = items.flatMap(({ verdict, account }) =>
    account.archives.flatMap(({ captures }) =>
      captures.flatMap((capture) => {
        const { isEvidence, place } = capture;
        if (!isEvidence || !place || seen.has(place.offset)) return [];
        seen.add(place.offset);
        return [pageOf({ verdict }, capture)];
      }),
    ),
  );
  return pagesFile(pages);
}

/** Files that follow from the captures, verdicts and accounts, and from nothing else. */
async function derived(exam: Examination, items: readonly Examined[]): Promise<WaczFile[]> {
  const warc = exam.files.get(WARC_PATH) ?? Buffer.alloc(0);
  const files = exam.opened.files.filter(({ path }) => path !== DESCRIPTION && path !== DIGEST);
  const description = datapackage(files, describe(items.map(({ verdict }) => verdict)));
  return [(await indexOf(warc)).index, pagesOf(items), { path: DESCRIPTION, bytes: description }];
}

/** What `datapackage-digest.json` says beside hash, key and signature follows from the verdicts. */
export function checkDigestFile(
  exam: Examination,
  { hash, signedData }: { hash: string; signedData?: object | undefined },
  items: readonly Examined[],
): void {
  const { createdAt, software } = describe(items.map(({ verdict }) => verdict));
  const told = signedData && { ...signedData, created: createdAt, software };
  if (exam.files.get(DIGEST)?.equals(datapackageDigest(hash, told))) return;
  exam.tell(DIGEST, "is not what would be written here");
}

/** Every file of evidence of ours is one of those there are, and the one that follows. */
export async function checkDerived(exam: Examination, items: readonly Examined[]): Promise<void> {
  const expected = await derived(exam, items);
  const own = items.flatMap(({ path }) => [
    path,
    fileBeside(path, "record"),
    fileBeside(path, "search"),
  ]);
  const known = new Set([WARC_PATH, DIGEST, ...own, ...expected.map(({ path }) => path)]);
  for (const path of exam.files.keys()) {
    if (!known.has(path)) exam.tell(path, "is no part of evidence: it was added");
  }
  for (const { path, bytes } of expected) {
    if (exam.files.get(path)?.equals(bytes)) continue;
    exam.tell(path, "is not what follows from the captures and verdicts in this file");
  }
}
