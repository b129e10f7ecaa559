import type { QuoteRecord } from "../../src/records/quote.js";
import { ACCOUNTS, isThere, POSTS, postsOf, randomOf } from "./archive.js";

export interface Asked {
  quote: QuoteRecord;
  account: number;
  /** Number of the post that is quoted. */
  post: number;
  id: string;
  /** Does the archive hold it? */
  there: boolean;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** As printed; one in six newsrooms reads the clock in its own zone. */
function printedDay(at: string, random: () => number): string {
  const offset = random() < 1 / 6 ? (random() < 0.5 ? -8 : 9) : 0;
  const day = new Date(Date.parse(at) + offset * 3_600_000);
  return `${MONTHS[day.getUTCMonth()]} ${day.getUTCDate()}, ${day.getUTCFullYear()}`;
}

/** Quotes of posts by handle and day, of posts number `from` to `to` of each account. */
export function makeQuotes(count: number, seed: number, from = 0, to = POSTS): Asked[] {
  const random = randomOf(seed, 77);
  return Array.from({ length: count }, () => {
    const account = Math.floor(random() * ACCOUNTS);
    const n = from + Math.floor(random() * (to - from));
    const post = postsOf(account)[n];
    if (!post) throw new Error(`no post ${n}`);
    const handle = random() < 0.1 ? post.handle.toLowerCase() : post.handle;
    const quote = { text: post.text, author: { handle }, date: printedDay(post.at, random) };
    return { quote, account, post: n, id: post.id, there: isThere(account, n) };
  });
}
