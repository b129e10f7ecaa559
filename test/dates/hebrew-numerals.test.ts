import { describe, expect, it } from "vitest";
import { hebrewNumerals } from "../../src/dates/hebrew-numerals.js";
import { readPrintedDate } from "../../src/dates/printed.js";

describe("Hebrew letters that count", () => {
  it.each([
    ['ט"ו בשבט תשפ"ג', "15 בשבט 5783"],
    ["ג' באדר ה'תשפ\"ד", "3 באדר 5784"],
    ['כ"ט בכסלו', "29 בכסלו"],
    // Israel's army, and other shortened names: not in falling order.
    ['צה"ל', 'צה"ל'],
    ['ח"כ', 'ח"כ'],
    ["dec. 'a'", "dec. 'a'"],
  ])("%s", (folded, digits) => {
    expect(hebrewNumerals(folded)).toBe(digits);
  });

  it.each([
    ["ט״ו בשבט תשפ״ג", "2023-02-06"],
    ["ט״ו בשבט ה׳תשפ״ג", "2023-02-06"],
    ["א׳ בניסן תשפ״ד", "2024-04-09"],
    ["כ״ו בתמוז תש״ף", "2020-07-18"],
    ["ו׳ באדר א׳ תשע״ט", "2019-02-11"],
    ["ט״ז באדר ב׳ תשע״ד", "2014-03-18"],
  ])("%s is read as the runtime's own calendar has it", (printed, day) => {
    expect(readPrintedDate(printed, { lang: "he" }).readings).toEqual([day]);
  });
});
