import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFile } from "../../src/archives/byte-source.js";
import { parseCdxj } from "../../src/archives/cdxj.js";
import { buildIndex } from "../../src/archives/local/capture-index.js";
import { findFiles } from "../../src/archives/local/file.js";
import { fileSetOf } from "../../src/archives/local/file-set.js";
import { parseTimeMap } from "../../src/archives/memento/timemap.js";
import { openArchives } from "../../src/archives/open.js";
import { surtKey } from "../../src/archives/surt.js";
import { readWarc } from "../../src/archives/warc/read.js";
import { parseCdx } from "../../src/archives/wayback/cdx-lines.js";
import type { AskContext } from "../../src/engine/archive.js";
import { readJsonLines, sharedFolder } from "../support/shared.js";

const FOLDER = sharedFolder("archives") ?? "";
const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };

interface ManifestLine {
  file: string;
  kind: string;
  shows: string;
  records?: Record<string, number>;
}

const MANIFEST =
  FOLDER === "" ? [] : readJsonLines<ManifestLine>(path.join(FOLDER, "MANIFEST.jsonl"));

/** Every capture of a file, read: how often which verdict on its digest, or that it is unreadable. */
async function readFileOf(file: string) {
  const archives = await openArchives([path.join(FOLDER, file)], {});
  onTestFinished(async () => {
    await Promise.all(archives.map((archive) => archive.close()));
  });
  const [archive] = archives;
  const list = await archive!
    .find({ kind: "prefix", prefix: "" }, CONTEXT)
    .catch((error) => error.outcome);
  const counts: Record<string, number> = {};
  const index = await buildIndex(
    await fileSetOf((await findFiles(path.join(FOLDER, file))).found, []),
  );
  const hosts = new Set(index.entries.map(({ key }) => key.slice(0, key.indexOf(")") + 1)));
  for (const host of hosts) {
    const prefix = host.slice(0, -1).split(",").reverse().join(".");
    const { captures } = await archive!.find({ kind: "prefix", prefix: `${prefix}/` }, CONTEXT);
    for (const ref of captures) {
      const verified = await archive!.read(ref, CONTEXT).then(
        (read) => String(read.digestVerified) + (read.note?.startsWith("damaged") ? "*" : ""),
        (error) => error.name,
      );
      counts[verified] = (counts[verified] ?? 0) + 1;
    }
  }
  return {
    outcome: typeof list === "string" ? list : "answered",
    counts,
    problems: index.problems.join("\n"),
  };
}

/** What each file shows: verdicts on digests (`*`: in a damaged record), and problems told. */
const LOST = "CaptureUnreadableError";
const EXPECTED: Record<
  string,
  { counts: Record<string, number>; problems: RegExp; outcome?: string }
