import { writeFile } from "node:fs/promises";
import { indexPaths } from "../../archives/index-paths.js";
import { type Command, EXIT, stringOption, UsageError } from "../command.js";
import { whyUnreadable } from "../files.js";

/** `quotary index`: CDXJ lines of WARC and WACZ files, as other tools read them. */
export const indexCaptures: Command = {
  help: `usage: quotary index PATH… [--out FILE]

PATH is a .warc, .warc.gz or .wacz file, or a folder of them. The lines are sorted as
LC_ALL=C sort has it, each with file name, offset and length of its record. What cannot be read is
told on stderr.

  --out FILE   write the index there instead of stdout`,
  options: { out: { type: "string" } },
  async run({ positionals, values }, io) {
    if (positionals.length === 0) throw new UsageError("index needs a file or folder");
    const lines: string[] = [];
    try {
      const report = (problem: string) => io.stderr(`quotary index: ${problem}\n`);
      for await (const line of indexPaths(positionals, report)) lines.push(`${line}\n`);
    } catch (error) {
      throw new UsageError(`index: ${named(error, whyUnreadable(error))}`);
    }
    const out = stringOption(values, "out");
    if (out === undefined) for (const line of lines) io.stdout(line);
    else await writeIndex(out, lines.join(""));
    return EXIT.done;
  },
};

async function writeIndex(out: string, text: string): Promise<void> {
  try {
    await writeFile(out, text);
  } catch (error) {
    throw new UsageError(`--out ${out}: ${whyUnreadable(error)}`);
  }
}

/** With the file that the system's error names, where it names one. */
function named(error: unknown, why: string): string {
  const file = error instanceof Error && "path" in error ? String(error.path) : "";
  return file === "" ? why : `${file}: ${why}`;
}
