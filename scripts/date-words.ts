import { writeFileSync } from "node:fs";
import path from "node:path";
import { yearFirstLanguages } from "./date-words/locales.js";
import { monthWords } from "./date-words/months.js";
import { periodWords } from "./date-words/periods.js";
import { relativePhrases } from "./date-words/relative.js";

/**
 * `npm run date-words`: writes src/dates/words/, the words of dates that the runtime (CLDR data in
 * Intl) knows, so that no process has to ask for them again: that takes a second.
 */

const FOLDER = path.resolve(import.meta.dirname, "../src/dates/words");

/** The files' texts by name. */
export function dateWordFiles(): Record<string, string> {
  const { months, weekdays, connectors } = monthWords();
  const { periods, neutral } = periodWords();
  return {
    "months.ts": fileOf({
      MONTHS: ["Month names: `name<tab>meaning …`, see `month-names.ts`.", months],
      WEEKDAYS: ["Weekday names: `name<tab>days`, 0 is Sunday.", weekdays],
      CONNECTORS: ["Words between the parts of a date.", connectors],
      YEAR_FIRST: ["Languages whose dates begin with the year.", yearFirstLanguages()],
    }),
    "periods.ts": fileOf({
      PERIODS: ["Parts of the day: `name<tab>hours`, see `day-periods.ts`.", periods],
      NEUTRAL: ["Words beside a time that say nothing about it.", neutral],
    }),
    "relative.ts": fileOf({
      RELATIVE: ["Phrases by what they say: `unit count<tab>phrase|…`.", relativePhrases()],
    }),
  };
}

function fileOf(tables: Record<string, [about: string, lines: string[]]>): string {
  const parts = Object.entries(tables).map(([name, [about, lines]]) => {
    return `/** ${about} */\nexport const ${name} =\n  ${JSON.stringify(lines.join("\n"))};\n`;
  });
  return [
    `// Made by scripts/date-words.ts from CLDR ${process.versions.cldr}; not to be edited.\n`,
    ...parts,
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(dateWordFiles())) {
    writeFileSync(path.join(FOLDER, name), text);
  }
}
