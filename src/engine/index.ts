import type { TranslationAids, TranslationDesk } from "../matching/translation/aids.js";
import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import type { Specimen } from "../records/specimen.js";
import type { Verdict } from "../records/verdict.js";
import { readSnapshot } from "../snapshots/read.js";
import type { Snapshot } from "../snapshots/types.js";
import type { ComparisonContext } from "../verdict/compare.js";
import type { CheckAccount, MachineAnswer } from "./account.js";
import type { Archive } from "./archive.js";
import {
  accepts,
  accountIds,
  type Candidate,
  collectSightings,
  isRecognisable,
  makeCandidate,
  otherSightings,
  postsFor,
  rank,
} from "./candidates.js";
import { type Enough, Inquiry } from "./inquiry.js";
import { Library, type Reading, type ReadPage } from "./library.js";
import { byAccount, ownerStep, planSearch, type Step } from "./plan.js";
import { planFindings } from "./plan-findings.js";
import { quotedCandidates } from "./quoted-posts.js";
import { specimenOf } from "./specimen.js";
import { isSplice, spliceCandidate } from "./splices.js";
import { threadCandidates } from "./threads.js";
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

const DOING: Record<Step["purpose"], string> = {
  permalink: "looking for captures of the permalink",
  address: "looking for captures of the address",
  day: "looking among the account's posts of the printed day",
  nearby: "looking among the account's posts of the days around",
  handle: "looking among the account's posts",
  name: "looking at handles that the name suggests",
  account: "looking among the posts of the account's id",
};

/** What a comparison needs to know beside quote and post, and how it gets to know more. */
interface Circumstances extends ComparisonContext {
  /** Fetches what comparisons lacked to judge a translation; false when that was nothing. */
  bring: () => Promise<boolean>;
}

