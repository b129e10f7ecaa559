import { surtKey, surtPrefix } from "../archives/surt.js";
import type { CheckAccount } from "../engine/account.js";
import {
  type Archive,
  ArchiveError,
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../engine/archive.js";
import { createEngine } from "../engine/index.js";
import { addressOf, ELSEWHERE } from "../engine/ledger.js";
import type { TranslationAids, TranslationDesk } from "../matching/translation/aids.js";
import type { Verdict } from "../records/verdict.js";
import type { KeptAccount, KeptArchive, KeptCapture } from "./account.js";

/** The capture itself, from wherever its bytes are; null where they are not to be had. */
export type Retrieve = (kept: KeptCapture) => Promise<ReadCapture | null>;

const sameRef = (a: CaptureRef, b: CaptureRef) => a.uriM === b.uriM && a.digest === b.digest;

/**
 * An archive that answers once more what it answered when the verdict was made, and knows nothing
 * else: the questions that failed then fail again, in the same way.
 */
class ReplayedArchive implements Archive {
  readonly name: string;
  readonly readLimit: number;
  readonly host?: string;
  readonly trust: "low" | undefined;
  readonly emptyPages: readonly string[];
  readonly emptySizes: readonly number[];
  listAll?: () => Promise<CaptureList>;
  save?: (uriR: string) => Promise<CaptureRef | { because: string }>;
  /** Captures that were there before the question. */
  readonly #listed: readonly CaptureRef[];

  constructor(
    private readonly kept: KeptArchive,
    private readonly retrieve: Retrieve,
  ) {
    this.name = kept.entry.archive;
    this.readLimit = kept.readLimit;
    if (kept.host !== null) this.host = kept.host;
    this.trust = kept.trust ?? undefined;
    this.emptyPages = kept.emptyPages;
    this.emptySizes = kept.emptySizes ?? [];
    const { listed, saved, refusals } = kept;
    // Only an archive that could list all it holds was looked through, or was to be; others never are.
    if (kept.lookedThroughAll) this.listAll = async () => this.#elsewhere();
    else if (refusals.some(({ asked }) => asked === ELSEWHERE)) {
      this.listAll = async () => {
        this.#failAgain(ELSEWHERE);
        return this.#elsewhere();
      };
    }
    const isMade = (ref: CaptureRef) => saved.some((one) => sameRef(one.ref, ref));
    this.#listed = listed.filter((ref) => !isMade(ref));
    if (saved.length > 0) {
      this.save = async (uriR) =>
        saved.find((one) => one.uriR === uriR)?.ref ?? { because: "was not saved then" };
    }
  }

  async find(query: CaptureQuery): Promise<CaptureList> {
    const asked = addressOf(query);
    this.#failAgain(asked);
    const listed = this.#listed;
    if (query.kind === "exact") {
      const key = surtKey(query.uriR);
      return this.#list(
        listed.filter(({ uriR }) => surtKey(uriR) === key),
        asked,
      );
    }
    const prefix = surtPrefix(query.prefix);
    return this.#list(
      listed.filter(({ uriR }) => surtKey(uriR).startsWith(prefix)),
      asked,
    );
  }

  async read(ref: CaptureRef): Promise<ReadCapture> {
    const refusal = this.kept.refusals.find((one) => one.ref !== null && sameRef(one.ref, ref));
    if (refusal) this.#throw(refusal, ref);
    const kept = this.kept.captures.find(({ asked }) => sameRef(asked, ref));
    const read = kept && (await this.retrieve(kept));
    if (!read) throw new CaptureUnreadableError(ref, kept?.missing ?? "is not in this evidence");
    return read;
  }

  async nearest(uriR: string, at: string): Promise<ReadCapture | null> {
    this.#failAgain(`${uriR} at ${at}`);
    const probes = this.kept.probes.filter((one) => one.uriR === uriR);
    const later = probes.find((one) => one.at === at);
    if (!later) this.#failAgain(uriR);
    const probe = later ?? probes.find((one) => one.at === undefined) ?? probes[0];
    if (probe?.ref === null) return null;
    const ref = probe?.ref ?? this.#unknown(uriR);
    const read = await this.read(ref);
    return { ...read, ...(probe?.around && { around: probe.around }) };
  }

  #unknown(uriR: string): CaptureRef {
    const unknown = { uriM: "", capturedAt: "", status: null, mime: null, digest: null };
    return { archive: this.name, uriR, ...unknown };
  }

  async close(): Promise<void> {}

  /** Captures of other addresses in which the post was looked for. */
  #elsewhere(): CaptureList {
    const { listed, saved, captures, refusals } = this.kept;
    const known = [...listed, ...saved.map(({ ref }) => ref)];
    const refs = [
      ...captures.map(({ asked }) => asked),
      ...refusals.flatMap(({ ref }) => (ref === null ? [] : [ref])),
    ];
    return this.#list(
      refs.filter((ref) => !known.some((one) => sameRef(one, ref))),
      ELSEWHERE,
    );
  }

  #list(captures: CaptureRef[], asked: string): CaptureList {
    // Narrower questions follow upon a list that was cut, and one of them may have failed.
    const isCut = this.kept.cut?.includes(asked) ?? false;
    return { captures, truncated: this.kept.incomplete || isCut, problems: [] };
  }

  #failAgain(asked: string): void {
    const refusal = this.kept.refusals.find((one) => one.asked === asked);
    if (refusal) this.#throw(refusal, null);
  }

  #throw({ outcome, because }: KeptArchive["refusals"][number], ref: CaptureRef | null): never {
    if (outcome !== "unreadable") throw new ArchiveError(this.name, outcome, because);
    if (ref === null) throw new ArchiveError(this.name, "unavailable", because);
    throw new CaptureUnreadableError(ref, because);
  }
}

