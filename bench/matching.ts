import { diffWords } from "diff";
import { checkText } from "../src/matching/check.js";
import { compareText } from "../src/matching/compare.js";
import { warmUp } from "../src/matching/warm-up.js";
import { integer, randomOf } from "./accuracy/random.js";

export const name = "matching";

const WORDS =
  "the crew captain divers will must spread rumours today wind we they is in Velmora of and never harbour island weather office quay sailors market bakery winter lantern regatta keeper".split(
    " ",
  );

/** Words in a fixed but irregular order, up to `length` characters. */
function prose(length: number, step: number): string {
  const parts: string[] = [];
  for (let i = 0, size = 0; size < length; i += 1) {
    const word = WORDS[(i * i * step + i * 7 + step) % WORDS.length] ?? "";
    parts.push(i % 11 === 10 ? `${word}.` : word);
    size += word.length + 1;
  }
  return parts.join(" ").slice(0, length);
}

/** Every `every`th word replaced. */
function edited(text: string, every: number): string {
  return text
    .split(" ")
    .map((word, i) => (i % every === every - 1 ? `${word}x` : word))
    .join(" ");
}

const HAN = [..."我们不喜欢下雨渔船必须靠岸早晨灯塔港口海风"];

function han(length: number, step: number): string {
  return Array.from({ length }, (_, i) => HAN[(i * i * step + i) % HAN.length]).join("");
}

/** Characters at random from `first` on; another `width` is another order. */
function random(length: number, first: number, width: number): string {
  const next = randomOf(`${first} ${width}`);
  return Array.from({ length }, () => String.fromCodePoint(first + integer(next, width))).join("");
}

interface Case {
  readonly label: string;
  readonly printed: string;
  readonly archived: string;
}

function casesOf(length: number): Case[] {
  const text = prose(length, 3);
  return [
    { label: "identical", printed: text, archived: text },
    { label: "one word", printed: edited(text, Math.floor(length / 10)), archived: text },
    { label: "10 % edited", printed: edited(text, 10), archived: text },
    {
      label: "nothing in common",
      printed: strangers(length, "gull"),
      archived: strangers(length, "oars"),
    },
    { label: "unrelated order", printed: prose(length, 5), archived: text },
    {
      label: "Han, 10 % edited",
      printed: han(length, 3).replace(/(.{9})./gu, "$1新"),
      archived: han(length, 3),
    },
    {
      label: "Han, at random",
      printed: random(length, 0x4e00, 2_000),
      archived: random(length, 0x4e00, 2_001),
    },
    {
      label: "kana, at random",
      printed: random(length, 0x3041, 80),
      archived: random(length, 0x3041, 81),
    },
    { label: "Han, unrelated order", printed: han(length, 5), archived: han(length, 3) },
    {
      label: "one word repeated",
      printed: "myth ".repeat(length / 5),
      archived: "myth ".repeat(length / 5 - 1),
    },
    { label: "marks", printed: '"['.repeat(length / 2), archived: "…[.".repeat(length / 3) },
  ];
}

/** Median milliseconds of `runs` calls. */
function time(runs: number, call: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[runs >> 1] ?? 0;
}

/** Words that the two texts do not share: rejected before they are aligned. */
function strangers(length: number, stem: string): string {
  const words = Array.from({ length: length / 8 }, (_, i) => `${stem}${(i * 7) % 900}`);
  return words.join(" ").slice(0, length);
}

/**
 * The first comparison of a program reads the word list and makes word breakers; `warmUp` does that
 * at a worker's start, so that what is left to the first quote is told apart.
 */
function firsts(): void {
  const once = (call: () => void) => {
    const start = performance.now();
    call();
    return (performance.now() - start).toFixed(2);
  };
  console.log(`matching warm-up, once a program: ${once(warmUp)} ms`);
  const pair = () => compareText("They embarassed us all summer", "They embarrassed us all summer");
  console.log(`matching first pair after it: ${once(pair)} ms, second: ${once(pair)} ms`);
}

/** Posts' length, and pairs of it of which the slowest is told. */
const POST = 280;
const PAIRS = 400;

/**
 * The slowest of many pairs as long as a post, in processor time of this process: on a shared
 * machine the clock on the wall tells how busy the others are. Each counts with the best of three
 * runs, so that no other pair's garbage is laid to its charge.
 */
function worst(): void {
  const next = randomOf("worst pair");
  const spent = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const times = Array.from({ length: PAIRS }, () => {
    const text = prose(POST, 1 + integer(next, 40));
    const printed = edited(text, 2 + integer(next, 12));
    return Math.min(
      ...[1, 2, 3].map(() => {
        const start = spent();
        compareText(printed, text);
        return spent() - start;
      }),
    );
  }).sort((a, b) => a - b);
  console.log(
    `matching ${PAIRS} pairs of ${POST} characters, processor time: median ${(times[PAIRS >> 1] ?? 0).toFixed(2)} ms, worst ${(times.at(-1) ?? 0).toFixed(2)} ms`,
  );
}

/** Prints the time of one comparison by length and by how much differs. */
export async function run(): Promise<void> {
  firsts();
  worst();
  for (const length of [280, 4_000, 10_000]) {
    for (const { label, printed, archived } of casesOf(length)) {
      const runs = length === 280 ? 60 : 5;
      const ms = time(runs, () => compareText(printed, archived));
      const other = length === 280 ? time(runs, () => diffWords(printed, archived)) : null;
      const ratio = other === null ? "" : `, ${(ms / other).toFixed(1)} × diffWords`;
      console.log(`matching ${length} characters, ${label}: ${ms.toFixed(2)} ms${ratio}`);
    }
  }
  const post = { text: prose(280, 3), lang: "en", truncated: null, links: [] };
  const french =
    "Une belle journée dans notre port de Velmora, le capitaine attend debout sur le quai";
  console.log(
    `matching 280 characters, translation: ${time(60, () => checkText({ text: french }, post)).toFixed(2)} ms`,
  );
}
