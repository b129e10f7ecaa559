import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import { CONTEXT } from "../support/archive-files.js";
import { openAt } from "../support/archive-server/in-test.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { type Answer, startStandIn } from "../support/stand-in.js";

const POST = inventPost({ text: "The tram depot opens its gates on the first Sunday of May." });
const uriR = permalinkOf(POST);
const EXACT = { kind: "exact", uriR } as const;
const KEY = `com,twitter)/${POST.handle}/status/${POST.id}`;
const LINES = 90_000;

/** Times a second apart from the day of the post on. */
const times = Array.from({ length: LINES }, (_, n) => new Date(Date.parse(POST.at) + n * 1_000));
const digits = times.map((at) => at.toISOString().replace(/\D/g, "").slice(0, 14));
const digest = "A".repeat(32);

/** Lists of servers that heed no limit. */
const LISTS: Record<string, { list: (origin: string) => string; most: number }> = {
  wayback: {
    list: () =>
      digits.map((time) => `${KEY} ${time} ${uriR} text/html 200 ${digest} 900\n`).join(""),
    most: 5_003,
  },
  pywb: {
    list: () =>
      digits
        .map(
          (time) =>
            `${KEY} ${time} ${JSON.stringify({ url: uriR, mime: "text/html", status: "200" })}\n`,
        )
        .join(""),
    most: 3_001,
  },
  memento: {
    list: (origin) =>
      times
        .map(
          (at, n) =>
            `<${origin}/${digits[n]}/${uriR}>; rel="memento"; datetime="${at.toUTCString()}",\n`,
        )
        .join(""),
    most: 5_000,
  },
};

async function archiveWith(kind: string, how: (list: string) => Answer) {
  const standIn = await startStandIn();
  const body = LISTS[kind]!.list(standIn.origin);
  const isList = /^\/(cdx|timemap)/;
  const never = { status: 404, body: "The Wayback Machine has not archived that URL." };
  standIn.on((url) => (isList.test(url.pathname) ? how(body) : never));
  return openAt(`${kind}+${standIn.origin}`);
}

describe.each(Object.keys(LISTS))("a list of 90,000 lines in an archive of kind %s", (kind) => {
  it("is read as far as its bound, and what is read is used", async () => {
    const archive = await archiveWith(kind, (body) => ({ body }));
    const { captures, truncated, problems } = await archive.find(EXACT, CONTEXT);
    expect([captures.length, truncated, problems]).toEqual([LISTS[kind]!.most, true, []]);
    expect(captures.at(-1)?.uriR).toBe(uriR);
  });

  it("is no longer when it comes packed", async () => {
    const archive = await archiveWith(kind, (body) => ({
      body: gzipSync(body),
      headers: { "content-encoding": "gzip" },
    }));
    const { captures, truncated } = await archive.find(EXACT, CONTEXT);
    expect([captures.length, truncated]).toEqual([LISTS[kind]!.most, true]);
  });

  it("is told in the account of the search, and leaves it open", async () => {
    const archive = await archiveWith(kind, (body) => ({ body }));
    const quote = { url: uriR, author: { handle: POST.handle }, text: POST.text };
    const verdict = await createEngine({ archives: [archive] }).check(quote, { id: "vd_1" });
    expect(verdict.outcome).toBe("inconclusive");
    const [{ problems } = { problems: [] }] = verdict.search;
    expect(problems.join("\n")).toMatch(
      new RegExp(
        `the list is longer than is read; read were its first ${LISTS[kind]!.most} captures`,
      ),
    );
  });
});

it("a list that ends with the last line that is read is whole", async () => {
  const archive = await archiveWith("wayback", (body) => ({
    body: body.split("\n").slice(0, 5_003).join("\n").concat("\n"),
  }));
  const { captures, truncated } = await archive.find(EXACT, CONTEXT);
  expect([captures.length, truncated]).toEqual([5_003, false]);
});

/** Rows of a list that is as long as was asked for. */
const rowsOf = (count: number) =>
  digits.slice(0, count).map((time) => [KEY, time, uriR, "text/html", "200", digest, "900"]);
const COLUMNS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];
const inJson = (rows: readonly string[][]) =>
  `[${rows.map((row) => JSON.stringify(row)).join(",\n")}]\n`;
const inText = (rows: readonly string[][]) => rows.map((row) => `${row.join(" ")}\n`).join("");

it.each([
  ["text", inText([...rowsOf(5_000), [], ["key"]])],
  ["text that names its columns", ` CDX N b a m s k S\n${inText([...rowsOf(5_000), [], ["key"]])}`],
  ["JSON", inJson([COLUMNS, ...rowsOf(5_000), [], ["key"]])],
])("a full page of an index in %s is whole, and its key leads on", async (_, body) => {
  const standIn = await startStandIn();
  standIn.on((url) => ({ body: url.searchParams.has("resumeKey") ? "" : body }));
  const list = await (await openAt(`wayback+${standIn.origin}`)).find(EXACT, CONTEXT);
  expect([list.captures.length, list.truncated, list.problems]).toEqual([5_000, false, []]);
  expect(standIn.requests).toHaveLength(2);
});

it("a full list of columns in JSON is read", async () => {
  const standIn = await startStandIn();
  standIn.on(() => ({ body: inJson([COLUMNS, ...rowsOf(3_000)]) }));
  const list = await (await openAt(`pywb+${standIn.origin}`)).find(EXACT, CONTEXT);
  expect([list.captures.length, list.truncated]).toEqual([3_000, true]);
});

it.each(["memento", "memgator"])(
  "a TimeMap of more captures than are listed says so (%s), in however few lines",
  async (kind) => {
    const standIn = await startStandIn();
    const mementos = times.slice(0, 6_000).map((at, n) => ({
      uri: `${standIn.origin}/${digits[n]}/${uriR}`,
      datetime: at.toUTCString(),
    }));
    const links = mementos.map(
      ({ uri, datetime }) => `<${uri}>; rel="memento"; datetime="${datetime}"`,
    );
    const json = { original_uri: uriR, mementos: { list: mementos } };
    const body = kind === "memento" ? links.join(",\n") : JSON.stringify(json, null, 2);
    standIn.on(() => ({ body }));
    const list = await (await openAt(`${kind}+${standIn.origin}`)).find(EXACT, CONTEXT);
    expect([list.captures.length, list.truncated, list.problems]).toEqual([5_000, true, []]);
  },
);
