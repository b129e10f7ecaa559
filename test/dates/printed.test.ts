import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedLocales } from "../../scripts/date-words/locales.js";
import { readPrintedDate } from "../../src/dates/printed.js";

/** What is printed, and all its readings. */
const READ: readonly (readonly [printed: string, ...readings: string[]])[] = [
  ["March 4, 2021", "2021-03-04"],
  ["march4,2021", "2021-03-04"],
  ["March 4 , 2021", "2021-03-04"],
  ["MARCH 4TH 2021", "2021-03-04"],
  ["Thursday, the 4th of March, 2021", "2021-03-04"],
  ["Mar. 4, 2021 · 2,021 Views", "2021-03-04"],
  ["4 mars 2021", "2021-03-04"],
  ["jeudi 4 mars 2021", "2021-03-04"],
  ["le 4 mars 2021 à 9h05", "2021-03-04"],
  ["1er août 2021", "2021-08-01"],
  ["1er aout 2021", "2021-08-01"],
  ["4 févr. 2021", "2021-02-04"],
  ["4-Mar-2021", "2021-03-04"],
  ["4-Mar-21", "2021-03-04"],
  ["Mar 4 '21", "2021-03-04"],
  ["14-Jul-22", "2022-07-14"],
  ["22. júl. 14.", "2014-07-22", "2022-07-14"],
  ["2021 Mar 4", "2021-03-04"],
  ["4 d’abril del 2021", "2021-04-04"],
  ["(4 lutego 2021 r.)", "2021-02-04"],
  ["4 كانون الثاني 2021", "2021-01-04"],
  ["令和3年3月4日", "2021-03-04"],
  ["3月4日", "--03-04"],
  ["4 thg 3, 2021", "2021-03-04"],
  ["1 जुल॰ 2021", "2021-07-01"],
  ["21 มีนาคม พุทธศักราช 2564", "2021-03-21"],
  ["2021. 3. 4.", "2021-03-04"],
  ["2021年3月4日下午10:31", "2021-03-04"],
  ["1400/12/13", "2022-03-04"],
  ["29 Feb 2024", "2024-02-29"],
  ["Feb 29", "--02-29"],
  ["Agust 4, 2021", "2021-08-04"],
  ["4 septembr 2021", "2021-09-04"],
  // misprints in many languages
  ["6 febbrraio 2023", "2023-02-06"],
  ["6 Feburar 2023", "2023-02-06"],
  ["6 de setiembro de 2023", "2023-09-06"],
  ["6 sepetmber 2023", "2023-09-06"],
  ["6 февряля 2023", "2023-02-06"],
  ["6 فبرابر 2023", "2023-02-06"],
  // other calendars and ways to count years
  ["1444/07/15", "2023-02-06"],
  ["15/07/1444", "2023-02-06"],
  ["15 Rajab 1444", "2023-02-06"],
  ["15 Rajab 1444 AH", "2023-02-06"],
  ["١٥ رجب ١٤٤٤ هـ", "2023-02-06"],
  ["1 Shaʻban 1444", "2023-02-21", "2023-02-22"],
  ["1 Sha'ban 1444", "2023-02-21", "2023-02-22"],
  ["1 Shaban 1444", "2023-02-21", "2023-02-22"],
  ["10 Dhu al-Hijjah 1444", "2023-06-28", "2023-06-29"],
  ["10 Dhuʻl-Hijjah 1444", "2023-06-28", "2023-06-29"],
  ["1 Ramadan 1445", "2024-03-11"],
  ["10 Muharram 1440", "2018-09-20", "2018-09-21"],
  ["29 ጥር 2015", "2023-02-06"],
  ["Tir 29, 2015", "2023-02-06"],
  ["15 Shevat 5783", "2023-02-06"],
  ["15 בשבט 5783", "2023-02-06"],
  ["7 Adar II 5782", "2022-03-10"],
  ["9 Adar I 5782", "2022-02-10"],
  ["17 بهمن ۱۴۰۱", "2023-02-06"],
  ["令和5年2月6日", "2023-02-06"],
  ["令和五年二月六日", "2023-02-06"],
  ["令和元年5月1日", "2019-05-01"],
  ["平成30年2月6日", "2018-02-06"],
  ["R5.2.6", "2023-02-06"],
  ["H30/2/6", "2018-02-06"],
  ["February 6, 5 Reiwa", "2023-02-06"],
  ["民國112年2月6日", "2023-02-06"],
  ["中華民國112年2月6日", "2023-02-06"],
  ["二〇二三年二月六日", "2023-02-06"],
  ["二零二三年十二月二十八日", "2023-12-28"],
  ["二月六日", "--02-06"],
  ["6 กุมภาพันธ์ 2566", "2023-02-06"],
  // day and month either way round, and other open readings
  ["03/04/2021", "2021-03-04", "2021-04-03"],
  ["03-04-2021", "2021-03-04", "2021-04-03"],
  ["3 / 4 / 21", "2021-03-04", "2021-04-03"],
  ["04/04/2021", "2021-04-04"],
  ["03.04.2021", "2021-04-03"],
  ["4 listopada 2021", "2021-10-04", "2021-11-04"],
  ["22/03/04", "2004-03-22", "2022-03-04"],
  ["22. 3. 14.", "2014-03-22", "2022-03-14"],
  ["Feb 6, 2023, edited Feb 7, 2023", "2023-02-06", "2023-02-07"],
];

