import type { ParseArgsConfig } from "node:util";

/** Streams and surroundings of one run, so that commands can be tested without a process. */
export interface CommandIo {
  /** Data only. */
  stdout: (text: string) => void;
  /** Resolves when what was written to stdout has been taken; absent where it always is. */
  drained?: () => Promise<void>;
  /** Progress and messages. */
  stderr: (text: string) => void;
  stdin: NodeJS.ReadableStream;
  env: NodeJS.ProcessEnv;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
}

export type OptionValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

interface CommandArguments {
  positionals: string[];
  values: OptionValues;
}

/** One `quotary` command; `main.ts` lists them with their names. */
export interface Command {
  /** What `quotary NAME --help` prints after the summary: usage and options. */
  help: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Returns the exit code of the contract, section 3. */
  run(args: CommandArguments, io: CommandIo): Promise<number>;
}

export const EXIT = { done: 0, discrepancy: 1, usage: 2, nothingAsked: 3 } as const;

/** The command line is wrong, or a file cannot be used: one line on stderr, exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The last value given for an option that takes a string. */
export function stringOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** All values given for a repeatable option. */
export function stringOptions(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
