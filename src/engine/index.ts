import type { TranslationAids, TranslationDesk } from "../matching/translation/aids.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import type { Specimen } from "../records/specimen.js";
import type { Verdict } from "../records/verdict.js";
import { readSnapshot } from "../snapshots/read.js";
import type { Snapshot } from "../snapshots/types.js";
import { anySignal } from "./abortable.js";
import type { CheckAccount, MachineAnswer } from "./account.js";
import type { Archive } from "./archive.js";
import { askArchive, endOf, lookAtLast, saveNow } from "./ask.js";
import { lookBeside } from "./beside.js";
import { Inquiry } from "./inquiry.js";
import { Library, type ReadPage } from "./library.js";
import { notConfigured } from "./not-configured.js";
import { planSearch } from "./plan.js";
import { planFindings } from "./plan-findings.js";
import type { Search } from "./search.js";
import { specimenOf } from "./specimen.js";
import { isFound } from "./weigh.js";
import { writeVerdict } from "./write-verdict.js";

/** What is going on, for people who wait. */
interface Progress {
  archive: string;
  /** `looking at the permalink`, `reading 3 captures` … */
  doing: string;
}

interface CheckOptions {
  /** The verdict's id; the caller's to choose, so that a repeated check gives the same one. */
  id: string;
  article?: Article | undefined;
  /** Ends the check without a verdict. */
  signal?: AbortSignal | undefined;
  /** Ends the asking: archives that have not answered by then count as timed out. */
  deadline?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Told, with the verdict, all that the archives answered: what evidence is kept from. */
  onAccount?: ((account: CheckAccount) => void) | undefined;
  /** Names of the archives to ask; all when absent. */
  archives?: readonly string[] | undefined;
  /** Language of the summary (BCP 47); English where it is absent or not one of ours. */
  lang?: string | undefined;
  /** Who goes first where archives are asked in turn; `normal` by default. */
  priority?: "breaking" | "normal" | undefined;
  /** Asks the archives themselves, whatever was kept of earlier answers. */
  fresh?: boolean | undefined;
  /** Has an archive that can do it capture a link of which none has a usable capture. */
  save?: boolean | undefined;
}

export interface Engine {
  /** Answers one quote. Throws only when aborted, or on a fault of our own. */
  check(quote: QuoteRecord, options: CheckOptions): Promise<Verdict>;
}

/** An engine over some archives; it remembers what it has read for as long as it lives. */
export function createEngine({
  archives,
  now = () => new Date(),
  onSpecimen,
  onReading,
  readPage = async (capture, options) => readSnapshot(capture, options),
  translations,
}: {
  archives: readonly Archive[];
  now?: () => Date;
  /** Told of every permalink's capture that no layout could read, once a reading. */
  onSpecimen?: (specimen: Specimen) => void;
  /** Told what each capture that was read held, and by which layout. */
  onReading?: (what: Pick<Snapshot, "state" | "layout">) => void;
  /** Reads captures elsewhere than in this thread. */
  readPage?: ReadPage;
  /** Where dictionaries and machines for translated quotes are had; nowhere when absent. */
  translations?: TranslationDesk;
}): Engine {
  const library = new Library(readPage, (reading) => {
    onReading?.(reading.snapshot);
    const specimen = onSpecimen ? specimenOf(reading, now()) : null;
    if (specimen) onSpecimen?.(specimen);
  });

  return {
    async check(quote, { id, article, signal = new AbortController().signal, ...options }) {
      const asked = chosen(archives, options.archives);
      const session = translations?.open();
      const machineAnswers = new Map<string, MachineAnswer>();
      const waiting = session && options.deadline ? anySignal([signal, options.deadline]) : signal;
      const compared: Search["context"]["compared"] = new Map();
      const context: Search["context"] = {
        compared,
        bring: async () => {
          const isMore = (await session?.bring(waiting)) ?? false;
          signal.throwIfAborted();
          if (isMore) compared.clear();
          return isMore;
        },
        ...(session && { aids: remembering(session.aids, machineAnswers) }),
        ...(article?.publishedAt !== undefined && { publishedAt: article.publishedAt }),
        ...(article?.lang !== undefined && { lang: article.lang }),
      };
      const steps = planSearch(quote, article);
      const search: Search = {
        quote,
        steps,
        context,
        inquiries: [],
        accepted: [],
        rejected: [],
        findings: planFindings(quote, steps),
      };
      for (const archive of asked) {
        const inquiry = new Inquiry(archive, library, { ...options, signal });
        search.inquiries.push(inquiry);
        await askArchive(inquiry, search, (doing) =>
          options.onProgress?.({ archive: archive.name, doing }),
        );
        if (options.fresh) await lookAtLast(inquiry, search, now().toISOString().slice(0, 10));
        const { entry } = inquiry.ledger;
        entry.ended = endOf(inquiry, search);
        if (search.accepted[0]?.outcome === "verified") {
          const left = asked.slice(search.inquiries.length);
          const [near, far] = [true, false].map((isNear) =>
            left.filter(({ host }) => (host === undefined) === isNear),
          );
          const names = far?.map(({ name }) => name) ?? [];
          if (names.length > 0) entry.ended += `; not asked any more: ${names.join(", ")}`;
          const others =
            near?.map((one) => new Inquiry(one, library, { ...options, signal })) ?? [];
          search.inquiries.push(...others);
          await lookBeside(search);
          break;
        }
      }
      if (options.save && !isFound(search)) await saveNow(search);
      options.onAccount?.({
        archives: search.inquiries.map(({ ledger }) => ledger.account()),
        translations: [...machineAnswers.values()],
      });
      return writeVerdict({
        id,
        quote,
        search,
        article,
        lang: article?.lang,
        summaryLang: options.lang,
        checkedAt: now(),
      });
    },
  };
}

/** Aids that note what a machine answered: without it the comparison could not be made again. */
function remembering(aids: TranslationAids, answers: Map<string, MachineAnswer>): TranslationAids {
  return {
    dictionary: (lang) => aids.dictionary(lang),
    machine(text, from, to, likeness) {
      const answer = aids.machine(text, from, to, likeness);
      if (answer !== null) answers.set(`${from} ${to} ${text}`, { text, from, to, answer });
      return answer;
    },
  };
}

/** Those that are wanted, all of them when nothing is said; what is wanted and not there comes last. */
function chosen(archives: readonly Archive[], wanted: readonly string[] | undefined): Archive[] {
  const all = likeliestFirst(archives);
  if (wanted === undefined) return all;
  const known = new Set(all.map(({ name }) => name));
  const missing = [...new Set(wanted)].filter((name) => !known.has(name));
  return [...all.filter(({ name }) => wanted.includes(name)), ...missing.map(notConfigured)];
}

/** Archives at hand cost nothing; of the others the one that holds most comes first. */
function likeliestFirst(archives: readonly Archive[]): Archive[] {
  const weight = ({ host, weight: known = 0 }: Archive) => (host === undefined ? Infinity : known);
  return [...archives].sort((a, b) => {
    const [one, other] = [weight(a), weight(b)];
    return one === other ? 0 : other - one;
  });
}