/** What is printed, and the first and the last of the days it may mean, all between included. */
const RANGES: readonly (readonly [printed: string, first: string, last: string, count: number])[] =
  [
    ["6–8 February 2023", "2023-02-06", "2023-02-08", 3],
    ["6 to 8 Feb 2023", "2023-02-06", "2023-02-08", 3],
    ["Feb. 6-8, 2023", "2023-02-06", "2023-02-08", 3],
    ["between 6 and 8 February", "--02-06", "--02-08", 3],
    ["30 January – 2 February 2023", "2023-01-30", "2023-02-02", 4],
    ["30 December – 2 January 2023", "2022-12-30", "2023-01-02", 4],
    ["30 December 2022 – 2 January", "2022-12-30", "2023-01-02", 4],
    ["Dec 30 to Jan 2", "--12-30", "--01-02", 4],
    ["from Monday, 6 February to Wednesday, 8 February 2023", "2023-02-06", "2023-02-08", 3],
    ["Feb 28 - Mar 2, 2023", "2023-02-28", "2023-03-02", 3],
    ["Feb 28-Mar 2, 2023", "2023-02-28", "2023-03-02", 3],
    ["the 6th to the 8th of February 2023", "2023-02-06", "2023-02-08", 3],
    ["du 6 au 8 février 2023", "2023-02-06", "2023-02-08", 3],
    ["entre le 6 et le 8 février 2023", "2023-02-06", "2023-02-08", 3],
    ["du 30 janvier au 2 février 2023", "2023-01-30", "2023-02-02", 4],
    ["6.–8. Februar 2023", "2023-02-06", "2023-02-08", 3],
    ["6. bis 8. Februar 2023", "2023-02-06", "2023-02-08", 3],
    ["del 6 al 8 de febrero de 2023", "2023-02-06", "2023-02-08", 3],
    ["dal 6 all’8 febbraio 2023", "2023-02-06", "2023-02-08", 3],
    ["с 6 по 8 февраля 2023", "2023-02-06", "2023-02-08", 3],
    ["من 6 إلى 8 فبراير 2023", "2023-02-06", "2023-02-08", 3],
    ["2023年2月6日〜8日", "2023-02-06", "2023-02-08", 3],
    ["2023年2月6日から8日", "2023-02-06", "2023-02-08", 3],
    ["2023년 2월 6일~8일", "2023-02-06", "2023-02-08", 3],
    ["6.-8.2.2023", "2023-02-06", "2023-02-08", 3],
    ["2023-02-06 – 2023-02-08", "2023-02-06", "2023-02-08", 3],
    ["1–31 March 2023", "2023-03-01", "2023-03-31", 31],
  ];

