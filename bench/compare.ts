import { once } from "node:events";
import { Readable } from "node:stream";
import { main } from "../src/cli/main.js";

export const name = "compare: 100,000 lines in order at flat memory (COMPARE_LINES sets how many)";

const LINES = Number(process.env.COMPARE_LINES ?? 100_000);
/** Lines answered between two looks at memory. */
const EVERY = LINES / 10;
/** Every so many lines one that cannot be used. */
const BAD_EVERY = 97;
/** Memory may grow by this over the second half: the first fills caches and compiles. */
const FLAT_MB = 40;

function lineOf(n: number): string {
  if (n % BAD_EVERY === 0) return n % 2 === 0 ? "{" : JSON.stringify({ id: n, quote: {} });
  const posted = `The old mill number ${n} stays open until the ferry of Velmora comes back, said the mayor.`;
  const printed = n % 3 === 0 ? posted.replace("stays", "is not") : posted;
  return JSON.stringify({
    id: n,
    quote: { text: printed, date: "February 6, 2023" },
    post: { text: posted, createdAt: "2023-02-06T20:23:14Z" },
  });
}

function* lines(): Generator<Buffer> {
  for (let n = 1; n <= LINES; n += 1) yield Buffer.from(`${lineOf(n)}\n`);
}

interface Answer {
  id?: number;
  line?: number;
}

/** Prints memory after every tenth, whether each line was answered in its place, and the rate. */
export async function run(): Promise<void> {
  let answered = 0;
  let misplaced = 0;
  const memory: number[] = [];
  const began = performance.now();
  const stdin = Readable.from(lines(), { objectMode: false });
  await main(["compare"], {
    stdout(text) {
      answered += 1;
      const { id, line } = JSON.parse(text) as Answer;
      if ((line ?? id) !== answered) misplaced += 1;
      if (answered % EVERY === 0) memory.push(Math.round(process.memoryUsage.rss() / 1e6));
    },
    stderr() {},
    stdin,
    env: { QUOTARY_DICTIONARIES: "/no/such/folder" },
    signal: new AbortController().signal,
  });
  if (!stdin.destroyed) await once(stdin, "close");
  const seconds = (performance.now() - began) / 1000;
  const growth = Math.max(...memory.slice(5)) - (memory[4] ?? 0);
  console.log(`compare: ${answered} of ${LINES} answered, ${misplaced} out of place`);
  console.log(
    `compare: MB after each tenth ${memory.join(", ")}: ${growth <= FLAT_MB ? "flat" : "growing"}`,
  );
  console.log(`compare: ${Math.round(LINES / seconds)} lines a second`);
}
