import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { loadConfig } from "../../../config/index.js";
import { indexPaths } from "../../archives/index-paths.js";
import { openPageReaders, readingThreads } from "../../archives/local/page-readers.js";
import type { PostsIndexed } from "../../archives/local/posts.js";
import { indexFolders } from "../../post-index/manifest.js";
import { type Command, type CommandIo, EXIT, stringOption, UsageError } from "../command.js";
import { whyUnreadable } from "../files.js";

/** Problems of one run that are told; thousands would hide each other. */
const MOST_TOLD = 100;

/** `quotary index`: CDXJ lines of WARC and WACZ files, and the index of the posts in them. */
export const indexCaptures: Command = {
  help: `usage: quotary index PATH… [--out FILE] [--beside | --no-posts]

PATH is a .warc, .warc.gz or .wacz file, or a folder of them. The CDXJ lines are sorted as
LC_ALL=C sort has it, each with file name, offset and length of its record. Beside them an index of
all posts in the files is written, by which \`quotary check\` and the service find a post on any page.
Files that are in it already are not read again for it; after an interruption the next run goes on
where the last one was. What cannot be read is told on stderr.

  --out FILE   write the CDXJ lines there instead of stdout
  --beside     write the post index to PATH.posts instead of the folder QUOTARY_DATA
  --no-posts   leave the post index out`,
  options: {
    out: { type: "string" },
    beside: { type: "boolean" },
    "no-posts": { type: "boolean" },
  },
  async run({ positionals, values }, io) {
    if (positionals.length === 0) throw new UsageError("index needs a file or folder");
    const { dataFolder } = loadConfig(io.env);
    const tell = teller(io);
    const readers = openPageReaders(readingThreads());
    try {
      const lines = indexPaths(positionals, {
        report: tell,
        signal: io.signal,
        readers,
        postsFolder: (path) =>
          values["no-posts"] === true
            ? null
            : (indexFolders(path, values.beside === true ? undefined : dataFolder).at(-1) ?? null),
        onPosts: (path, folder, result) => tellPosts(path, folder, result, tell, io),
      });
      await writeLines(lines, stringOption(values, "out"), io);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`index: ${named(error, whyUnreadable(error))}`);
    } finally {
      await readers.close();
    }
    return EXIT.done;
  },
};

/** Tells each problem once, and how many there were when they are many. */
function teller(io: CommandIo): (problem: string) => void {
  const told = new Set<string>();
  return (problem) => {
    if (told.has(problem) || told.size > MOST_TOLD) return;
    told.add(problem);
    const text = told.size > MOST_TOLD ? "more problems, not told one by one" : problem;
    io.stderr(`quotary index: ${text}\n`);
  };
}

async function writeLines(
  lines: AsyncIterable<string>,
  out: string | undefined,
  io: CommandIo,
): Promise<void> {
  if (out === undefined) {
    for await (const line of lines) io.stdout(`${line}\n`);
    return;
  }
  // The lines come first: a path that cannot be read is not to leave an empty file behind.
  const rest = lines[Symbol.asyncIterator]();
  const first = await rest.next();
  async function* text() {
    for (let next = first; !next.done; next = await rest.next()) yield `${next.value}\n`;
  }
  try {
    await pipeline(text, createWriteStream(out));
  } catch (error) {
    throw new UsageError(`--out ${out}: ${whyUnreadable(error)}`);
  }
}

/** An index that cannot be written is told, and no reason to throw the lines away. */
function tellPosts(
  path: string,
  folder: string,
  result: PostsIndexed | Error,
  tell: (problem: string) => void,
  io: CommandIo,
): void {
  if (result instanceof Error) {
    tell(`no post index of ${path}: ${named(result, whyUnreadable(result))}`);
    return;
  }
  for (const problem of result.problems) tell(problem);
  const { files, read } = result;
  io.stderr(`quotary index: posts of ${files} files (${read} read now) in ${folder}\n`);
}

/** With the file that the system's error names, where it names one. */
function named(error: unknown, why: string): string {
  const file = error instanceof Error && "path" in error ? String(error.path) : "";
  return file === "" ? why : `${file}: ${why}`;
}