const UNREADABLE: readonly string[] = [
  "",
  "   ",
  "no date",
  "March 2021",
  "2021",
  "March",
  "31 April 2021",
  "Feb 29, 2023",
  "29/02/2023",
  "6 February to 8 April 2023",
  "0 March 2021",
  "2021-13-01",
  "2021-00-10",
  "13/13/2021",
  "6 የካቲት 2023",
  "17 بهمن",
  "10:31 PM",
  "12 retweets",
  `4 March 2021${" ".repeat(500)}x`,
];

const RELATIVE: readonly string[] = [
  "3h",
  "· 2d",
  "45 min",
  "3 hours ago",
  "yesterday",
  "Just now",
  "il y a 2 jours",
  "hier",
  "hace 3 horas",
  "vor 5 Minuten",
  "3時間前",
  "3시간 전",
  "قبل 3 ساعات",
  "3 saat önce",
];

describe("a printed date", () => {
  it.each(READ)("%j is read", (printed, ...readings) => {
    expect(readPrintedDate(printed)).toMatchObject({
      status: readings.length > 1 ? "ambiguous" : "read",
      readings,
    });
  });

  it.each(RANGES)("%j is every day from %s to %s", (printed, first, last, count) => {
    const { status, readings } = readPrintedDate(printed);
    expect({ status, count: readings.length, first: readings[0], last: readings.at(-1) }).toEqual({
      status: "range",
      count,
      first,
      last,
    });
  });

  it.each([
    ["6 and 8 February 2023", "2023-02-06", "2023-02-08"],
    ["6 et 8 février 2023", "2023-02-06", "2023-02-08"],
    ["6/7 February 2023", "2023-02-06", "2023-02-07"],
  ])("%j is one of two days", (printed, ...readings) => {
    expect(readPrintedDate(printed)).toMatchObject({ status: "ambiguous", readings });
  });

  it.each([
    ["10:31 PM – Feb 6, 2023", "2023-02-06"],
    ["Feb 6, 2023 – 12 retweets", "2023-02-06"],
    ["6 - February - 2023", "2023-02-06"],
    ["2023-02-06", "2023-02-06"],
    ["06.02.2023 - 10:31", "2023-02-06"],
    ["6–8 pm, 4 March 2021", "2021-03-04"],
  ])("%j is no range", (printed, day) => {
    expect(readPrintedDate(printed)).toMatchObject({ status: "read", readings: [day] });
  });

  it.each(UNREADABLE)("%j is unreadable", (printed) => {
    expect(readPrintedDate(printed)).toMatchObject({ status: "unreadable", readings: [] });
  });

  it.each(RELATIVE)("%j is relative", (printed) => {
    expect(readPrintedDate(printed)).toMatchObject({ status: "relative", readings: [] });
  });

  it("takes the article's language where one name is two months", () => {
    expect(readPrintedDate("4 listopada 2021", { lang: "pl" }).readings).toEqual(["2021-11-04"]);
    expect(readPrintedDate("4 listopada 2021", { lang: "hr-HR" }).readings).toEqual(["2021-10-04"]);
    expect(readPrintedDate("4 listopada 2021", { lang: "no tag" }).readings).toHaveLength(2);
  });
});

describe("days of other calendars", () => {
  it.each(["persian", "islamic-umalqura", "islamic-civil", "ethiopic", "hebrew"])(
    "as English prints those of %s are read as themselves",
    (calendar) => {
      const format = new Intl.DateTimeFormat("en", {
        dateStyle: "long",
        calendar,
        timeZone: "UTC",
      });
      for (let n = 0; n < 300; n += 1) {
        const day = new Date(Date.UTC(2011, 0, 1 + n * 17));
        expect(readPrintedDate(format.format(day)).readings).toContain(
          day.toISOString().slice(0, 10),
        );
      }
    },
  );
});

