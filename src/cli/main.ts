import { parseArgs } from "node:util";
import { ENGINE } from "../engine/version.js";
import { type Command, type CommandIo, EXIT, UsageError } from "./command.js";

/** Commands in the order of the help; loaded when used, so that each starts with what it needs. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  check: async () => (await import("./commands/check.js")).check,
  read: async () => (await import("./commands/read.js")).read,
  compare: async () => (await import("./commands/compare.js")).compare,
  extract: async () => (await import("./commands/extract.js")).extract,
  index: async () => (await import("./commands/index-captures.js")).indexCaptures,
  serve: async () => (await import("./commands/serve.js")).serve,
  config: async () => (await import("./commands/config.js")).config,
};

const HELP_OPTION = { help: { type: "boolean", short: "h" } } as const;

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map((command) => command.name.length));
  const rows = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
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

function parse(command: Command, argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { ...command.options, ...HELP_OPTION },
      allowPositionals: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason.split(". ")[0]} (see quotary ${command.name} --help)`);
  }
}

/** Runs one command line and returns its exit code; errors are one line on stderr. */
export async function main(argv: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const text = await overview();
    if (name === undefined) io.stderr(text);
    else io.stdout(text);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === "--version") {
    io.stdout(`${ENGINE}\n`);
    return EXIT.done;
  }
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(`no command "${name}" (see quotary --help)`);
    const command = await load();
    const { positionals, values } = parse(command, rest);
    if (values.help) {
      io.stdout(`quotary ${command.name}: ${command.summary}\n\n${command.help.trim()}\n`);
      return EXIT.done;
    }
    return await command.run({ positionals, values }, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`quotary: ${error.message}\n`);
    return EXIT.usage;
  }
}
