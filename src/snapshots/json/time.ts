const MONTHS: readonly string[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "Wed Jan 10 20:11:31 +0000 2017": Twitter's API 1.0 and 1.1. */
const RUBY_TIME =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$/;
/** "Tue, 17 May 2011 21:00:00 +0000": RFC 2822, Twitter's search API to 2013. */
const MAIL_TIME =
  /^[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|GMT)$/;
/** RFC 3339 with its zone; without one the moment is not known. */
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})$/;

function offsetMinutes(zone: string): number {
  if (/^(Z|GMT)$/i.test(zone)) return 0;
  const digits = zone.replace(/\D/g, "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return zone.startsWith("-") ? -minutes : minutes;
}

/** ISO 8601 UTC, or null when a part is out of its range (31 February, 25 o'clock). */
function moment(
  [year, month, day, hour, minute, second, ms]: readonly number[],
  zone: string,
): string | null {
  const date = new Date(
    Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0, ms ?? 0),
  );
  const written =
    date.getUTCMonth() + 1 === month && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!written || date.getUTCMinutes() !== minute) return null;
  return new Date(date.getTime() - offsetMinutes(zone) * 60_000).toISOString();
}

function monthNumber(name = ""): number {
  return MONTHS.indexOf(name) + 1;
}

/** A time as APIs write it (three forms, all with their zone), as ISO 8601 UTC; null for others. */
export function apiTime(written: string): string | null {
  const ruby = RUBY_TIME.exec(written);
  if (ruby) {
    const [, month, day, hour, minute, second, zone = "", year] = ruby;
    return moment([year, monthNumber(month), day, hour, minute, second].map(Number), zone);
  }
  const mail = MAIL_TIME.exec(written);
  if (mail) {
    const [, day, month, year, hour, minute, second, zone = ""] = mail;
    return moment([year, monthNumber(month), day, hour, minute, second].map(Number), zone);
  }
  const iso = ISO_TIME.exec(written);
  if (!iso) return null;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", zone = ""] = iso;
  const ms = fraction.padEnd(3, "0").slice(0, 3);
  return moment([year, month, day, hour, minute, second, ms].map(Number), zone);
}
