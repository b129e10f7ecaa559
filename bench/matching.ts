import { diffWords } from "diff";
import { checkText } from "../src/matching/check.js";
import { compareText } from "../src/matching/compare.js";

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

/** Prints the time of one comparison by length and by how much differs. */
export async function run(): Promise<void> {
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