/** Everything that was learnt about one quote. */
export interface Search {
  inquiries: Inquiry[];
  /** Posts taken for the quoted one, best first. */
  accepted: Candidate[];
  /** Posts looked at and taken for other ones, nearest first. */
  rejected: Candidate[];
  findings: Finding[];
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
      const asked = likeliestFirst(archives).filter(
        ({ name }) => options.archives === undefined || options.archives.includes(name),
      );
      const session = translations?.open();
      const machineAnswers = new Map<string, MachineAnswer>();
      const waiting = options.deadline ? AbortSignal.any([signal, options.deadline]) : signal;
      const compared: ComparisonContext["compared"] = new Map();
      const context: Circumstances = {
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
        inquiries: [],
        accepted: [],
        rejected: [],
        findings: planFindings(quote, steps),
      };
      for (const archive of asked) {
        const inquiry = new Inquiry(archive, library, { ...options, signal });
        search.inquiries.push(inquiry);
        await askArchive(inquiry, steps, quote, context, search, (doing) =>
          options.onProgress?.({ archive: archive.name, doing }),
        );
        inquiry.entry.ended = endOf(inquiry, search);
        if (search.accepted[0]?.outcome === "verified") {
          const left = asked.slice(search.inquiries.length).map(({ name }) => name);
          if (left.length > 0) inquiry.entry.ended += `; not asked any more: ${left.join(", ")}`;
          break;
        }
      }
      if (options.save && !isFound(search)) await saveNow(steps, quote, context, search);
      options.onAccount?.({
        archives: search.inquiries.map((inquiry) => inquiry.account()),
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

/**
 * Takes the steps of a plan at one archive until one of them finds the post: first at the
 * addresses where it should be, then, where the archive is at hand, in all other captures.
 */
async function askArchive(
  inquiry: Inquiry,
  steps: readonly Step[],
  quote: QuoteRecord,
  context: Circumstances,
  search: Search,
  tell: (doing: string) => void,
): Promise<void> {
  const places = [
    { list: (step: Step) => inquiry.list(step), where: "" },
    { list: (step: Step) => inquiry.listElsewhere(step), where: ", in other posts' captures" },
  ];
  for (const { list, where } of places) {
    for (const [at, step] of steps.entries()) {
      if (!inquiry.answers) return;
      tell(`${DOING[step.purpose]}${where}`);
      inquiry.begin(step);
      const enough = (reading: Reading) => enoughOf(reading, step, quote, context);
      // Places begin with the addresses themselves: only there a link leads anywhere.
      const isProbed = where === "" && (await inquiry.probe(step, enough));
      const refs = isProbed ? [] : await list(step);
      if (refs.length > 0) tell(`reading ${refs.length} captures`);
      await inquiry.read(refs, step, enough);
      const { accepted, rejected } = search;
      await weigh(step, quote, context, search);
      // With more to judge translations by, from the same beginning.
      while (await context.bring()) {
        await weigh(step, quote, context, Object.assign(search, { accepted, rejected }));
      }
      if (isFound(search)) {
        if (where === "") for (const left of steps.slice(at + 1)) inquiry.begin(left, false);
        return;
      }
    }
  }
  await askByAccount(inquiry, steps, quote, context, search);
}

/** Most captures read to learn which account has a handle. */
const OWNER_READS = 3;

/**
 * In an archive at hand: posts of the printed account under another handle. Captures of any time
 * under the printed one tell the account's id, and the index of posts answers for that.
 */
async function askByAccount(
  inquiry: Inquiry,
  steps: readonly Step[],
  quote: QuoteRecord,
  context: Circumstances,
  search: Search,
): Promise<void> {
  const step = steps.find(({ posts }) => posts.some(({ by }) => by === "handle"));
  if (!step || step.purpose === "name" || !inquiry.isAtHand || !inquiry.answers) return;
  const owner = ownerStep(step);
  inquiry.begin(owner);
  const known = (await inquiry.listElsewhere(owner)).slice(-OWNER_READS);
  await inquiry.read(known, owner, async () => "post");
  const ids = await accountIds(inquiry.readings, owner);
  if (ids.length === 0) return;
  const own = byAccount(step, ids);
  const enough = (reading: Reading) => enoughOf(reading, own, quote, context);
  await inquiry.read(await inquiry.listElsewhere(own), own, enough);
  await weigh(own, quote, context, search);
}

/**
 * Has the link captured now, while the post is still there: by an archive of others, whose word
 * counts for more, else by ourselves.
 */
async function saveNow(
  steps: readonly Step[],
  quote: QuoteRecord,
  context: Circumstances,
  search: Search,
): Promise<void> {
  const step = steps.find(({ probe }) => probe && !probe.only) ?? steps.find(({ probe }) => probe);
  if (!step) return;
  const [others, own] = [false, true].map((isOwn) =>
    search.inquiries.filter((one) => one.canSave && one.isAtHand === isOwn),
  );
  for (const inquiry of [...(others ?? []), ...(own ?? [])]) {
    inquiry.begin(step);
    await inquiry.save(step);
    await weigh(step, quote, context, search);
    if (isFound(search)) return;
  }
}

/** Archives at hand cost nothing; of the others the one that holds most comes first. */
function likeliestFirst(archives: readonly Archive[]): Archive[] {
  const weight = ({ host, weight: known = 0 }: Archive) => (host === undefined ? Infinity : known);
  return [...archives].sort((a, b) => {
    const [one, other] = [weight(a), weight(b)];
    return one === other ? 0 : other - one;
  });
}

/** Why nothing more is asked of an archive. */
function endOf({ answers, entry }: Inquiry, search: Search): string {
  if (!answers) return `could not be asked further: ${entry.outcome}`;
  const outcome = search.accepted[0]?.outcome;
  if (outcome === "verified") return "account, day and words agree: nothing can change that";
  return outcome === "verified-with-notes" ? "the post is found" : "every step was taken";
}

/**
 * One good capture of a post is enough, and so is one of some other post; a doubtful one is not.
 * Where account, day and words agree, no further post can change that, unless the account was guessed.
 */
async function enoughOf(
  reading: Reading,
  step: Step,
  quote: QuoteRecord,
  context: ComparisonContext,
): Promise<Enough> {
  let enough: Enough = "more";
  for (const post of await postsFor(step, reading)) {
    if (!step.considers(post)) continue;
    const sightings = [{ post, reading }];
    const candidate = makeCandidate(step.purpose, quote, sightings, sightings, context);
    if (candidate.outcome === "verified" && step.purpose !== "name") return "all";
    const isOther = !accepts(candidate, quote);
    if (candidate.outcome === "verified" || isOther) enough = "post";
    if (isOther || !isDoubtfulOnlyInItsDay(candidate)) continue;
    // A further capture of it has the same id, hence the same time.
    enough = "post";
    const apart = step.rank?.(reading.named) ?? 0;
    // Posts are read by their distance from the printed day: those to come fit it no better.
    if (step.purpose === "day" && apart > 0 && isRecognisable(quote)) return "all";
  }
  return enough;
}

/** Account and words agree, the capture is sound, and the day does in some time zone. */
function isDoubtfulOnlyInItsDay({ comparison: { checks }, outcome, findings }: Candidate): boolean {
  return (
    outcome === "verified-with-notes" &&
    checks.handle.result === "match" &&
    checks.text.result === "match" &&
    checks.date.class === "possible-timezone" &&
    findings.length === 0
  );
}

/** A post that differs may be renamed, mislinked or a near miss: that is worth more looking. */
function isFound({ accepted: [best] }: Search): boolean {
  return best !== undefined && isGood(best);
}

/** A post that holds the words by itself needs no other. */
function isGood({ outcome }: Candidate): boolean {
  return outcome === "verified" || outcome === "verified-with-notes";
}

/** Sorts all posts seen so far into accepted and rejected. */
async function weigh(
  step: Step,
  quote: QuoteRecord,
  context: ComparisonContext,
  search: Search,
): Promise<void> {
  const readings = search.inquiries.flatMap((inquiry) => inquiry.readings);
  const groups = await collectSightings(readings, step);
  const considered = groups.flat();
  const all = [...considered, ...otherSightings(readings, considered)];
  const single = groups.map((sightings) =>
    makeCandidate(step.purpose, quote, sightings, all, context),
  );
  const threads = threadCandidates(quote, single, context).filter((one) => accepts(one, quote));
  const better = new Map(threads.map((one) => [one.best.post.id, one]));
  const own = rank([...single, ...threads]).filter(
    (one) => !better.has(one.best.post.id) || better.get(one.best.post.id) === one || isGood(one),
  );
  const borrowed = own.some(isGood) ? [] : await notOneOwnPost(quote, own, context, search);
  const told = new Set(borrowed.map(({ best }) => best.post.id));
  const candidates = [...borrowed, ...own.filter(({ best }) => !told.has(best.post.id))];
  const ids = (some: readonly Candidate[]) => new Set(some.map(({ best }) => best.post.id));
  const accepted = candidates.filter(
    (candidate) => borrowed.includes(candidate) || accepts(candidate, quote),
  );
  const before = search.accepted.filter(({ best }) => !ids(accepted).has(best.post.id));
  // What one step has found stays found, even where a later one would not have recognised it.
  const [best, ...others] = rank([...accepted, ...before]);
  // Of two posts put together each by itself is a poor explanation, but both together are the best.
  const splice = accepted.find(isSplice);
  const isBest = splice !== undefined && best !== undefined && !isGood(best);
  search.accepted = isBest
    ? [splice, ...[best, ...others].filter((one) => one !== splice)]
    : best === undefined
      ? []
      : [best, ...others];
  const rejected = [...candidates, ...search.rejected].filter(
    ({ best }) => !ids(search.accepted).has(best.post.id),
  );
  search.rejected = rank(uniqueByPost(rejected));
}

/**
 * Explanations where no post of the account holds the words by itself: a post of somebody else's
 * that it quotes, two posts of its own put together. What an earlier step found so is kept.
 */
async function notOneOwnPost(
  quote: QuoteRecord,
  candidates: readonly Candidate[],
  context: ComparisonContext,
  search: Search,
): Promise<Candidate[]> {
  const quoted = await quotedCandidates(quote, candidates, context);
  const splice = search.accepted.find(isSplice) ?? spliceCandidate(quote, candidates);
  return splice === null || quoted.length > 0 ? quoted : [splice];
}

function uniqueByPost(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.best.post.id, candidate])).values()];
}
