import { existsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { type CommandIo, UsageError } from "../../src/cli/command.js";
import { loadRequest } from "../../src/cli/input.js";
import type { Request } from "../../src/records/request.js";

export const USAGE = `usage: npm run demo [-- FILE [--archive WHERE]…]

Without FILE: the example newsroom's article against the example archives.
FILE is a request or records (JSON, JSON lines) or an article (.html, .txt); WHERE is a .warc,
.warc.gz or .wacz file, a folder of them, or an archive (wayback, wayback+https://host).`;

/** What one run of the demo checks, and where it looks. */
export interface Plan {
  /** In words: what is checked. */
  title: string;
  request: Request;
  /** WHEREs for the service's configuration; null leaves the configuration as it is. */
  archives: string[] | null;
  /** Names of the archives to be asked (files go by their name, hosts by theirs); null asks all. */
  ask: string[] | null;
  /** The same again of an archive that cannot be reached; null leaves it out. */
  down: { request: Request; ask: string[] } | null;
}

const EXAMPLE = {
  article: "examples/newsroom/article.html",
  /** What cannot stand in the article's HTML: the original words of a translation. */
  records: "examples/newsroom/records.json",
  archives: ["examples/archive/saltmere-2017-2019.warc.gz", "examples/archive/saltmere-2023.wacz"],
};

/** A port of this machine at which nothing listens: what an archive that is down looks like. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** The quotes of the example article, completed by the records with the same words. */
export async function exampleRequest(root: string, io: CommandIo): Promise<Request> {
  const { request } = await loadRequest(path.join(root, EXAMPLE.article), io);
  const { request: completing } = await loadRequest(path.join(root, EXAMPLE.records), io);
  const quotes = request.quotes.map((quote) => {
    const record = completing.quotes.find(({ text }) => text === quote.text);
    return record ? { ...quote, ...record } : quote;
  });
  return { ...request, quotes };
}

async function examplePlan(root: string, io: CommandIo): Promise<Plan> {
  const request = await exampleRequest(root, io);
  const nowhere = `127.0.0.1:${await closedPort()}`;
  const last = request.quotes.filter(({ author }) => author?.handle === "SaltmereUnion");
  return {
    title: `${EXAMPLE.article}: an invented paper quotes invented accounts`,
    request,
    archives: [...EXAMPLE.archives, `wayback+http://${nowhere}`],
    ask: EXAMPLE.archives.map((file) => path.basename(file)),
    down: { request: { ...request, quotes: last }, ask: [nowhere] },
  };
}

/** A path as typed by somebody standing in another folder than npm does; else as it is. */
function fromWhereTyped(where: string, env: NodeJS.ProcessEnv): string {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), where);
  return existsSync(file) ? file : where;
}

/** Reads the command line; null when it asks for help. Throws `UsageError`. */
export async function planDemo(argv: string[], root: string, io: CommandIo): Promise<Plan | null> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { archive: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError("give one FILE");
  if (file === undefined) {
    if (values.archive) throw new UsageError("--archive goes with a FILE of your own");
    return examplePlan(root, io);
  }
  const { request, warnings } = await loadRequest(fromWhereTyped(file, io.env), io);
  for (const warning of warnings) io.stderr(`${warning}\n`);
  const archives = values.archive?.map((where) => fromWhereTyped(where, io.env)) ?? null;
  return { title: file, request, archives, ask: null, down: null };
}
