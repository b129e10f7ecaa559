import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDate, type DateCheckOptions, type DatedPost } from "../../src/dates/check.js";
import type { DateCheck } from "../../src/records/checks.js";
import { DateCheckSchema } from "../../src/records/checks.js";

/** 2023-02-06 20:23:14 UTC, as its id says too. */
const POST: DatedPost = {
  platform: "twitter",
  id: "1622692416577339394",
  createdAt: "2023-02-06T20:23:14.000Z",
  createdAtSource: "page",
};

interface Case {
  printed: string | undefined;
  post?: Partial<DatedPost>;
  options?: DateCheckOptions;
  expected: readonly [result: DateCheck["result"], name: DateCheck["class"]];
  says?: RegExp;
}

const CASES: readonly Case[] = [
  // the UTC day, and days it was elsewhere
  { printed: "February 6, 2023", expected: ["match", "same-utc-day"] },
  { printed: "february6, 2023", expected: ["match", "same-utc-day"] },
  { printed: "7 févr. 2023", expected: ["note", "possible-timezone"], says: /from UTC\+03:37/ },
  {
    printed: "Feb 5, 2023",
    post: { createdAt: "2023-02-06T04:10:00Z" },
    expected: ["note", "possible-timezone"],
    says: /more than 04:10 behind UTC/,
  },
  { printed: "Feb 5, 2023", expected: ["mismatch", "different"], says: /1 day off/ },
  { printed: "Feb 9, 2023", expected: ["mismatch", "different"], says: /3 days off/ },
  { printed: "Feb 3, 2023", expected: ["mismatch", "different"] },
  // clock times
  { printed: "8:23 PM · Feb 6, 2023", expected: ["match", "same-moment"], says: /in UTC\./ },
  { printed: "1:23 AM · Feb 7, 2023", expected: ["match", "same-moment"], says: /UTC\+05:00/ },
  { printed: "12:23 PM · Feb 6, 2023", expected: ["match", "same-moment"], says: /UTC−08:00/ },
  { printed: "02:08 · 7 Feb 2023", expected: ["match", "same-moment"], says: /UTC\+05:45/ },
  { printed: "2023-02-07T05:53:14+09:30", expected: ["match", "same-moment"] },
  { printed: "8:24 PM · Feb 6, 2023", expected: ["match", "same-utc-day"] },
  { printed: "10:31 PM · Feb 6, 2023", expected: ["note", "same-utc-day"], says: /no time zone/ },
  { printed: "11:31 PM · Feb 7, 2023", expected: ["mismatch", "different"], says: /no time zone/ },
  { printed: "2023-02-06T10:00:00Z", expected: ["note", "same-utc-day"], says: /not the post's/ },
  { printed: "2023-02-06T00:00:00Z", expected: ["match", "same-utc-day"] },
  // several readings
  { printed: "06/02/2023", expected: ["note", "ambiguous"], says: /2023-02-06 fits/ },
  { printed: "02/07/2023", expected: ["note", "ambiguous"], says: /2023-02-07 fits/ },
  { printed: "10/11/2022", expected: ["mismatch", "different"], says: /neither fits/ },
  // ranges
  {
    printed: "5–7 February 2023",
    expected: ["note", "ambiguous"],
    says: /2023-02-05 to 2023-02-07; one/,
  },
  { printed: "between 5 and 7 February", expected: ["note", "ambiguous"] },
  { printed: "8–10 Feb 2023", expected: ["mismatch", "different"], says: /none of them fits/ },
  { printed: "1 to 4 February", expected: ["mismatch", "different"] },
  // what tells which reading is meant
  {
    printed: "Monday 06/02/2023",
    expected: ["match", "same-utc-day"],
    says: /2023-02-06 or 2023-06-02; of these, only 2023-02-06 was the day of the week/,
  },
  { printed: "Friday 06/02/2023", expected: ["mismatch", "different"], says: /only 2023-06-02/ },
  { printed: "lundi 6/2/23", expected: ["match", "same-utc-day"] },
  { printed: "Sunday 06/02/2023", expected: ["note", "ambiguous"] },
  {
    printed: "06/02/2023",
    options: { publishedAt: "2023-02-08" },
    expected: ["match", "same-utc-day"],
    says: /only 2023-02-06 was not later than the article/,
  },
  {
    printed: "02/06/2023",
    options: { publishedAt: "2023-05-01", lang: "en-GB" },
    expected: ["match", "same-utc-day"],
  },
  {
    printed: "05/02/2023",
    options: { publishedAt: "2023-03-01" },
    expected: ["mismatch", "different"],
  },
  {
    printed: "06/02/2023",
    options: { publishedAt: "2022-01-01" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "06/02/2023",
    options: { lang: "en-US" },
    expected: ["note", "ambiguous"],
    says: /month first, which speaks for 2023-06-02\); 2023-02-06 fits/,
  },
  {
    printed: "06/02/2023",
    options: { lang: "fr" },
    expected: ["note", "ambiguous"],
    says: /day first, which speaks for 2023-02-06\); 2023-02-06 fits/,
  },
  {
    printed: "Friday 06/02/2023",
    options: { publishedAt: "2023-03-01" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "Tuesday, February 6, 2023",
    expected: ["note", "same-utc-day"],
    says: /day of the week that is printed was not/,
  },
  { printed: "Mon, Feb 6, 2023", expected: ["match", "same-utc-day"] },
  { printed: "lun. 6 févr. 2023", expected: ["match", "same-utc-day"] },
  // seen from the article's day
  {
    printed: "yesterday",
    options: { publishedAt: "2023-02-07" },
    expected: ["note", "ambiguous"],
    says: /Seen from the article of 2023-02-07, the printed date means 2023-02-06; that fits/,
  },
  { printed: "hier", options: { publishedAt: "7 février 2023" }, expected: ["note", "ambiguous"] },
  { printed: "today", options: { publishedAt: "2023-02-06" }, expected: ["note", "ambiguous"] },
  {
    printed: "il y a deux jours",
    options: { publishedAt: "2023-02-08" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "two days ago",
    options: { publishedAt: "2023-02-08" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "vor zwei Tagen",
    options: { publishedAt: "2023-02-08" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "hace dos días",
    options: { publishedAt: "2023-02-08" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "5 hours ago",
    options: { publishedAt: "2023-02-07" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "a week ago",
    options: { publishedAt: "2023-02-13" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "last Monday",
    options: { publishedAt: "2023-02-09" },
    expected: ["note", "ambiguous"],
  },
  { printed: "on Monday", options: { publishedAt: "2023-02-06" }, expected: ["note", "ambiguous"] },
  {
    printed: "lundi dernier",
    options: { publishedAt: "2023-02-09" },
    expected: ["note", "ambiguous"],
  },
  {
    printed: "yesterday",
    options: { publishedAt: "2023-03-07" },
    expected: ["mismatch", "different"],
  },
  {
    printed: "last Monday",
    options: { publishedAt: "2023-03-09" },
    expected: ["mismatch", "different"],
  },
  { printed: "3h", options: { publishedAt: "2023-02-07" }, expected: ["note", "unreadable"] },
  {
    printed: "2 years ago",
    options: { publishedAt: "2025-02-07" },
    expected: ["note", "unreadable"],
  },
  {
    printed: "yesterday",
    options: { publishedAt: "Tuesday" },
    expected: ["note", "unreadable"],
    says: /not stated/,
  },
  { printed: "last Monday", expected: ["note", "unreadable"] },
  // no year
  { printed: "Feb 6", expected: ["match", "same-utc-day"], says: /2023 fits/ },
  { printed: "Mar 6", expected: ["mismatch", "different"] },
  { printed: "Feb 29", expected: ["mismatch", "different"] },
  {
    printed: "Jan 1",
    post: { createdAt: "2022-12-31T20:00:00Z" },
    expected: ["note", "possible-timezone"],
    says: /2023 fits/,
  },
  {
    printed: "Feb 6",
    options: { publishedAt: "2023-02-20" },
    expected: ["match", "same-utc-day"],
  },
  {
    printed: "Feb 6",
    options: { publishedAt: "2024-03-01T10:00:00Z" },
    expected: ["note", "same-utc-day"],
    says: /would mean 2024/,
  },
  {
    printed: "Feb 6",
    options: { publishedAt: "last week" },
    expected: ["match", "same-utc-day"],
  },
  // nothing to hold against
  { printed: undefined, expected: ["note", "not-printed"] },
  { printed: "  ", expected: ["note", "not-printed"] },
  { printed: "3h", expected: ["note", "unreadable"], says: /seen from when it was read/ },
  { printed: "Feb 30, 2023", expected: ["note", "unreadable"] },
  {
    printed: "Feb 6, 2023",
    post: { id: null, createdAt: null, createdAtSource: null },
    expected: ["unknown", "unreadable"],
    says: /does not say when/,
  },
  // from the id alone
  {
    printed: "Feb 6, 2023",
    post: { createdAt: null, createdAtSource: null },
    expected: ["match", "same-utc-day"],
  },
  {
    printed: "May 13, 2009",
    post: { id: "1789000000", createdAt: null, createdAtSource: null },
    expected: ["note", "possible-timezone"],
    says: /estimated from its id/,
  },
  {
    printed: "May 16, 2009",
    post: { id: "1789000000", createdAt: null, createdAtSource: null },
    expected: ["mismatch", "different"],
  },
  {
    printed: "Feb 6, 2023",
    post: { id: "1500000000000000000" },
    expected: ["match", "same-utc-day"],
    says: /Its id, though/,
  },
];

describe("a printed date against the post's time", () => {
  it.each(CASES)("$printed ($post, $options) is $expected", (given) => {
    const check = checkDate(given.printed, { ...POST, ...given.post }, given.options);
    expect([check.result, check.class]).toEqual(given.expected);
    if (given.says !== undefined) expect(check.because).toMatch(given.says);
  });

  it("says what was printed, how it was read and what the archive has", () => {
    expect(checkDate("February 6, 2023", POST)).toMatchObject({
      printed: "February 6, 2023",
      readings: ["2023-02-06"],
      archived: "2023-02-06T20:23:14.000Z",
    });
    expect(checkDate("6 Feb", { ...POST, createdAt: null }).archived).toBe(
      "2023-02-06T20:23:14.936Z",
    );
  });

  const moment = fc.date({
    min: new Date("2010-12-01T00:00:00Z"),
    max: new Date("2035-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  const offset = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15);
  const at = (created: Date): DatedPost => ({
    ...POST,
    id: null,
    createdAt: created.toISOString(),
  });

  it("is never a mismatch when it is the post's day in a time zone on earth", () => {
    fc.assert(
      fc.property(moment, offset, (created, minutes) => {
        const local = new Date(created.getTime() + minutes * 60_000).toISOString();
        const check = checkDate(local.slice(0, 10), at(created));
        const sameDay = local.slice(0, 10) === created.toISOString().slice(0, 10);
        expect(check.class).toBe(sameDay ? "same-utc-day" : "possible-timezone");
      }),
    );
  });

  it("with its time of day is the post's moment in any time zone on earth", () => {
    fc.assert(
      fc.property(moment, offset, (created, minutes) => {
        const local = new Date(created.getTime() + minutes * 60_000);
        fc.pre(local.getUTCHours() + local.getUTCMinutes() > 0);
        const printed = new Intl.DateTimeFormat("en", {
          dateStyle: "long",
          timeStyle: "short",
          timeZone: "UTC",
        }).format(local);
        expect(checkDate(printed, at(created)).class).toBe("same-moment");
      }),
    );
  });

  it("three days off is never anything but a mismatch", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(-3, 3), (created, days) => {
        const printed = new Date(created.getTime() + days * 86_400_000).toISOString().slice(0, 10);
        expect(checkDate(printed, at(created)).result).toBe("mismatch");
      }),
    );
  });

  it("gets an answer in the contract's shape, whatever is printed or archived", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.option(fc.string()), (printed, id, createdAt) => {
        const post: DatedPost = { ...POST, id, createdAt };
        const check = checkDate(printed, post, { lang: printed, publishedAt: id });
        expect(DateCheckSchema.safeParse(check).success).toBe(true);
      }),
    );
  });
});
