import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { parseIndexLines } from "../../src/archives/cdxj.js";
import { knownArchives } from "../../src/archives/known.js";
import { openArchives } from "../../src/archives/open.js";
import type { Archive, AskContext, CaptureRef } from "../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { readJson, readJsonLines, sharedFolder } from "../support/shared.js";
import { recordedAnswer, startStandIn } from "../support/stand-in.js";

/*
 * Every file of the shared archives, held against the client that reads its kind: what comes of it,
 * in one word or a count. A file of a new name falls under a row, or the test names it.
 */

const FOLDER = sharedFolder("archives") ?? "";
const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const work = mkdtempSync(path.join(tmpdir(), "quotary-every-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const at = (file: string) => path.join(FOLDER, file);

async function open(where: string): Promise<Archive> {
  const limits = { perMinute: { index: null, replay: null }, concurrency: 1, retryPausesMs: [] };
  const [archive] = await openArchives([where], { limits, gate: createGate(createMemoryBook()) });
  onTestFinished(() => archive!.close());
  return archive!;
}

/** The documented end of a question: a count, an outcome, or "unreadable". */
async function endOf(question: Promise<unknown>): Promise<string> {
  return await question.then(String, (error: { outcome?: string; name: string }) => {
    return error.outcome ?? (error.name === "CaptureUnreadableError" ? "unreadable" : error.name);
  });
}

const isSome = (count: number) => (count > 0 ? "some" : "none");

/** Plays an answer back, whatever is asked. */
async function played(file: string, kind: string) {
  const standIn = await startStandIn();
  const { answer, path: asked } = recordedAnswer(at(file), standIn.origin);
  const isReplay = /^\/web\/\d/.test(asked);
  standIn.on((url) => (!isReplay || asked === url.pathname + url.search ? answer : null));
  return { archive: await open(`${kind}+${standIn.origin}`), asked, standIn };
}

const listed = async (file: string, kind = "wayback") => {
  const { archive } = await played(file, kind);
  const query = { kind: "exact", uriR: "https://asked.example/" } as const;
  return await endOf(archive.find(query, CONTEXT).then(({ captures }) => isSome(captures.length)));
};

async function replayed(file: string): Promise<string> {
  const { archive, asked } = await played(file, "wayback");
  const [, time = "", uriR = ""] = /^\/web\/(\d{14})[a-z_]*\/(.*)$/.exec(asked) ?? [];
  const digits = time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z");
  const ref: CaptureRef = {
    archive: "w",
    uriR,
    uriM: asked,
    capturedAt: digits,
    status: null,
    mime: null,
    digest: null,
  };
  return await endOf(archive.read(ref, CONTEXT).then(({ capture }) => capture.status));
}

async function ofFile(file: string): Promise<string> {
  return await endOf(
    open(at(file)).then(async (archive) => {
      const list = await archive.listAll!(CONTEXT);
      return isSome(list.captures.length);
    }),
  );
}

/** An index is read, and where its WARC file is at hand, so are the captures it places. */
async function ofIndex(file: string): Promise<string> {
  const lines = [...parseIndexLines(readFileSync(at(file), "utf8"), () => {})];
  const here = mkdtempSync(path.join(work, "index-"));
  cpSync(at(file), path.join(here, path.basename(file)));
  for (const name of new Set(lines.map(({ filename }) => filename))) {
    for (const prefix of ["pywb-", "iipc-"]) {
      try {
        cpSync(at(`warc/${prefix}${name}`), path.join(here, path.basename(name)));
      } catch {
        // Not every index has its file here.
      }
    }
  }
  const archive = await open(path.join(here, path.basename(file)));
  const counts = { read: 0, lost: 0 };
  for (const { url } of lines) {
    const list = await archive.find({ kind: "exact", uriR: url }, CONTEXT).catch(() => null);
    for (const ref of list?.captures.slice(0, 1) ?? []) {
      const got = await archive.read(ref, CONTEXT).catch(() => null);
      counts[got ? "read" : "lost"] += 1;
    }
  }
  return `${isSome(lines.length)}, ${counts.read > 0 ? "read" : "not at hand"}`;
}

async function timeMap(file: string): Promise<string> {
  const standIn = await startStandIn();
  standIn.on(() => ({ body: readFileSync(at(file)) }));
  const archive = await open(`memento+${standIn.origin}`);
  const query = { kind: "exact", uriR: "https://twitter.com/x/status/1" } as const;
  return await endOf(archive.find(query, CONTEXT).then(({ captures }) => isSome(captures.length)));
}

const listOfArchives = async (file: string) => {
  const hosts = readJson<{ timemap: string; ignore?: boolean }[]>(at(file))
    .filter(({ ignore }) => !ignore)
    .map(({ timemap }) => new URL(timemap).host);
  const known = Object.values(knownArchives()).map(
    ({ where }) => new URL(where.slice(where.indexOf("+") + 1)).host,
  );
  return isSome(hosts.filter((host) => known.includes(host)).length);
};

interface Row {
  file: RegExp;
  how: (file: string) => Promise<string>;
  /** What may come of it. */
  ends: RegExp;
}

const ROWS: readonly Row[] = [
  {
    file: /\.body\.|README|^cdx\/zipnum|\.cdx\.gz$/,
    how: async () => "part of another",
    ends: /part/,
  },
  {
    file: /^wayback\/(cdx-blocked-site|timemap-json-blocked)\.json/,
    how: listed,
    ends: /^withheld$/,
  },
  { file: /^wayback\/cdx-resume-page-15\.json/, how: listed, ends: /^none$/ },
  {
    file: /^wayback\/(cdx|timemap-json)-.*numpages|^wayback\/cdx-.*num/,
    how: listed,
    ends: /^(none|unavailable)$/,
  },
  { file: /^wayback\/(cdx|timemap-json)-/, how: listed, ends: /^some$/ },
  { file: /^wayback\/rate-limited/, how: listed, ends: /^rate-limited$/ },
  { file: /^wayback\/memento-excluded/, how: replayed, ends: /^withheld$/ },
  { file: /^wayback\/memento-never-archived/, how: replayed, ends: /^unreadable$/ },
  { file: /^wayback\/memento-captured-404/, how: replayed, ends: /^404$/ },
  { file: /^wayback\/memento-captured-429/, how: replayed, ends: /^429$/ },
  { file: /^wayback\/memento-/, how: replayed, ends: /^(200|30[1237]|404|unreadable)$/ },
  { file: /^commoncrawl\/cc-index-line/, how: (file) => listed(file, "pywb"), ends: /^some$/ },
  { file: /^commoncrawl\/cc-no-captures/, how: (file) => listed(file, "pywb"), ends: /^none$/ },
  { file: /^commoncrawl\/cc-/, how: (file) => listed(file, "pywb"), ends: /^unavailable$/ },
  { file: /^cdx\/twitter-.*\.cdx$/, how: async (file) => await timeMapOfCdx(file), ends: /^some$/ },
  { file: /^cdx\//, how: ofIndex, ends: /^(some|none), (read|not at hand)$/ },
  { file: /^timemaps\/.*\.link$/, how: timeMap, ends: /^some$/ },
  { file: /^timemaps\/archives\.json$/, how: listOfArchives, ends: /^some$/ },
  { file: /^timemaps\//, how: async () => "headers", ends: /headers/ },
  { file: /\.arc(\.gz)?$|\.bad$|\.zip$/, how: ofFile, ends: /^BadWhereError$/ },
  { file: /^(warc|wacz)\/.*(not-a-warc|invalid|\.arc)/, how: ofFile, ends: /^(unavailable|some)$/ },
  { file: /^(warc|wacz)\//, how: ofFile, ends: /^(some|none)$/ },
];

/** A recorded answer of the index, played as one. */
async function timeMapOfCdx(file: string): Promise<string> {
  const standIn = await startStandIn();
  standIn.on(() => ({ body: readFileSync(at(file)) }));
  const archive = await open(`wayback+${standIn.origin}`);
  const query = { kind: "exact", uriR: "https://twitter.com/x/status/1" } as const;
  return await endOf(archive.find(query, CONTEXT).then(({ captures }) => isSome(captures.length)));
}

const FILES =
  FOLDER === ""
    ? []
    : readJsonLines<{ file: string }>(at("MANIFEST.jsonl")).map(({ file }) => file);

describe.skipIf(FOLDER === "")("every file of the shared archives", () => {
  it.each(FILES)("%s", async (file) => {
    const row = ROWS.find((one) => one.file.test(file));
    expect(row, "no row for this file").toBeDefined();
    expect(await row!.how(file)).toMatch(row!.ends);
  });

  it("indexes beside their files are read through", async () => {
    const read = [];
    for (const file of FILES.filter((one) =>
      /^cdx\/(pywb-(example|iana|dupes)|iipc-hello)[^/]*\.cdxj?$/.test(one),
    )) {
      read.push([file, await ofIndex(file)]);
    }
    expect(read.filter(([, end]) => end === "some, read").length).toBeGreaterThanOrEqual(4);
  });
});