/** Dictionaries of this machine; of a translating machine only what it answered then. */
function replayedDesk(account: KeptAccount, desk: TranslationDesk | undefined): TranslationDesk {
  const answers = new Map(
    account.translations.map(({ text, from, to, answer }) => [`${from} ${to} ${text}`, answer]),
  );
  return {
    open() {
      const session = desk?.open();
      const aids: TranslationAids = {
        dictionary: (lang) => session?.aids.dictionary(lang) ?? null,
        machine: (text, from, to) => answers.get(`${from} ${to} ${text}`) ?? null,
      };
      return { aids, bring: async (signal) => (await session?.bring(signal)) ?? false };
    },
  };
}

/**
 * Makes the verdict once more, and its account, from the kept account and the bytes alone; no archive
 * is asked. Its id and time are the old one's. `lang`: language of the summary.
 */
export async function judgeAgain(
  verdict: Verdict,
  account: KeptAccount,
  retrieve: Retrieve,
  { desk, lang }: { desk?: TranslationDesk | undefined; lang?: string | undefined },
): Promise<{ verdict: Verdict; account: CheckAccount }> {
  const archives = account.archives.map(({ entry }) => entry.archive);
  // One that was not configured then is none here either: named last, as it was then.
  const configured = account.archives.filter(({ entry }) => entry.outcome !== "not-configured");
  const engine = createEngine({
    archives: configured.map((kept) => new ReplayedArchive(kept, retrieve)),
    now: () => new Date(verdict.checkedAt),
    translations: replayedDesk(account, desk),
  });
  const save = account.archives.some(({ saved }) => saved.length > 0);
  const { id, article } = verdict;
  let told: CheckAccount = { archives: [], translations: [] };
  const onAccount = (made: CheckAccount) => {
    told = made;
  };
  // Asked again, more is looked at.
  const fresh = verdict.recheckOf !== undefined;
  const options = { id, article, archives, lang, save, fresh, onAccount };
  const again = await engine.check(verdict.quote, options);
  return { verdict: again, account: told };
}
