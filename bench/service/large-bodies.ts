import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { exitOf, startService } from "../../test/support/service.js";
import { type Bed, median, QUOTE, ROUNDS } from "./load.js";

const BYTES = 9_500_000;
const AT_ONCE = 4;
const ASK_EVERY_MS = 5;
/** Quotes that together have as many fields as are still read, and unknown ones of each. */
const FULL_QUOTES = 14;
const MOST_UNKNOWN = 9_990;

const filled = (part: string, bytes = BYTES) => part.repeat(Math.floor(bytes / part.length));
const quotes = JSON.stringify([QUOTE]);
const longest = { ...QUOTE, text: filled("Closed to all traffic. ", 9_300) };

const embed = (words: string, n: number) =>
  `<blockquote class="twitter-tweet"><p>${n} ${words}</p>&mdash; Harbour (@harbour) <a href="https://twitter.com/harbour/status/${1_633_770_000_000_000_000n + BigInt(n)}">March 9, 2023</a></blockquote>`;

/**
 * Bodies by what is much in them, and where they are sent; each made when its turn comes, for other
 * parts look at this process' memory.
 */
const BODIES: readonly (readonly [name: string, path: string, body: () => string])[] = [
  [
    "500 quotes of the longest text",
    "/v1/verifications",
    () => JSON.stringify({ quotes: Array(500).fill({ ...longest, originalText: longest.text }) }),
  ],
  [
    "as many unknown fields as are read, and one long string",
    "/v1/verifications",
    () => {
      const fields = Array.from({ length: MOST_UNKNOWN }, (_, n) => [`k${n}`, 0] as const);
      const full = { ...Object.fromEntries(fields), ...QUOTE };
      const quotes = JSON.stringify(Array(FULL_QUOTES).fill(full));
      return `{"quotes":${quotes},"x":"${filled('\\"', BYTES - quotes.length)}"}`;
    },
  ],
  [
    "millions of objects (refused)",
    "/v1/verifications",
    () => `{"quotes":${quotes},"x":[${filled("{},")}{}]}`,
  ],
  [
    "an article of 95,000 paragraphs",
    "/v1/articles",
    () =>
      JSON.stringify({ html: filled(`<p>Nothing was said of <b>it</b>.${" ".repeat(60)}</p>`) }),
  ],
  [
    "an article of a thousand long quotes, verified",
    "/v1/articles?verify=true",
    () =>
      JSON.stringify({
        html: Array.from({ length: 1_000 }, (_, n) => embed(longest.text, n)).join(""),
      }),
  ],
];

/** Longest time, ms, in which a health check is answered while some bodies come in at once. */
async function longestWait(url: string, place: string, body: Buffer): Promise<number> {
  const agent = new Agent({ connections: 1 });
  let isOver = false;
  const asking = (async () => {
    let longest = 0;
    while (!isOver) {
      const began = performance.now();
      await (await request(`${url}/livez`, { dispatcher: agent })).body.dump();
      longest = Math.max(longest, performance.now() - began);
      await sleep(ASK_EVERY_MS);
    }
    return longest;
  })();
  const post = async () => {
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
    const answer = await request(`${url}${place}`, { method: "POST", headers, body });
    await answer.body.dump();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  isOver = true;
  const longest = await asking;
  await agent.close();
  return longest;
}

/** How long health checks wait while large bodies come in; bare Express with `express.json` beside it. */
export async function largeBodies({ redisUrl }: Bed): Promise<void> {
  const env = { REDIS_URL: redisUrl, QUOTARY_REDIS_PREFIX: "{bench-bodies}" };
  const api = await startService({ archives: [], env }, ["--no-workers"]);
  const bare = fork(path.resolve(import.meta.dirname, "bare-bodies.ts"));
  const [bareUrl] = (await once(bare, "message")) as [string];
  for (const [name, place, write] of BODIES) {
    const body = Buffer.from(write());
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round++) {
      const both = [
        await longestWait(api.url, place, body),
        await longestWait(bareUrl, place, body),
      ] as const;
      if (round > 0) ours.push(both[0]);
      if (round > 0) theirs.push(both[1]);
    }
    console.log(
      `standstill of /livez while ${AT_ONCE} bodies of ${(body.length / 1e6).toFixed(1)} MB come in, ${name}: ${median(ours).toFixed(0)} ms (goal 200), bare Express ${median(theirs).toFixed(0)} ms`,
    );
  }
  bare.kill();
  await Promise.all([api.stop(), exitOf(bare)]);
}
