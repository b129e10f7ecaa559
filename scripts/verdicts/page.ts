import { DOUBTS, GRAVITIES, GRAVITY_OF, UNTRUSTED } from "../../src/verdict/gravity.js";
import { RULES, type Situation, type When } from "../../src/verdict/rules.js";
import { IS_ANSWER } from "../../src/verdict/search-end.js";
import { STANDING_ROWS } from "../../src/verdict/standing.js";

const QUESTIONS: Readonly<Record<keyof Situation, string>> = {
  search: "search",
  witness: "witness",
  words: "words",
  account: "account",
  day: "day",
  findings: "findings",
  id: "id",
};

const CHECKS = { handle: "Account", date: "Day", text: "Words" } as const;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function conditions(when: When): string[] {
  return Object.keys(QUESTIONS).map((question) => {
    const answers = when[question as keyof Situation];
    return answers === undefined ? "" : answers.join(", ");
  });
}

function standings(): string[] {
  return Object.entries(CHECKS).flatMap(([check, title]) => [
    `### ${title}`,
    "",
    ...table(
      ["class", "result", "stands", "because"],
      STANDING_ROWS[check as keyof typeof CHECKS].map(({ classes, results, then, because }) => [
        classes === "any" ? "any or none" : classes.map((name) => name ?? "none").join(", "),
        results.join(", "),
        `**${then}**`,
        because,
      ]),
    ),
    "",
  ]);
}

function gravities(): string[] {
  const severities = (gravity: string) =>
    Object.entries(GRAVITY_OF).flatMap(([severity, is]) => (is === gravity ? [severity] : []));
  const told = (codes: Readonly<Record<string, string>>) =>
    Object.entries(codes).map(([code, because]) => `\`${code}\` (${because})`);
  return [
    ...GRAVITIES.map((gravity) => {
      const which = gravity === "doubt" ? told(DOUBTS) : severities(gravity);
      return `- **${gravity}**: ${which.join(", ")}`;
    }),
    "",
    `The witness is **untrusted** where one of these is found: ${told(UNTRUSTED).join(", ")}.`,
  ];
}

/** `docs/verdicts.md`, from the tables that decide. */
export function verdictsPage(): string {
  const answers = Object.entries(IS_ANSWER);
  const named = (wanted: boolean) =>
    answers.flatMap(([outcome, is]) => (is === wanted ? [`\`${outcome}\``] : [])).join(", ");
  return `${[
    "# How a verdict falls",
    "",
    "Written by `npm run verdicts` from the tables in `src/verdict`; don't edit. For every combination",
    "of classes, results, findings and ends of the search exactly one rule holds: a test tries them all.",
    "",
    "## 1. What each check says",
    "",
    "Each check of the verdict, by its class and result, stands **for** the quote, for it with something",
    "to be **told**, **against** it, or leaves the question **open**.",
    "",
    ...standings(),
    "## 2. What the findings weigh",
    "",
    "The gravest finding counts.",
    "",
    ...gravities(),
    "",
    "On Twitter the time in the post's id decides the day wherever the page's own differs from it by",
    "more than a minute and what the id's kind leaves open. Off by what a time zone would explain",
    "(quarters of an hour, 14 hours at most) that is a note; off by anything else, a doubt.",
    "",
    "## 3. How the search ended",
    "",
    `An archive has been asked when it says ${named(true)}; not when it says`,
    `${named(false)}.`,
    "That no post was found says nothing about the quote.",
    "",
    "## 4. The rules",
    "",
    "An empty cell: the rule holds whatever the answer.",
    "",
    ...table(
      ["rule", ...Object.values(QUESTIONS), "outcome", "because"],
      RULES.map(({ name, when, then, because }) => [
        name,
        ...conditions(when),
        `**${then}**`,
        because,
      ]),
    ),
    "",
    "## 5. The summary",
    "",
    "One or two sentences, English or French (`quotary check --lang fr`, `options.lang` of a request;",
    "a language is one file in `src/verdict/locales`). A sentence is filled in from findings, checks and",
    "captures only; where one of them lacks what a sentence needs, a plainer one is taken. A test holds",
    "every claim of generated summaries against the verdict they were made from. The reasons of checks,",
    "edits and findings (`because`) are in English whatever the language of the summary.",
    "",
  ].join("\n")}`;
}