> = {
  "warc/derived-bad-crc.warc.gz": {
    counts: { true: 2, "true*": 1 },
    problems: /byte 333: .*CRC32/,
  },
  "warc/derived-corrupt-member.warc.gz": {
    counts: { true: 1, [LOST]: 2 },
    problems: /byte 333: gzip member/,
  },
  "warc/derived-empty.warc": { counts: {}, problems: /^$/ },
  "warc/derived-missing-payload-digest.warc.gz": { counts: { null: 3 }, problems: /^$/ },
  "warc/derived-not-a-warc.warc.gz": {
    counts: {},
    problems: /no WARC record/,
    outcome: "unavailable",
  },
  "warc/derived-one-gzip-stream.warc.gz": { counts: { true: 3 }, problems: /^$/ },
  "warc/derived-trailing-garbage.warc.gz": { counts: { true: 3 }, problems: /^$/ },
  "warc/derived-truncated-at-member-end.warc.gz": { counts: { true: 1 }, problems: /^$/ },
  "warc/derived-truncated-in-member.warc.gz": {
    counts: { [LOST]: 1 },
    problems: /byte 333: .*cut short/,
  },
  "warc/derived-truncated.warc": { counts: { true: 2 }, problems: /no WARC record here/ },
  "warc/derived-wrong-digest.warc.gz": { counts: { false: 1, true: 1, [LOST]: 1 }, problems: /^$/ },
  "warc/iipc-20130729-heritrix-revisit-with-http-headers.warc.gz": {
    counts: { [LOST]: 1 },
    problems: /^$/,
  },
  "warc/iipc-20141124-heritrix-server-not-modified.warc.gz": {
    counts: { [LOST]: 1 },
    problems: /^$/,
  },
  "warc/iipc-hello-world.warc": { counts: { true: 1 }, problems: /^$/ },
  "warc/pywb-dupes.warc.gz": { counts: { true: 4, [LOST]: 8 }, problems: /^$/ },
  "warc/pywb-example.warc.gz": { counts: { true: 3 }, problems: /^$/ },
  "warc/pywb-example2.warc.gz": { counts: { true: 1 }, problems: /^$/ },
  "warc/pywb-iana.warc.gz": { counts: { true: 171 }, problems: /^$/ },
  "warc/pywb-missing-status-text.warc": { counts: { true: 1 }, problems: /^$/ },
  "warc/pywb-httpbin-resource.warc.gz": { counts: { true: 1 }, problems: /^$/ },
  "warc/twitter-netpreserve-2019.warc": { counts: { true: 151 }, problems: /^$/ },
  "warc/warcio-example-bad-non-chunked.warc.gz": { counts: { true: 2 }, problems: /^$/ },
  "warc/warcio-example-trunc.warc": {
    counts: { "true*": 1 },
    problems: /byte 1197: Content-Length/,
  },
  "warc/warcio-example-wrong-chunks.warc.gz": { counts: { true: 1 }, problems: /^$/ },
  "warc/warciojs-example-bad-length.warc": {
    counts: { true: 1, "true*": 1 },
    problems: /byte 1197: Content-Length/,
  },
  "warc/warciojs-example-iana.org-chunked.warc": { counts: { true: 1 }, problems: /^$/ },
  "warc/warciojs-example-wget-bad-target-uri.warc.gz": { counts: { true: 1 }, problems: /^$/ },
  "warc/warciojs-redirect.warc": { counts: { true: 1 }, problems: /^$/ },
  "wacz/derived-no-datapackage.wacz": { counts: { true: 1 }, problems: /no readable datapackage/ },
  "wacz/derived-no-index.wacz": { counts: { true: 1 }, problems: /indexes\/index\.idx: listed/ },
  "wacz/derived-path-outside.wacz": { counts: { true: 1 }, problems: /\.\.\/outside\.txt/ },
  "wacz/derived-truncated.wacz": { counts: { "true*": 1 }, problems: /no readable directory/ },
  "wacz/derived-warc-deflated.wacz": { counts: { true: 1 }, problems: /^$/ },
  "wacz/pywacz-valid_example_2.wacz": { counts: { true: 1 }, problems: /^$/ },
  "wacz/pywacz-valid_signed_example_1.wacz": { counts: { true: 2 }, problems: /^$/ },
  "wacz/pywb-invalid.wacz": { counts: {}, problems: /holds no WARC file/, outcome: "unavailable" },
  "wacz/pywb-valid.wacz": { counts: { true: 1 }, problems: /^$/ },
};

describe.skipIf(FOLDER === "")("archive files of others", () => {
  it.each(Object.entries(EXPECTED))("%s", async (file, expected) => {
    const { counts, problems, outcome } = await readFileOf(file);
    expect(counts).toEqual(expected.counts);
    expect(problems).toMatch(expected.problems);
    expect(outcome).toBe(expected.outcome ?? "answered");
  });

  const counted = MANIFEST.filter(({ file, records }) => file.startsWith("warc/") && records);
  it.each(counted)(
    "$file holds as many records of each type as counted elsewhere",
    async ({ file, records }) => {
      const source = await openFile(path.join(FOLDER, file));
      const found: Record<string, number> = { n: 0 };
      for await (const item of await readWarc(source, () => 0)) {
        if (item.kind === "damage") continue;
        const type = item.fields.get("warc-type") ?? "";
        found[type] = (found[type] ?? 0) + 1;
        found.n!++;
      }
      await source.close();
      // A reader that stops at records spread over several gzip members counted fewer.
      for (const [type, count] of Object.entries(records!)) {
        expect([type, found[type]! >= count]).toEqual([type, true]);
      }
    },
  );

  it("finds revisits of another file in one folder", async () => {
    const [archive] = await openArchives([path.join(FOLDER, "warc")], {});
    onTestFinished(() => archive!.close());
    const { captures } = await archive!.find(
      { kind: "exact", uriR: "http://test@example.com/" },
      CONTEXT,
    );
    const revisit = captures.find(({ uriR }) => uriR === "http://test@example.com/");
    expect(await archive!.read(revisit!, CONTEXT)).toMatchObject({ digestVerified: true });
  });
});