describe("a printed time of day", () => {
  it.each([
    ["10:31 PM · Mar 4, 2021", 22, 31, null],
    ["12:05 a.m., March 4, 2021", 0, 5, null],
    ["12:05 p. m. · 4 mar. 2021", 12, 5, null],
    ["4 mars 2021, 22 h 31", 22, 31, null],
    ["10.31 pm on March 4, 2021", 22, 31, null],
    ["kl. 22.31, 4. mars 2021", 22, 31, null],
    ["上午9:05 · 2021年3月4日", 9, 5, null],
    ["오후 12:05 · 2021년 3월 4일", 12, 5, null],
    ["2021-03-04T22:31:00Z", 22, 31, 0],
    ["2021-03-04T22:31:00.000+0100", 22, 31, 60],
    ["2021-03-04 22:31 UTC", 22, 31, 0],
    ["22:31 GMT-3, 4 March 2021", 22, 31, -180],
    ["10:31 PM - 4 Mar 2021", 22, 31, null],
  ])("in %j is read", (printed, hour, minute, offsetMinutes) => {
    const read = readPrintedDate(printed);
    expect(read.readings).toEqual(["2021-03-04"]);
    expect(read).toMatchObject({ clock: { hour, minute }, offsetMinutes });
  });

  it.each([
    ["beside a word that may name a part of the day", "4 March 2021 9:31 zzz"],
    ["printed twice", "4 March 2021, 9:31 to 10:45"],
    ["without minutes", "4 March 2021, 10 pm"],
  ])("%s is left open", (_, printed) => {
    expect(readPrintedDate(printed)).toMatchObject({ readings: ["2021-03-04"], clock: null });
  });
});

describe("dates written by Intl", () => {
  const anyDay = fc.date({
    min: new Date("2006-03-21T00:00:00Z"),
    max: new Date("2035-12-31T00:00:00Z"),
    noInvalidDate: true,
  });

  it.each(["long", "medium", "full"] as const)(
    "in %s form in every known language are read as themselves, or not at all",
    (dateStyle) => {
      fc.assert(
        fc.property(fc.constantFrom(...namedLocales()), anyDay, (locale, day) => {
          const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" });
          const { readings } = readPrintedDate(format.format(day));
          const iso = day.toISOString().slice(0, 10);
          if (readings.length > 0) expect(readings).toContain(iso);
        }),
        { numRuns: 1_500 },
      );
    },
  );

  it.each([
    "en",
    "en-GB",
    "fr",
    "fr-CA",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "ru",
    "ar",
    "ja",
    "zh",
    "hi",
  ])("in %s are read", (locale) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
    for (let month = 0; month < 12; month += 1) {
      const day = new Date(Date.UTC(2022, month, 9 + month));
      expect(readPrintedDate(format.format(day)).readings).toEqual([
        day.toISOString().slice(0, 10),
      ]);
    }
  });
});

describe("any text", () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 10 }),
    fc.constantFrom(
      "Feb",
      "6",
      "2023",
      "février",
      "10:31",
      "PM",
      "/",
      ".",
      "年",
      "月",
      "日",
      "+0100",
      " ",
    ),
  );

  it("gets an answer without an error, and only days that exist", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const read = readPrintedDate(parts.join(""));
        for (const reading of read.readings) {
          const full = reading.startsWith("--") ? `2024${reading.slice(1)}` : reading;
          expect(new Date(`${full}T00:00:00Z`).toISOString()).toContain(full);
        }
        expect(read.readings.length > 1).toBe(read.status === "ambiguous");
      }),
    );
  });
});
