import { enoughOf } from "./enough.js";
import type { Inquiry } from "./inquiry.js";
import type { Reading } from "./library.js";
import { byAccount, ownerStep, underHandles } from "./plan/other-handles.js";
import type { Step } from "./plan/step.js";
import { Reader } from "./reader.js";
import { readingsOf, type Search } from "./search.js";
import { accountIds, otherHandles } from "./sightings.js";
import { isFound, weigh } from "./weigh.js";

const DOING: Record<Step["purpose"], string> = {
  permalink: "looking for captures of the permalink",
  address: "looking for captures of the address",
  day: "looking among the account's posts of the printed day",
  nearby: "looking among the account's posts of the days around",
  handle: "looking among the account's posts",
  name: "looking at handles that the name suggests",
  account: "looking among the posts of the account's id",
};

/** What is going on, for people who wait. */
type Tell = (doing: string) => void;

/**
 * Takes the steps of a plan at one archive until one of them finds the post: first at the
 * addresses where it should be, then, where the archive is at hand, in all other captures, at last
 * among the posts of the account under another handle.
 */
export async function askArchive(inquiry: Inquiry, search: Search, tell: Tell): Promise<void> {
  const { steps, context } = search;
  const { ledger } = inquiry;
  const reader = new Reader(inquiry);
  const elsewhere = {
    list: (step: Step) => inquiry.listElsewhere(step),
    where: ", in other posts' captures",
  };
  const places = [
    { list: (step: Step) => inquiry.list(step), where: "" },
    ...(inquiry.isAtHand ? [elsewhere] : []),
  ];
  for (const { list, where } of places) {
    for (const [at, step] of steps.entries()) {
      if (!inquiry.answers) return;
      tell(`${DOING[step.purpose]}${where}`);
      ledger.begin(step);
      const enough = (reading: Reading) => enoughOf(reading, step, search);
      // Places begin with the addresses themselves: only there a link leads anywhere.
      const isProbed = where === "" && (await inquiry.probe(step, enough));
      const refs = isProbed ? [] : await list(step);
      if (refs.length > 0) tell(`reading ${refs.length} captures`);
      await reader.read(refs, step, enough);
      const { accepted, rejected } = search;
      await weigh(step, search);
      // With more to judge translations by, from the same beginning.
      while (await context.bring()) {
        await weigh(step, Object.assign(search, { accepted, rejected }));
      }
      if (isFound(search)) {
        if (where === "") for (const left of steps.slice(at + 1)) ledger.begin(left, false);
        return;
      }
    }
  }
  await askByAccount(inquiry, reader, search, tell);
}

/**
 * Has the last capture of a post read that was found in a list: lists name the first one alone. `day`:
 * ISO, none is of a later one.
 */
export async function lookAtLast(inquiry: Inquiry, search: Search, day: string): Promise<void> {
  const [found] = search.accepted;
  const step = search.steps.find(({ purpose }) => purpose === found?.purpose);
  if (!found || !step || !isFound(search) || !inquiry.answers) return;
  const { archive, read } = found.best.reading;
  if (archive !== inquiry.archive.name) return;
  await inquiry.lookAtLast(read.ref, `${day}T23:59:59Z`);
  await weigh(step, search);
}

/** Most captures read to learn which account has a handle, and which handles it had. */
const OWNER_READS = 3;

/**
 * Posts of the printed account under another handle. Captures under the printed one tell the
 * account's id. An archive at hand has an index of posts that answers for it; elsewhere the handles
 * are asked for under which captures on the way showed that account.
 */
async function askByAccount(
  inquiry: Inquiry,
  reader: Reader,
  search: Search,
  tell: Tell,
): Promise<void> {
  const step = search.steps.find(({ posts }) => posts.some(({ by }) => by === "handle"));
  if (!step || step.purpose === "name" || !inquiry.answers) return;
  const owner = ownerStep(step);
  if (inquiry.isAtHand) {
    inquiry.ledger.begin(owner);
    const known = (await inquiry.listElsewhere(owner)).slice(-OWNER_READS);
    await reader.read(known, owner, async () => "post");
  }
  const readings = readingsOf(search);
  const ids = await accountIds(readings, owner);
  if (ids.length === 0) return;
  if (inquiry.isAtHand) {
    const own = byAccount(step, ids);
    const enough = (reading: Reading) => enoughOf(reading, own, search);
    await reader.read(await inquiry.listElsewhere(own), own, enough);
    await weigh(own, search);
    if (isFound(search)) return;
    // Not here; but captures of any time may tell the handle under which other archives have it.
    const ever = byAccount(owner, ids);
    const others = await inquiry.listElsewhere(ever);
    await reader.read(others.slice(0, OWNER_READS), ever, async () => "post");
    return;
  }
  const handles = await otherHandles(readings, owner, ids);
  for (const other of underHandles(step, handles, ids)) {
    if (isFound(search) || !inquiry.answers) return;
    tell(DOING.account);
    inquiry.ledger.begin(other);
    const enough = (reading: Reading) => enoughOf(reading, other, search);
    await reader.read(await inquiry.list(other), other, enough);
    await weigh(other, search);
  }
}

/**
 * Has the link captured now, while the post is still there, where no archive has a usable capture of
 * it: by an archive of others, whose word counts for more, else by ourselves.
 */
export async function saveNow(search: Search): Promise<void> {
  const { steps, inquiries } = search;
  const step = steps.find(({ probe }) => probe && !probe.only) ?? steps.find(({ probe }) => probe);
  if (!step || isHeld(step, search)) return;
  const [others, own] = [false, true].map((isOwn) =>
    inquiries.filter((one) => one.canSave && one.isAtHand === isOwn),
  );
  for (const inquiry of [...(others ?? []), ...(own ?? [])]) {
    inquiry.ledger.begin(step);
    await inquiry.save(step);
    await weigh(step, search);
    if (isHeld(step, search)) return;
  }
}

/** Was the post of a link read, to its end and from an archive whose word counts, whatever it says? */
function isHeld(step: Step, search: Search): boolean {
  return search.accepted.some(
    ({ best: { post, reading } }) =>
      step.considers(post) && post.truncated === null && reading.trust !== "low",
  );
}

/** Why nothing more is asked of an archive. */
export function endOf({ answers, ledger }: Inquiry, search: Search): string {
  if (!answers) return `could not be asked further: ${ledger.entry.outcome}`;
  const outcome = search.accepted[0]?.outcome;
  if (outcome === "verified") return "account, day and words agree: that is enough";
  return outcome === "verified-with-notes" ? "the post is found" : "every step was taken";
}
