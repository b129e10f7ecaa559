import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { cdxAnswer, cdxjAnswer } from "./cdx.js";
import { type Fault, sendFault } from "./faults.js";
import type { Held, Holdings } from "./holdings.js";
import {
  capturesOf,
  httpDate,
  linksOf,
  nearest,
  type Reply,
  timeGate,
  timeMap,
} from "./memento.js";

/** One request as it came. */
interface Asked {
  /** Of the index (CDX, TimeMap) or of the replay. */
  lane: "index" | "replay";
  path: string;
  /** ms since 1970. */
  at: number;
  headers: IncomingMessage["headers"];
}

export interface ArchiveServer {
  origin: string;
  asked: Asked[];
  /** The next `times` requests that fit are answered so; without `times`, all of them. */
  misbehave(fault: Fault, options?: { lane?: Asked["lane"]; times?: number }): void;
  behave(): void;
  /** Addresses that contain this are withheld. */
  exclude(part: string): void;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Most lines of one CDX answer. */
  mostLines?: number;
  /** Adds `ETag` to answers of the index and honours `If-None-Match`. */
  etags?: boolean;
  /** Changes what the index says of a capture: to make it stale, or lie. */
  tells?: (held: Held) => Held | null;
  /** Years by which its clock is wrong, in what it says of a capture that it hands over. */
  clockYears?: number;
}

const EXCLUDED = "<html><p>This URL has been excluded from the Wayback Machine.</p></html>";
const NEVER = "<html><p>The Wayback Machine has not archived that URL.</p></html>";
const HTML = { "content-type": "text/html; charset=utf-8" };

/** `/web/20230206101112id_/https://…`, and the same below any pywb or Memento base. */
const REPLAY = /^(.*)\/(\d{1,14})([a-z]{2}_)?\/(https?:\/?\/?.*)$/s;

function datedBy(years: number, held: Held): string {
  const date = new Date(httpDate(held));
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toUTCString();
}

async function replayed(
  holdings: Holdings,
  path: string,
  origin: string,
  clockYears = 0,
): Promise<Reply | null> {
  const [, base = "", time = "", flag = "", url = ""] = REPLAY.exec(path) ?? [];
  if (url === "") return null;
  const captures = capturesOf(holdings, url);
  const exact = captures.filter(({ timestamp }) => timestamp === time);
  const held = exact.find((one) => one.url === url) ?? exact[0];
  if (!held) {
    const other = nearest(captures, time);
    if (!other) return { status: 404, headers: HTML, body: NEVER };
    const reason = `found capture at ${other.timestamp}`;
    const location = `${origin}${base}/${other.timestamp}${flag}/${other.url}`;
    return { status: 302, headers: { location, "x-archive-redirect-reason": reason }, body: "" };
  }
  const played = await holdings.play(held).catch(() => null);
  if (!played) {
    const headers = { ...HTML, "x-archive-wayback-runtime-error": "ResourceNotAvailableException" };
    return { status: 404, headers, body: "the capture cannot be played" };
  }
  const archived = Object.entries(played.headers).map(
    ([name, value]) => [`x-archive-orig-${name}`, value] as const,
  );
  const { location, ...own } = played.headers;
  const leads = location && { location: `${origin}${base}/${held.timestamp}${flag}/${location}` };
  return {
    status: played.status,
    headers: {
      ...Object.fromEntries(archived),
      ...own,
      ...leads,
      "memento-datetime": datedBy(clockYears, held),
      link: linksOf(held, captures, `${origin}${base}`),
    },
    body: played.body,
  };
}

/** Serves holdings as the Wayback Machine, pywb and Memento archives do (facts: archives 1–4). */
export async function startArchiveServer(
  holdings: Holdings,
  options: ServerOptions = {},
): Promise<ArchiveServer> {
  const faults: { fault: Fault; lane?: Asked["lane"]; left: number }[] = [];
  const excluded: string[] = [];
  const told: Holdings = {
    under: (key, exact) =>
      [...holdings.under(key, exact)].flatMap(
        (one) => options.tells?.(one) ?? (options.tells ? [] : [one]),
      ),
    play: holdings.play,
  };

  async function answer(
    url: URL,
    path: string,
    headers: IncomingMessage["headers"],
  ): Promise<Reply> {
    if (excluded.some((part) => path.includes(part)))
      return { status: 403, headers: HTML, body: EXCLUDED };
    if (url.pathname === "/cdx/search/cdx") {
      const body = cdxAnswer(told, url.searchParams, options.mostLines);
      return body === null
        ? { status: 400, headers: {}, body: "url parameter is required" }
        : { status: 200, headers: { "content-type": "text/plain" }, body };
    }
    if (url.pathname.endsWith("/cdx") || url.pathname.endsWith("-index")) {
      const body = cdxjAnswer(told, url.searchParams);
      const none = JSON.stringify({
        message: `No Captures found for: ${url.searchParams.get("url")}`,
      });
      return body === null
        ? { status: 404, headers: {}, body: none }
        : { status: 200, headers: { "content-type": "text/x-cdxj" }, body };
    }
    const [, base = "", verb, format, asked = ""] =
      /^(.*?)\/(?:(timemap)\/(link|json|cdxj)|timegate)\/(.*)$/s.exec(path) ?? [];
    if (verb && (format === "link" || format === "json" || format === "cdxj")) {
      return timeMap(holdings, format, asked, server.origin + base);
    }
    if (asked !== "") {
      return timeGate(holdings, asked, headers["accept-datetime"] as string, server.origin + base);
    }
    const played = await replayed(holdings, path, server.origin, options.clockYears);
    return played ?? { status: 404, headers: {}, body: "nothing here" };
  }

  const http = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const url = new URL(path, server.origin);
    const isIndex = /cdx|-index|\/timemap\//.test(url.pathname.split("http")[0] ?? "");
    const asked: Asked = {
      lane: isIndex ? "index" : "replay",
      path,
      at: Date.now(),
      headers: request.headers,
    };
    server.asked.push(asked);
    const reply = await answer(url, path, request.headers);
    const order = faults.find(({ lane, left }) => left > 0 && (!lane || lane === asked.lane));
    if (order) {
      order.left -= 1;
      sendFault(response, order.fault, reply, path);
      return;
    }
    const body = Buffer.from(reply.body);
    if (options.etags && isIndex && reply.status === 200) {
      const etag = `"${body.length}-${body.subarray(0, 64).toString("hex").slice(-16)}"`;
      reply.headers.etag = etag;
      if (request.headers["if-none-match"] === etag) {
        response.writeHead(304, reply.headers).end();
        return;
      }
    }
    response.writeHead(reply.status, { ...reply.headers, "content-length": body.length }).end(body);
  });
  const server: ArchiveServer = {
    origin: "",
    asked: [],
    misbehave: (fault, { lane, times = Number.POSITIVE_INFINITY } = {}) =>
      void faults.push({ fault, ...(lane && { lane }), left: times }),
    behave: () => void faults.splice(0),
    exclude: (part) => void excluded.push(part),
    async close() {
      http.closeAllConnections();
      await new Promise((done) => http.close(done));
    },
  };
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  server.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
