import { createHash } from "node:crypto";
import type { CheckAccount } from "../engine/account.js";
import type { Archive, AskContext, ReadCapture } from "../engine/archive.js";
import { ArchiveError, CaptureUnreadableError } from "../engine/archive.js";
import { createEngine } from "../engine/index.js";
import type { Verdict } from "../records/verdict.js";
import { keptAccount } from "./account.js";
import type { EvidenceKeeper, KeptEvidence } from "./keeper.js";

const shaOf = (read: ReadCapture) => createHash("sha256").update(read.capture.body).digest("hex");

/** Bodies that were fetched now, where the kept ones are missing: only those with the same hash. */
async function fetchBodies(
  kept: KeptEvidence,
  archives: readonly Archive[],
  context: AskContext,
  tell: (problem: string) => void,
): Promise<KeptEvidence> {
  const fetched = new Map<string, Buffer>();
  const captures = kept.account.archives.flatMap((archive) => archive.captures);
  for (const capture of captures) {
    const { asked, sha256 } = capture;
    if (fetched.has(sha256) || (await kept.body(sha256)) !== null) continue;
    const named = archives.filter(({ name }) => name === asked.archive);
    for (const archive of named.length > 0 ? named : archives) {
      try {
        const read = await archive.read(asked, context);
        if (shaOf(read) === sha256) fetched.set(sha256, Buffer.from(read.capture.body));
        else tell(`${asked.uriM}: ${archive.name} now hands over other bytes`);
      } catch (error) {
        if (!(error instanceof ArchiveError || error instanceof CaptureUnreadableError))
          throw error;
        tell(`${asked.uriM}: ${error.message}`);
      }
    }
  }
  return {
    account: kept.account,
    body: async (hash) => fetched.get(hash) ?? (await kept.body(hash)),
  };
}

/**
 * Asked anew: the same question at the same archives, when the evidence of then is not kept. How they
 * were asked then stands in the verdict and stays as it was told; the captures are those of now.
 */
async function askAnew(
  verdict: Verdict,
  archives: readonly Archive[],
  signal: AbortSignal,
  tell: (problem: string) => void,
): Promise<KeptEvidence> {
  let account: CheckAccount = { archives: [], translations: [] };
  const told = new Map(verdict.search.map((entry) => [entry.archive, entry]));
  const named = archives.filter(({ name }) => told.has(name));
  const asked = named.length > 0 ? named : archives;
  const absent = verdict.search.filter(({ outcome }) => outcome === "not-configured");
  const engine = createEngine({ archives: asked });
  await engine.check(verdict.quote, {
    id: verdict.id,
    article: verdict.article,
    archives: [...asked.map(({ name }) => name), ...absent.map(({ archive }) => archive)],
    fresh: verdict.recheckOf !== undefined,
    signal,
    onAccount: ({ archives: all, translations }) => {
      const archives = all.map((one) => ({
        ...one,
        entry: told.get(one.entry.archive) ?? one.entry,
      }));
      account = { archives, translations };
    },
  });
  const { account: kept, bodies } = keptAccount(verdict, account);
  const found = new Set(bodies.keys());
  for (const { uriM, sha256 } of verdict.evidence) {
    if (!found.has(sha256)) tell(`${uriM}: the archives no longer hand over the bytes of then`);
  }
  return {
    account: kept,
    body: async (hash) => {
      const body = bodies.get(hash);
      return body ? Buffer.from(body) : null;
    },
  };
}

/**
 * The evidence of a verdict: as it was kept; what is missing of it, or all where nothing was kept,
 * from `archives`. Null when nothing is kept and there is no archive to ask. `tell` hears what
 * could not be had.
 */
export async function gatherEvidence(
  verdict: Verdict,
  keeper: EvidenceKeeper,
  archives: readonly Archive[],
  signal: AbortSignal,
  tell: (problem: string) => void,
): Promise<KeptEvidence | null> {
  const kept = await keeper.read(verdict);
  if (kept === null) {
    return archives.length === 0 ? null : await askAnew(verdict, archives, signal, tell);
  }
  if (archives.length === 0) return kept;
  return await fetchBodies(kept, archives, { signal, requested: () => {} }, tell);
}
