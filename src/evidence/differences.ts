import type { Verdict } from "../records/verdict.js";
import type { KeptAccount, KeptCapture } from "./account.js";

interface Field {
  name: string;
  /** What of the verdict is compared. */
  of: (verdict: Verdict) => unknown;
  /** Wording and figures: another version of the engine may have others, with the same meaning. */
  sameEngineOnly?: boolean;
}

const FIELDS: readonly Field[] = [
  { name: "outcome", of: ({ outcome }) => outcome },
  { name: "checks.handle", of: ({ checks }) => [checks.handle.result, checks.handle.class] },
  { name: "checks.date", of: ({ checks }) => [checks.date.result, checks.date.class] },
  { name: "checks.text", of: ({ checks }) => [checks.text.result, checks.text.class] },
  { name: "checks", of: ({ checks }) => checks, sameEngineOnly: true },
  { name: "findings", of: ({ findings }) => findings, sameEngineOnly: true },
  { name: "post.text", of: ({ post }) => post?.text ?? null },
  { name: "post.id", of: ({ post }) => post?.id ?? null },
  { name: "post.author", of: ({ post }) => post?.author ?? null },
  { name: "post", of: ({ post }) => post, sameEngineOnly: true },
  {
    name: "evidence",
    of: ({ evidence }) =>
      evidence.map(({ archive, uriR, uriM, capturedAt, sha256, quoteSelector, madeByUs }) => ({
        archive,
        uriR,
        uriM,
        capturedAt,
        sha256,
        quoteSelector,
        madeByUs,
      })),
  },
  {
    name: "evidence.digest",
    of: ({ evidence }) => evidence.map(({ digest, digestVerified }) => [digest, digestVerified]),
  },
  {
    name: "evidence.digestBecause",
    of: ({ evidence }) => evidence.map(({ digestBecause }) => digestBecause),
    sameEngineOnly: true,
  },
  { name: "evidence.layout", of: ({ evidence }) => evidence.map(({ layout }) => layout) },
  { name: "search", of: ({ search }) => search },
  { name: "timeline", of: ({ timeline }) => timeline },
  { name: "otherCandidates", of: (verdict) => verdict.otherCandidates, sameEngineOnly: true },
  { name: "confidence", of: ({ confidence }) => confidence, sameEngineOnly: true },
  { name: "summary", of: ({ summary }) => summary, sameEngineOnly: true },
  { name: "ref", of: ({ ref }) => ref },
  { name: "wordsKept", of: ({ wordsKept }) => wordsKept ?? true },
];

/** JSON with its keys in one order: a schema may have put them into another. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Names of the fields in which two verdicts on the same record differ; the narrower names first. */
export function differences(a: Verdict, b: Verdict, isSameEngine: boolean): string[] {
  return FIELDS.filter(
    ({ of, sameEngineOnly }) =>
      (isSameEngine || sameEngineOnly !== true) && canonical(of(a)) !== canonical(of(b)),
  ).map(({ name }) => name);
}

/** What reading a capture again says of it. */
const readAgain = ({ layout, state, isEvidence, words, bytes }: KeptCapture) =>
  canonical({ layout, state, isEvidence, words, bytes });

const nameOf = ({ asked }: KeptCapture) => `${asked.archive} ${asked.uriM} ${asked.digest ?? ""}`;

/** What an account says of captures, and how archives answered, that is not so when all is read again. */
export function accountDifferences(told: KeptAccount, again: KeptAccount): string[] {
  const found: string[] = [];
  const answers = ({ archives }: KeptAccount) =>
    canonical(archives.map(({ entry }) => [entry.archive, entry.outcome]));
  if (answers(told) !== answers(again)) found.push("search.outcome");
  const captures = ({ archives }: KeptAccount) => archives.flatMap((archive) => archive.captures);
  const read = new Map(captures(again).map((one) => [nameOf(one), readAgain(one)]));
  const isOther = (one: KeptCapture) =>
    (read.get(nameOf(one)) ?? readAgain(one)) !== readAgain(one);
  if (captures(told).some(isOther)) found.push("account.captures");
  return found;
}