describe.skipIf(FOLDER === "")("index files of others", () => {
  it.each(["iana", "dupes", "example", "httpbin-resource"])(
    "pywb-%s agrees with ours line by line",
    async (name) => {
      const file = path.join(FOLDER, "warc", `pywb-${name}.warc.gz`);
      const index = await buildIndex(await fileSetOf((await findFiles(file)).found, []));
      const ours = index.entries.map((e) =>
        [e.key, e.timestamp, e.url, e.digest, e.offset, e.length].join(" "),
      );
      const theirs = readFileSync(path.join(FOLDER, "cdx", `pywb-${name}.cdxj`), "utf8")
        .trim()
        .split("\n")
        .map((line) => {
          const { digest, length, offset, url } = JSON.parse(line.slice(line.indexOf("{")));
          return [...line.split(" ").slice(0, 2), url, `sha1:${digest}`, offset, length].join(" ");
        });
      expect(ours.sort()).toEqual(theirs.sort());
      expect(theirs.every((line) => surtKey(line.split(" ")[2]!) === line.split(" ")[0])).toBe(
        true,
      );
    },
  );

  it("make the same keys as ours of every address listed by the Wayback Machine", () => {
    const files = readdirSync(path.join(FOLDER, "cdx")).filter((name) =>
      /^twitter-.*\.cdx$/.test(name),
    );
    let compared = 0;
    for (const name of files) {
      for (const line of readFileSync(path.join(FOLDER, "cdx", name), "utf8").split("\n")) {
        const [key, , url] = line.split(" ");
        if (!key || !url) continue;
        expect(surtKey(url)).toBe(key);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  it("are read line by line, in CDX and CDXJ", () => {
    const cdx = readFileSync(path.join(FOLDER, "cdx", "twitter-1266231100780744704.cdx"), "utf8");
    const answer = parseCdx(cdx)!;
    expect(answer.unreadable).toEqual([]);
    expect(answer.listed).toHaveLength(cdx.trim().split("\n").length);
    const cdxj = readFileSync(path.join(FOLDER, "cdx", "pywb-iana.cdxj"), "utf8")
      .trim()
      .split("\n");
    expect(cdxj.map(parseCdxj)).not.toContain(null);
  });
});

describe.skipIf(FOLDER === "")("TimeMaps", () => {
  const folder = path.join(FOLDER, "timemaps");
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".link"))
    : [];

  it.each(files)("%s: every memento is read", (name) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const map = parseTimeMap(text, "https://memgator.example/")!;
    const stated = text.match(/rel="[^"]*\bmemento\b/g)?.length;
    expect(map.mementos).toHaveLength(stated!);
    expect(map.unreadable).toBe(0);
    expect(map.original).toMatch(/^https:\/\/twitter\.com\//);
  });

  it("of 1,537 mementos name the archives that hold them", () => {
    const hosts: Record<string, number> = {};
    for (const name of files) {
      const map = parseTimeMap(
        readFileSync(path.join(folder, name), "utf8"),
        "https://m.example/",
      )!;
      for (const { uriM } of map.mementos)
        hosts[new URL(uriM).host] = (hosts[new URL(uriM).host] ?? 0) + 1;
    }
    expect(hosts).toMatchObject({ "web.archive.org": 1445, "perma.cc": 5 });
  });

  it("and Link headers of TimeGates keep addresses without a scheme", () => {
    const recorded: Record<string, Record<string, string>> = JSON.parse(
      readFileSync(path.join(folder, "timegate-link-headers.json"), "utf8"),
    );
    let mementos = 0;
    for (const headers of Object.values(recorded)) {
      for (const value of Object.values(headers)) {
        const map = parseTimeMap(value, "https://gate.example/")!;
        expect(map.unreadable).toBe(0);
        mementos += map.mementos.length;
        for (const { uriM } of map.mementos) expect(uriM).toMatch(/^https?:\/\/[^/]+\//);
      }
    }
    expect(mementos).toBeGreaterThan(10);
  });
});
