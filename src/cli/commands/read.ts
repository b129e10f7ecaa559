import { readFile, stat } from "node:fs/promises";
import type { Post } from "../../records/post.js";
import { explainSnapshot, readSnapshot } from "../../snapshots/read.js";
import type { CaptureBytes, Snapshot } from "../../snapshots/types.js";
import { type Command, type CommandIo, EXIT, stringOption, UsageError } from "../command.js";
import { whyUnreadable } from "../files.js";

/** A saved page larger than this is not one: the largest capture seen has some 5 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

async function bytesOf(file: string): Promise<Uint8Array> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error(`larger than ${MOST_BYTES / 1024 / 1024} MB`);
  return readFile(file);
}

function postLine(post: Post): string {
  const who = `@${post.author.handle ?? "?"} (${post.author.name ?? "no name"})`;
  const text = post.text.replace(/\s+/gu, " ");
  return `${post.id ?? "?"}  ${post.createdAt ?? "no time"}  ${who}  ${text}`;
}

function forPeople(file: string, snapshot: Snapshot): string {
  const lines = [
    `${file}: ${snapshot.state}${snapshot.layout ? `, ${snapshot.layout}` : ""} — ${snapshot.because}`,
    snapshot.main ? `  main: ${postLine(snapshot.main)}` : "  main: none",
    ...snapshot.posts
      .filter((post) => post !== snapshot.main)
      .map((post) => `  also: ${postLine(post)}`),
    ...snapshot.findings.map(({ code, because }) => `  ${code}: ${because}`),
  ];
  return `${lines.join("\n")}\n`;
}

function explanation(capture: CaptureBytes): string {
  return explainSnapshot(capture)
    .map(({ layout, looksFor, found, because }) => {
      const sign = found ? "+" : "-";
      return `  ${sign} ${layout}: looks for ${looksFor}; ${because}\n`;
    })
    .join("");
}

function capturedAtOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  // Archives write times as 14 digits; people as ISO 8601.
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value);
  const iso = digits
    ? `${digits[1]}-${digits[2]}-${digits[3]}T${digits[4]}:${digits[5]}:${digits[6]}Z`
    : value;
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`--captured-at: "${value}" is neither ISO 8601 nor 14 digits`);
  }
  return time.toISOString();
}

async function readOne(
  file: string,
  given: Pick<CaptureBytes, "uriR" | "capturedAt">,
  output: { json: boolean; explain: boolean },
  io: CommandIo,
): Promise<boolean> {
  let body: Uint8Array;
  try {
    body = await bytesOf(file);
  } catch (error) {
    io.stderr(`quotary read: ${file}: ${whyUnreadable(error)}\n`);
    return false;
  }
  const capture: CaptureBytes = { ...given, contentType: null, status: null, body };
  const snapshot = readSnapshot(capture);
  io.stdout(output.json ? `${JSON.stringify({ file, ...snapshot })}\n` : forPeople(file, snapshot));
  if (output.explain) io.stderr(`${file}\n${explanation(capture)}`);
  return true;
}

export const read: Command = {
  help: `
usage: quotary read FILE… [--url URI-R] [--captured-at TIME] [--json] [--explain]

  --url URI-R          address the files are captures of; the post it names is "main"
  --captured-at TIME   when they were captured (ISO 8601 or 14 digits)
  --json               one line a file: {"file", "state", "layout", "main", "posts", "findings", "because"}
  --explain            what each layout looked for and missed, on stderr`,
  options: {
    url: { type: "string" },
    "captured-at": { type: "string" },
    json: { type: "boolean" },
    explain: { type: "boolean" },
  },
  async run({ positionals, values }, io) {
    if (positionals.length === 0) throw new UsageError("read: no FILE given");
    const given = {
      uriR: stringOption(values, "url") ?? null,
      capturedAt: capturedAtOf(stringOption(values, "captured-at")),
    };
    const output = { json: values.json === true, explain: values.explain === true };
    let unread = 0;
    for (const file of positionals) {
      if (!(await readOne(file, given, output, io))) unread += 1;
    }
    return unread > 0 ? EXIT.usage : EXIT.done;
  },
};
