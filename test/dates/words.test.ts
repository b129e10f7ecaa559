import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { namedLocales } from "../../scripts/date-words/locales.js";
import { dateWordFiles } from "../../scripts/date-words.js";
import { readPrintedDate } from "../../src/dates/printed.js";

const FOLDER = path.resolve(import.meta.dirname, "../../src/dates/words");
const kept = (name: string) => readFileSync(path.join(FOLDER, name), "utf8");
const madeFrom = /CLDR ([\d.]+);/.exec(kept("months.ts"))?.[1];

/** Only quotes and line breaks are the formatter's. */
const bare = (text: string) => text.replace(/["'\\\s]/g, "");

describe("the words of dates", () => {
  it.runIf(madeFrom === process.versions.cldr)(
    "are those of the runtime they were made with",
    () => {
      for (const [name, text] of Object.entries(dateWordFiles())) {
        expect(bare(kept(name)) === bare(text), `${name}: npm run date-words`).toBe(true);
      }
    },
  );

  it("read 97 of 100 dates that this runtime writes, and none wrong", () => {
    const results = namedLocales().flatMap((locale) =>
      (["long", "medium", "full"] as const).flatMap((dateStyle) => {
        const format = new Intl.DateTimeFormat(locale, {
          dateStyle,
          timeZone: "UTC",
          calendar: "gregory",
        });
        return [0, 1, 2, 3].map((n) => {
          const date = new Date(Date.UTC(2013 + n, (n * 5 + 1) % 12, 4 + n * 7));
          const { readings } = readPrintedDate(format.format(date), { lang: locale });
          const isRead = readings.includes(date.toISOString().slice(0, 10));
          if (readings.length > 0) expect(isRead, format.format(date)).toBe(true);
          return isRead && readings.length === 1;
        });
      }),
    );
    const right = results.filter((isRight) => isRight).length;
    expect(right / results.length).toBeGreaterThanOrEqual(0.97);
  });
});
