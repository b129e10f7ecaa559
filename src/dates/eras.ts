/** Eras that years are counted in, and the year before their first. */
const ERA_BEGINS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  reiwa: 2018,
  heisei: 1988,
  民國: 1911,
  民国: 1911,
  minguo: 1911,
  r: 2018,
  h: 1988,
};

const NAMES = "令和|平成|民國|民国|reiwa|heisei|minguo";
/** `令和5年`, `令和元年`, `民國112/2/6`, `R5/2/6`. */
const ERA_FIRST = new RegExp(
  `(?:中華)?(${NAMES}) ?(\\d{1,3}|元)(?!\\d)|(?<![\\p{L}\\d])([rh])(\\d{1,2})(?=[./-]\\d)`,
  "gu",
);
/** `February 6, 5 Reiwa`, as Intl writes it in English. */
const ERA_LAST = /(?<!\d)(\d{1,3}) (reiwa|heisei|minguo)(?!\p{L})/gu;

const HAN_DIGITS = "〇一二三四五六七八九";
/** `二〇二三年`, `十二月`, `二十八日`: numbers in words only where a date's own sign follows. */
const HAN_NUMBER = /[〇零○一二三四五六七八九十廿卅]{1,4}(?= ?[年月日號号])/gu;

/** The folded text with years of eras as years of ours, and Han numbers of dates as digits. */
export function plainYears(text: string): string {
  if (!/[\u3007\u4e00-\u9fff]|[rh]\d|reiwa|heisei|minguo/u.test(text)) return text;
  return text
    .replace(HAN_NUMBER, hanNumber)
    .replace(ERA_FIRST, (written, name?: string, count?: string, letter?: string, of?: string) =>
      yearIn(name ?? letter ?? "", count ?? of ?? "", written),
    )
    .replace(ERA_LAST, (written, count: string, name: string) => yearIn(name, count, written));
}

function yearIn(era: string, count: string, written: string): string {
  const begins = ERA_BEGINS[era];
  const number = count === "元" ? 1 : Number(count);
  return begins === undefined || number < 1 ? written : String(begins + number);
}

/** Digit by digit (`二〇二三`), or counted in tens (`二十八`); as it is where it is neither. */
function hanNumber(written: string): string {
  const plain = written.replace(/[零○]/g, "〇").replace("廿", "二十").replace("卅", "三十");
  if (!plain.includes("十")) return Array.from(plain, (sign) => HAN_DIGITS.indexOf(sign)).join("");
  const [tens = "", ones = "", ...more] = plain.split("十");
  if (more.length > 0 || tens.length > 1 || ones.length > 1) return written;
  const ten = tens === "" ? 1 : HAN_DIGITS.indexOf(tens);
  return String(ten * 10 + (ones === "" ? 0 : HAN_DIGITS.indexOf(ones)));
}
