import { parseArgs } from "node:util";
import { ENGINE } from "../engine/version.js";
import { type Command, type CommandIo, EXIT, UsageError } from "./command.js";

interface Entry {
  /** One line for the list of commands. */
  summary: string;
  load: () => Promise<Command>;
}

/** Commands in the order of the help. Their code is loaded when used, so that each starts with what it needs. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: {
    summary: "checks quotes against archives: one verdict a quote",
    load: async () => (await import("./commands/check.js")).check,
  },
  read: {
    summary: "reads saved captures: which post each holds, or why none",
    load: async () => (await import("./commands/read.js")).read,
  },
  compare: {
    summary: "compares quotes with posts given on stdin, without any archive",
    load: async () => (await import("./commands/compare.js")).compare,
  },
  extract: {
    summary: "finds an article's quotes of posts and prints them as a request",
    load: async () => (await import("./commands/extract.js")).extract,
  },
  index: {
    summary: "CDXJ index of WARC and WACZ files",
    load: async () => (await import("./commands/index-captures.js")).indexCaptures,
  },
  evidence: {
    summary: "what verdicts rest on, as one WACZ file that stands by itself",
    load: async () => (await import("./commands/evidence.js")).evidence,
  },
  "verify-evidence": {
    summary: "checks such a file without network: every hash, and the verdict itself",
    load: async () => (await import("./commands/verify-evidence.js")).verifyEvidenceFile,
  },
  serve: {
    summary: "runs the HTTP API and its workers",
    load: async () => (await import("./commands/serve.js")).serve,
  },
  keys: {
    summary: "makes, lists and revokes API keys",
    load: async () => (await import("./commands/keys.js")).keys,
  },
  config: {
    summary: "prints all settings as in force, secrets hidden",
    load: async () => (await import("./commands/config.js")).config,
  },
};

const HELP_OPTION = { help: { type: "boolean", short: "h" } } as const;

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    `${ENGINE}: did this account really post these words, on that day?`,
    "",
    "usage: quotary COMMAND …",
    "",
    ...rows,
    "",
    "quotary COMMAND --help says more. Data goes to stdout, messages to stderr.",
    "Exit: 0 done; 1 done, with a discrepancy; 2 usage or unreadable input; 3 nothing could be asked.",
    "",
  ].join("\n");
}

function parse(name: string, command: Command, argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { ...command.options, ...HELP_OPTION },
      allowPositionals: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason.split(". ")[0]} (see quotary ${name} --help)`);
  }
}

/** Runs one command line and returns its exit code; errors are one line on stderr. */
export async function main(argv: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const text = overview();
    if (name === undefined) io.stderr(text);
    else io.stdout(text);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === "--version") {
    io.stdout(`${ENGINE}\n`);
    return EXIT.done;
  }
  try {
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!entry) throw new UsageError(`no command "${name.slice(0, 100)}" (see quotary --help)`);
    const command = await entry.load();
    const { positionals, values } = parse(name, command, rest);
    if (values.help) {
      io.stdout(`quotary ${name}: ${entry.summary}\n\n${command.help.trim()}\n`);
      return EXIT.done;
    }
    return await command.run({ positionals, values }, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`quotary: ${error.message}\n`);
    return EXIT.usage;
  }
}
