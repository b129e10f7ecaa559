import type { Outcome } from "../records/verdict.js";
import type { Gravity } from "./gravity.js";
import type { SearchEnd } from "./search-end.js";
import type { Standing } from "./standing.js";

/** Everything an outcome is decided on. */
export interface Situation {
  search: SearchEnd;
  words: Standing;
  account: Standing;
  day: Standing;
  findings: Gravity;
  /** `untrusted`: no capture whose word counts shows the post (`UNTRUSTED` in gravity.ts). */
  witness: "trusted" | "untrusted";
  /** Whether the capture names the post's id. */
  id: "named" | "unnamed";
}

/** Per question the answers for which a rule holds; a question left out does not matter to it. */
export type When = { readonly [Question in keyof Situation]?: readonly Situation[Question][] };

interface Rule {
  /** Stable name, for tests and for the documentation. */
  name: string;
  when: When;
  then: Outcome;
  because: string;
}

const FOUND = ["found"] as const;
const TRUSTED = ["trusted"] as const;
const NOT_AGAINST = ["for", "told", "open"] as const;
const HOLDS = ["for", "told"] as const;
const FOR = ["for"] as const;

/**
 * From evidence to outcome. Exactly one rule holds in any situation: each leaves out what those
 * before it cover, so that none is hidden by another (a test enumerates all situations). The
 * harsher outcome is decided first: a doubt never verifies.
 */
export const RULES: readonly Rule[] = [
  {
    name: "witness-untrusted",
    when: { search: FOUND, witness: ["untrusted"] },
    then: "inconclusive",
    because: "no capture whose word counts shows the post",
  },
  {
    name: "wording-differs",
    when: { search: FOUND, witness: TRUSTED, words: ["against"] },
    then: "discrepancy",
    because: "the wording differs materially from the archived post",
  },
  {
    name: "account-differs",
    when: { search: FOUND, witness: TRUSTED, words: NOT_AGAINST, account: ["against"] },
    then: "discrepancy",
    because: "the post is another account's than the one printed",
  },
  {
    name: "day-differs",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: NOT_AGAINST,
      account: NOT_AGAINST,
      day: ["against"],
    },
    then: "discrepancy",
    because: "the post was made on another day than the one printed",
  },
  {
    name: "finding-material",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: NOT_AGAINST,
      account: NOT_AGAINST,
      day: NOT_AGAINST,
      findings: ["material"],
    },
    then: "discrepancy",
    because: "account, day and wording do not differ, but something else about the post matters",
  },
  {
    name: "wording-open",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: ["open"],
      account: NOT_AGAINST,
      day: NOT_AGAINST,
      findings: ["nothing", "note", "doubt"],
    },
    then: "inconclusive",
    because: "the wording could not be checked against the capture",
  },
  {
    name: "account-open",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: HOLDS,
      account: ["open"],
      day: NOT_AGAINST,
      findings: ["nothing", "note", "doubt"],
    },
    then: "inconclusive",
    because: "the account could not be checked against the capture",
  },
  {
    name: "day-open",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: HOLDS,
      account: HOLDS,
      day: ["open"],
      findings: ["nothing", "note", "doubt"],
    },
    then: "inconclusive",
    because: "the day could not be checked against the capture",
  },
  {
    name: "evidence-doubtful",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: HOLDS,
      account: HOLDS,
      day: HOLDS,
      findings: ["doubt"],
    },
    then: "inconclusive",
    because: "the capture itself is incomplete or contradicts itself",
  },
  {
    name: "wording-told",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: ["told"],
      account: HOLDS,
      day: HOLDS,
      findings: ["nothing", "note"],
    },
    then: "verified-with-notes",
    because: "nothing material differs, but something about the wording must be told",
  },
  {
    name: "account-told",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: FOR,
      account: ["told"],
      day: HOLDS,
      findings: ["nothing", "note"],
    },
    then: "verified-with-notes",
    because: "nothing material differs, but something about the account must be told",
  },
  {
    name: "day-told",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: FOR,
      account: FOR,
      day: ["told"],
      findings: ["nothing", "note"],
    },
    then: "verified-with-notes",
    because: "nothing material differs, but something about the day must be told",
  },
  {
    name: "finding-told",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: FOR,
      account: FOR,
      day: FOR,
      findings: ["note"],
    },
    then: "verified-with-notes",
    because: "account, day and wording agree, but something else must be told",
  },
  {
    name: "id-unnamed",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: FOR,
      account: FOR,
      day: FOR,
      findings: ["nothing"],
      id: ["unnamed"],
    },
    then: "verified-with-notes",
    because: "account, day and wording agree, but the capture does not name the post's id",
  },
  {
    name: "all-agree",
    when: {
      search: FOUND,
      witness: TRUSTED,
      words: FOR,
      account: FOR,
      day: FOR,
      findings: ["nothing"],
      id: ["named"],
    },
    then: "verified",
    because: "a capture names the post, and account, day and wording agree",
  },
  {
    name: "nobody-asked",
    when: { search: ["nobody-asked"] },
    then: "inconclusive",
    because: "no archive was asked",
  },
  {
    name: "not-answered",
    when: { search: ["not-answered"] },
    then: "inconclusive",
    because: "an archive could not be asked",
  },
  {
    name: "no-address",
    when: { search: ["no-address"] },
    then: "unverifiable",
    because: "nothing printed leads to an address that an archive could be asked for",
  },
  {
    name: "unread",
    when: { search: ["unread"] },
    then: "inconclusive",
    because: "a capture that might hold the post could not be read",
  },
  {
    name: "unfinished",
    when: { search: ["unfinished"] },
    then: "inconclusive",
    because: "what was found could not all be read",
  },
  {
    name: "withheld",
    when: { search: ["withheld"] },
    then: "unverifiable",
    because: "every archive answered, one withholds the page, and none holds a usable capture",
  },
  {
    name: "nothing-there",
    when: { search: ["nothing-there"] },
    then: "unverifiable",
    because: "every archive answered, and none holds a usable capture of a matching post",
  },
];

const QUESTIONS = ["search", "witness", "words", "account", "day", "findings", "id"] as const;

function holds(when: When, situation: Situation): boolean {
  return QUESTIONS.every((question) => {
    const answers: readonly string[] | undefined = when[question];
    return answers === undefined || answers.includes(situation[question]);
  });
}

/** All rules that hold in a situation: exactly one. */
export function rulesFor(situation: Situation): Rule[] {
  return RULES.filter(({ when }) => holds(when, situation));
}

/** The rule that decides: the first, for no other holds. */
export function decide(situation: Situation): Rule {
  const rule = RULES.find(({ when }) => holds(when, situation));
  if (!rule) throw new Error(`no rule for ${JSON.stringify(situation)}`);
  return rule;
}
