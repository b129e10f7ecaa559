import { createInterface } from "node:readline";
import { z } from "zod";
import { PlatformSchema } from "../../records/platform.js";
import { boundedText } from "../../records/text.js";
import { makePost } from "../../snapshots/post.js";
import { compareQuote } from "../../verdict/compare.js";
import { judgeComparison } from "../../verdict/judge.js";
import { type Command, EXIT } from "../command.js";

const words = boundedText(10_000);

const LineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  quote: z.object({
    text: words.refine((text) => text.trim() !== "", { error: "must not be empty" }),
    originalText: words.nullish(),
    date: z.string().max(500).nullish(),
    handle: z.string().max(500).nullish(),
    name: z.string().max(500).nullish(),
    lang: z.string().max(100).nullish(),
  }),
  post: z.object({
    platform: PlatformSchema.optional(),
    text: boundedText(100_000),
    createdAt: z.iso.datetime({ offset: true }).nullish(),
    id: z.string().max(200).nullish(),
    handle: z.string().max(500).nullish(),
    name: z.string().max(500).nullish(),
    lang: z.string().max(100).nullish(),
  }),
});

type Line = z.infer<typeof LineSchema>;

function compareLine({ id, quote, post }: Line) {
  const comparison = compareQuote(
    {
      text: quote.text,
      ...(quote.originalText && { originalText: quote.originalText }),
      ...(quote.date && { date: quote.date }),
      ...(quote.lang && { lang: quote.lang }),
      author: {
        ...(quote.handle && { handle: quote.handle }),
        ...(quote.name && { name: quote.name }),
      },
    },
    makePost({
      platform: post.platform ?? "twitter",
      id: post.id ?? null,
      text: post.text,
      lang: post.lang ?? null,
      createdAt: post.createdAt ? new Date(post.createdAt).toISOString() : null,
      createdAtSource: post.createdAt ? "page" : null,
      author: { id: null, handle: post.handle ?? null, name: post.name ?? null },
    }),
  );
  const { outcome, findings } = judgeComparison(comparison);
  return { id: id ?? null, checks: comparison.checks, outcome, findings };
}

/** Why a line cannot be used, or null with its answer printed. */
function answer(line: string, print: (text: string) => void): string | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return "not JSON";
  }
  const parsed = LineSchema.safeParse(json);
  if (!parsed.success) {
    return parsed.error.issues
      .map((issue) => `/${issue.path.map(String).join("/")} ${issue.message}`)
      .join("; ");
  }
  print(`${JSON.stringify(compareLine(parsed.data))}\n`);
  return null;
}

export const compare: Command = {
  name: "compare",
  summary: "compares quotes with posts given on stdin, without any archive",
  help: `
usage: quotary compare [--json] < LINES

Each line on stdin is {"id"?, "quote": {"text", "date"?, "handle"?, "name"?, "originalText"?, "lang"?},
"post": {"text", "createdAt"?, "id"?, "handle"?, "name"?, "lang"?}}. Each answer is one line:
{"id", "checks", "outcome", "findings"}. Lines that cannot be used are named on stderr (exit 2);
the others are answered all the same.

  --json   the only output there is; accepted for symmetry`,
  options: { json: { type: "boolean" } },
  async run(_args, io) {
    let number = 0;
    let bad = 0;
    for await (const line of createInterface({ input: io.stdin, crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === "") continue;
      const problem = answer(line, io.stdout);
      if (problem === null) continue;
      bad += 1;
      io.stderr(`quotary compare: line ${number}: ${problem}\n`);
    }
    return bad > 0 ? EXIT.usage : EXIT.done;
  },
};
