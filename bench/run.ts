/**
 * Runs benches: `npm run bench -- reading` imports `bench/reading.ts`; without a name, all of
 * them. A bench exports `name`, one line that says what is measured, and `run()`, which prints it.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

interface Bench {
  name: string;
  /** What follows the first option on the command line is passed on. */
  run(args: readonly string[]): Promise<void> | void;
}

const HERE = import.meta.dirname;

async function benchNames(): Promise<string[]> {
  const files = await readdir(HERE);
  return files
    .filter((file) => /^\w.*\.ts$/.test(file) && file !== path.basename(import.meta.filename))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

async function main(args: readonly string[]): Promise<number> {
  const firstOption = args.findIndex((arg) => arg.startsWith("-"));
  const end = firstOption < 0 ? args.length : firstOption;
  const [wanted, options] = [args.slice(0, end), args.slice(end)];
  const known = await benchNames();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`no bench "${unknown[0]}"; there are: ${known.join(", ") || "none"}`);
    return 2;
  }
  for (const name of wanted.length > 0 ? wanted : known) {
    const bench = (await import(pathToFileURL(path.join(HERE, `${name}.ts`)).href)) as Bench;
    console.log(`\n${bench.name}`);
    await bench.run(options);
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
