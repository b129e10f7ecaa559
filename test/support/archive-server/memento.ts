import { surtKey } from "../../../src/archives/surt.js";
import { fromTimestamp } from "../../../src/archives/timestamp.js";
import type { Held, Holdings } from "./holdings.js";

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

export const httpDate = (held: Held): string =>
  new Date(fromTimestamp(held.timestamp) ?? 0).toUTCString();

export const capturesOf = (holdings: Holdings, url: string): Held[] => [
  ...holdings.under(surtKey(url), true),
];

export function nearest(captures: readonly Held[], digits: string): Held | undefined {
  const at = Date.parse(fromTimestamp(digits) ?? "");
  const distance = (held: Held) => Math.abs(Date.parse(fromTimestamp(held.timestamp) ?? "") - at);
  return [...captures].sort((a, b) => distance(a) - distance(b))[0];
}

/** The `Link` header of a capture: original, TimeMap, TimeGate, first, last and neighbours. */
export function linksOf(held: Held, captures: readonly Held[], base: string): string {
  const at = captures.indexOf(held);
  const named: [string, Held | undefined][] = [
    ["first memento", captures[0]],
    ["prev memento", captures[at - 1]],
    ["memento", held],
    ["next memento", captures[at + 1]],
    ["last memento", captures.at(-1)],
  ];
  const parts = [
    `<${held.url}>; rel="original"`,
    `<${base}/timemap/link/${held.url}>; rel="timemap"; type="application/link-format"`,
    `<${base}/${held.url}>; rel="timegate"`,
  ];
  for (const [rel, one] of named) {
    if (one)
      parts.push(
        `<${base}/${one.timestamp}/${one.url}>; rel="${rel}"; datetime="${httpDate(one)}"`,
      );
  }
  return parts.join(", ");
}

/** Mementos of one page of a TimeMap. */
const PAGE = 1_000;

type Format = "link" | "json" | "cdxj";

const WRITERS: Record<
  Format,
  (
    url: string,
    page: readonly Held[],
    base: string,
    next: string | null,
  ) => { type: string; body: string }
> = {
  link(url, page, base, next) {
    const entries = page.map(
      (one) => `<${base}/${one.timestamp}/${one.url}>; rel="memento"; datetime="${httpDate(one)}"`,
    );
    const further = next ? [`<${next}>; rel="timemap"; type="application/link-format"`] : [];
    const lines = [`<${url}>; rel="original"`, ...entries, ...further];
    return { type: "application/link-format", body: `${lines.join(",\n")}\n` };
  },
  json(url, page, base, next) {
    const list = page.map((one) => ({
      datetime: fromTimestamp(one.timestamp),
      uri: `${base}/${one.timestamp}/${one.url}`,
    }));
    const further = next ? { pages: { next: { uri: next } } } : {};
    return {
      type: "application/json",
      body: JSON.stringify({ original_uri: url, mementos: { list }, ...further }),
    };
  },
  cdxj(url, page, base) {
    const lines = page.map(
      (one) =>
        `${one.timestamp} ${JSON.stringify({ uri: `${base}/${one.timestamp}/${one.url}`, rel: "memento", datetime: httpDate(one) })}`,
    );
    const meta = `!context ["https://example.org/timemap"]\n!id {"uri":"${base}/timemap/cdxj/${url}"}\n!keys ["memento_datetime_YYYYMMDDhhmmss"]\n!meta {"original_uri":"${url}"}`;
    return { type: "application/cdxj+ors", body: `${meta}\n${lines.join("\n")}\n` };
  },
};

/** A TimeMap, a page of it where it is long; 404 when nothing is held. */
export function timeMap(holdings: Holdings, format: Format, asked: string, base: string): Reply {
  const [, number = "1", url = asked] = /^page(\d+)\/(.*)$/s.exec(asked) ?? [];
  const captures = capturesOf(holdings, url);
  const at = (Number(number) - 1) * PAGE;
  const page = captures.slice(at, at + PAGE);
  if (page.length === 0) return { status: 404, headers: {}, body: "no TimeMap" };
  const isMore = captures.length > at + PAGE;
  const next = isMore ? `${base}/timemap/${format}/page${Number(number) + 1}/${url}` : null;
  const { type, body } = WRITERS[format](url, page, base, next);
  return { status: 200, headers: { "content-type": type }, body };
}

/** A TimeGate: leads to the capture nearest to `Accept-Datetime`, to the newest without it. */
export function timeGate(
  holdings: Holdings,
  url: string,
  accept: string | undefined,
  base: string,
): Reply {
  const captures = capturesOf(holdings, url);
  if (accept !== undefined && Number.isNaN(Date.parse(accept))) {
    return { status: 400, headers: {}, body: "bad Accept-Datetime" };
  }
  const digits = accept && new Date(accept).toISOString().replace(/\D/g, "").slice(0, 14);
  const held = digits ? nearest(captures, digits) : captures.at(-1);
  if (!held) return { status: 404, headers: {}, body: "no captures" };
  const headers = {
    location: `${base}/${held.timestamp}/${held.url}`,
    vary: "accept-datetime",
    link: `<${held.url}>; rel="original", <${base}/timemap/link/${held.url}>; rel="timemap"`,
  };
  return { status: 302, headers, body: "" };
}
