import { spawn } from "node:child_process";
import type { TranslationAids } from "../../src/matching/translation/aids.js";
import type { Post } from "../../src/records/post.js";
import type { Outcome } from "../../src/records/verdict.js";
import { makePost } from "../../src/snapshots/post.js";
import { compareQuote } from "../../src/verdict/compare.js";
import { judgeComparison } from "../../src/verdict/judge.js";
import type { Case, Pair, TextClass } from "./types.js";

/** What a tool says of a pair; `same` is all that one without classes needs to give. */
export interface Answer {
  /** Class of the wording; null: it could not tell. */
  class: TextClass | null;
  outcome: Outcome | null;
  /** The words may be printed as that post's. */
  same: boolean;
}

/** Classes under which an editor prints the words as they stand. */
export const PRINTABLE: readonly TextClass[] = ["verbatim", "normalised", "extract"];
const CONVENTIONS: readonly TextClass[] = ["elided", "truncated", "edited", "translated"];

/** The post as a capture would give it, without what captures differ in. */
function postOf({ post }: Pair): Post {
  return makePost({
    platform: "twitter",
    id: post.id,
    author: { id: null, handle: post.handle, name: null },
    createdAt: post.createdAt,
    createdAtSource: "page",
    text: post.text,
    lang: post.lang === "und" ? null : post.lang,
  });
}

/** The comparison and outcome, by the calls that `quotary compare` makes; without aids, by none. */
export function compared(pair: Pair, aids?: TranslationAids) {
  const { text, date, handle, lang } = pair.quote;
  const comparison = compareQuote(
    {
      text,
      ...(date !== undefined && { date }),
      ...(lang !== undefined && { lang }),
      author: handle === undefined ? {} : { handle },
    },
    postOf(pair),
    aids === undefined ? {} : { aids },
  );
  return { comparison, outcome: judgeComparison(comparison, [], { vouched: true }).outcome };
}

/** What Quotary answers. */
export function quotary(pair: Pair): Answer {
  const { comparison, outcome } = compared(pair);
  return answerOf(comparison.checks.text.class, outcome);
}

function answerOf(textClass: TextClass | null, outcome: Outcome | null): Answer {
  const same = textClass !== null && [...PRINTABLE, ...CONVENTIONS].includes(textClass);
  return { class: textClass, outcome, same };
}

/** A line of a foreign tool: `class` as in the contract's table, or only `same`. */
interface Line {
  id: string;
  class?: TextClass | null;
  checks?: { text?: { class?: TextClass | null } };
  outcome?: Outcome | null;
  same?: boolean;
}

/**
 * Answers of another program: pairs go in as JSON lines, without labels and in a neutral order of
 * ids; answers come back as JSON lines. A pair without an answer counts as "could not tell".
 *
 * @throws Error when the program cannot be started or ends with another code than 0 or 1.
 */
export async function foreign(command: string, cases: readonly Case[]): Promise<Answer[]> {
  const input = cases.map(({ quote, post }, i) => JSON.stringify({ id: `${i}`, quote, post }));
  const output = await piped(command, `${input.join("\n")}\n`);
  const answers = new Map<string, Answer>();
  for (const line of output.split("\n")) {
    if (line.trim() === "") continue;
    const said = JSON.parse(line) as Line;
    const textClass = said.class ?? said.checks?.text?.class ?? null;
    const answer = answerOf(textClass, said.outcome ?? null);
    answers.set(said.id, textClass === null ? { ...answer, same: said.same ?? false } : answer);
  }
  return cases.map((_, i) => answers.get(`${i}`) ?? answerOf(null, null));
}

function piped(command: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ["pipe", "pipe", "inherit"] });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0 || code === 1) resolve(Buffer.concat(parts).toString("utf8"));
      else reject(new Error(`${command} ended with code ${code}`));
    });
    // A tool that stops reading says so by its code.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
