import { z } from "zod";
import { loadConfig } from "../../../config/index.js";
import type { TranslationDesk } from "../../matching/translation/aids.js";
import { parseDocument } from "../../records/parse.js";
import { PlatformSchema } from "../../records/platform.js";
import { boundedText } from "../../records/text.js";
import type { Remark } from "../../records/verification.js";
import { makePost } from "../../snapshots/post.js";
import { openTranslationDesk } from "../../translation/desk.js";
import { compareQuote } from "../../verdict/compare.js";
import { judgeComparison } from "../../verdict/judge.js";
import { type Command, EXIT, UsageError } from "../command.js";
import { type InputLine, inputLines } from "../lines.js";

/** A post of 100,000 characters, all escaped (six bytes each), and a quote. */
const MOST_LINE_BYTES = 1024 * 1024;
/** Remarks made on stderr; the answers say all. */
const MOST_TOLD = 20;

const words = boundedText(10_000);

const IdSchema = z.union([z.string().max(200), z.number()]).optional();

const LineSchema = z.object({
  id: IdSchema,
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

function sidesOf({ quote, post }: Line) {
  return [
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
  ] as const;
}

async function compareLine(line: Line, { translations, signal }: Comparing) {
  const [quote, post] = sidesOf(line);
  const { aids, bring } = translations.open();
  let comparison = compareQuote(quote, post, { aids });
  while (await bring(signal)) comparison = compareQuote(quote, post, { aids });
  const { outcome, findings } = judgeComparison(comparison, [], { vouched: true });
  return { id: line.id ?? null, checks: comparison.checks, outcome, findings };
}

/** What every line is compared with. */
interface Comparing {
  translations: TranslationDesk;
  signal: AbortSignal;
  tell: (line: number, told: string) => void;
}

/** What is wrong with a line. `errors` says where, as JSON pointers. */
interface LineError {
  code: "line-too-long" | "not-utf-8" | "not-json" | "invalid";
  detail: string;
  errors: Remark[];
}

/** The answer to one line, or `{ id?, line, error }` for one that cannot be used. */
async function answer(
  { number, text, problem }: InputLine,
  comparing: Comparing,
): Promise<{ line: object; isBad: boolean }> {
  const { tell } = comparing;
  const refuse = (error: LineError, id?: string | number) => {
    const [first] = error.errors;
    tell(number, first === undefined ? error.detail : `${first.pointer || "/"}: ${first.detail}`);
    return { line: { ...(id !== undefined && { id }), line: number, error }, isBad: true };
  };
  if (problem !== null) return refuse({ ...problem, errors: [] });
  const json = jsonOf(text);
  if (json === undefined) return refuse({ code: "not-json", detail: "not JSON", errors: [] });
  const parsed = parseDocument(LineSchema, json);
  if (!parsed.ok) {
    const detail = "not a quote and a post to compare";
    return refuse({ code: "invalid", detail, errors: parsed.errors }, idIn(json));
  }
  for (const { pointer, detail } of parsed.warnings) tell(number, `${pointer}: ${detail}`);
  return { line: await compareLine(parsed.value, comparing), isBad: false };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id of a line that is otherwise wrong. */
function idIn(json: unknown): string | number | undefined {
  return IdSchema.safeParse(
    typeof json === "object" && json !== null && "id" in json ? json.id : undefined,
  ).data;
}

export const compare: Command = {
  help: `
usage: quotary compare [--json] < LINES

Each line on stdin is {"id"?, "quote": {"text", "date"?, "handle"?, "name"?, "originalText"?, "lang"?},
"post": {"text", "createdAt"?, "id"?, "handle"?, "name"?, "lang"?}}; blank lines are passed over.
Each is answered with one line, in order: {"id", "checks", "outcome", "findings"}, or, where it
cannot be used, {"id"?, "line", "error": {"code", "detail", "errors"}}; the others are answered all
the same. Bad lines and unknown fields are told on stderr too. For quotes in another language than the post's,
installed dictionaries and a configured translating machine are consulted (see quotary config).

  --json   the only output there is; accepted for symmetry

Exit: 0 all lines compared; 2 at least one line could not be used.`,
  options: { json: { type: "boolean" } },
  async run({ positionals }, io) {
    if (positionals.length > 0) throw new UsageError("compare: reads stdin, takes no arguments");
    let bad = 0;
    let told = 0;
    const tell = (line: number, what: string) => {
      told += 1;
      if (told <= MOST_TOLD) io.stderr(`quotary compare: line ${line}: ${what}\n`);
    };
    const translations = await openTranslationDesk(loadConfig(io.env), (problem) =>
      io.stderr(`quotary compare: ${problem}\n`),
    );
    const comparing = { translations, signal: io.signal, tell };
    try {
      for await (const input of inputLines(asBytes(io.stdin), MOST_LINE_BYTES)) {
        if (io.signal.aborted) break;
        const { line, isBad } = await answer(input, comparing);
        if (isBad) bad += 1;
        io.stdout(`${JSON.stringify(line)}\n`);
        await io.drained?.();
      }
    } finally {
      await translations.close();
    }
    if (told > MOST_TOLD) io.stderr(`quotary compare: and ${told - MOST_TOLD} more\n`);
    return bad > 0 ? EXIT.usage : EXIT.done;
  },
};

async function* asBytes(stdin: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  for await (const chunk of stdin) yield Buffer.from(chunk);
}
