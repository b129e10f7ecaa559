import { generateKeyPairSync } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { WARCParser } from "warcio";
import { main } from "../../src/cli/main.js";
import { openWaczBytes } from "../../src/evidence/open.js";
import { folderWith } from "../support/folder.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, packWarc } from "../support/warc-archive.js";

const POST = inventPost({ text: "Nobody closes the old bridge before the new one carries carts." });
const OTHER = inventPost({ at: "2023-03-01T10:00:00Z", text: "The bridge opens in spring." });
const record = (post: typeof POST) => ({
  url: permalinkOf(post),
  author: { handle: post.handle },
  date: post.at.slice(0, 10),
  text: post.text,
});

/** Command lines run in this process, with one data folder for all of them. */
async function setUp() {
  const folder = await folderWith({
    "quotes.json": JSON.stringify({
      article: { lang: "en", publishedAt: "2023-04-01" },
      quotes: [record(POST), record(OTHER)],
    }),
  });
  const archive = await packWarc([captureOf(POST), captureOf(OTHER)]);
  const at = (name: string) => path.join(folder, name);
  async function quotary(...args: string[]) {
    const out = { code: -1, stdout: "", stderr: "" };
    out.code = await main(args, {
      stdout: (text) => {
        out.stdout += text;
      },
      stderr: (text) => {
        out.stderr += text;
      },
      stdin: Readable.from([]),
      env: { QUOTARY_DATA: at("data") },
      signal: new AbortController().signal,
    });
    return out;
  }
  const checked = await quotary("check", at("quotes.json"), "--archive", archive, "--json");
  await writeFile(at("v.json"), checked.stdout);
  return { quotary, at, archive, folder };
}

it("a file signed by somebody else, or by nobody, is not what the newsroom's key vouches for", async () => {
  const { quotary, at } = await setUp();
  const keys = async (name: string) => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    await writeFile(at(`${name}.pem`), privateKey.export({ type: "pkcs8", format: "pem" }));
    await writeFile(at(`${name}.pub.pem`), publicKey.export({ type: "spki", format: "pem" }));
  };
  await keys("ours");
  await keys("theirs");
  const write = (...more: string[]) =>
    quotary("evidence", at("v.json"), "--out", at("e.wacz"), ...more);
  const verify = () => quotary("verify-evidence", at("e.wacz"), "--key", at("ours.pub.pem"));
  await write("--key", at("ours.pem"));
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/; signed by SHA256:\S+\n/),
  });
  await write("--key", at("theirs.pem"));
  const other = await verify();
  expect(other).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("NOT with the key given"),
  });
  expect(other.stdout).toContain("every byte as written");
  await write();
  expect(await verify()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("NOT signed, though"),
  });
});

it("a verdict is found by its id, too, as long as its evidence is kept", async () => {
  const { quotary, at } = await setUp();
  const [first = ""] = (await readFile(at("v.json"), "utf8")).split("\n");
  const { id } = JSON.parse(first);
  expect(await quotary("evidence", id, "--out", at("e.wacz"))).toMatchObject({ code: 0 });
  const told = JSON.parse((await quotary("verify-evidence", at("e.wacz"), "--json")).stdout);
  expect(told).toMatchObject({ ok: true, verdicts: [{ id, same: true }] });
  const absent = await quotary("evidence", "vd_absent", "--out", at("f.wacz"));
  expect(absent).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("no verdict of this id"),
  });
});

it("what was checked becomes a file that is checked without network", async () => {
  const { quotary, at } = await setUp();
  const written = await quotary("evidence", at("v.json"), "--out", at("e.wacz"));
  expect(written).toMatchObject({ code: 0, stdout: "" });
  const verified = await quotary("verify-evidence", at("e.wacz"));
  expect(verified).toMatchObject({ code: 0, stderr: "" });
  expect(verified.stdout).toMatch(/^[^\n]*the same outcome follows \(verified\)[^\n]*\n$/);
  const told = JSON.parse((await quotary("verify-evidence", at("e.wacz"), "--json")).stdout);
  expect(told).toMatchObject({ ok: true, captures: 2, verdicts: [{ same: true }, { same: true }] });
});

it("one verdict of them, and from the archive where nothing was kept", async () => {
  const { quotary, at, archive, folder } = await setUp();
  const [line = ""] = (await readFile(at("v.json"), "utf8")).split("\n");
  await writeFile(
    at("one.json"),
    JSON.stringify({ ...JSON.parse(line), id: "vd_elsewhere" }, null, 2),
  );
  const without = await quotary("evidence", at("one.json"), "--out", at("e.wacz"));
  expect(without).toMatchObject({ code: 2, stderr: expect.stringMatching(/nothing is kept/) });
  const again = await quotary(
    "evidence",
    at("one.json"),
    "--archive",
    archive,
    "--out",
    at("e.wacz"),
  );
  expect({ folder, ...again }).toMatchObject({ code: 0 });
  expect((await quotary("verify-evidence", at("e.wacz"))).code).toBe(0);
});

it("an altered file is told with exit 1, an unreadable one with exit 2", async () => {
  const { quotary, at } = await setUp();
  await quotary("evidence", at("v.json"), "--out", at("e.wacz"));
  const bytes = await readFile(at("e.wacz"));
  const place = bytes.indexOf('"outcome": "verified"');
  bytes.write("Verified", place + 12);
  await writeFile(at("altered.wacz"), bytes);
  const altered = await quotary("verify-evidence", at("altered.wacz"));
  expect(altered.code).toBe(1);
  expect(altered.stdout).toMatch(/ALTERED: verdicts\/0001\/verdict\.json/);
  expect(altered.stderr).toContain("verdicts/0001/verdict.json");
  await writeFile(at("cut.wacz"), bytes.subarray(0, 500));
  expect((await quotary("verify-evidence", at("cut.wacz"))).code).toBe(2);
  expect((await quotary("verify-evidence", at("absent.wacz"))).code).toBe(2);
});

it("an independent reader finds the captures with their status and headers", async () => {
  const { quotary, at } = await setUp();
  await quotary("evidence", at("v.json"), "--out", at("e.wacz"));
  const { files } = await openWaczBytes(await readFile(at("e.wacz")));
  expect(files.map(({ path: name }) => name)).toEqual([
    "archive/data.warc.gz",
    "indexes/index.cdx",
    "pages/pages.jsonl",
    "verdicts/0001/verdict.json",
    "verdicts/0001/record.json",
    "verdicts/0001/search.json",
    "verdicts/0002/verdict.json",
    "verdicts/0002/record.json",
    "verdicts/0002/search.json",
    "datapackage.json",
    "datapackage-digest.json",
  ]);
  const read: unknown[] = [];
  for await (const one of new WARCParser(Readable.from([files[0]!.bytes]))) {
    if (one.warcType !== "response") continue;
    const body = await one.contentText();
    read.push({
      uri: one.warcTargetURI,
      status: one.httpHeaders?.statusCode,
      type: one.httpHeaders?.headers.get("content-type"),
      words: JSON.parse(body).full_text,
    });
  }
  expect(read).toEqual(
    [POST, OTHER].map((post) => ({
      uri: permalinkOf(post),
      status: 200,
      type: "application/json; charset=utf-8",
      words: post.text,
    })),
  );
});

it.each([
  [["evidence"], /give one VERDICT_FILE/],
  [["evidence", "x.json"], /--out/],
  [["evidence", "package.json", "--out", "/nowhere/x.wacz"], /is none/],
  [["verify-evidence"], /give one FILE/],
  [["verify-evidence", "package.json"], /no readable WACZ/],
  [["verify-evidence", "package.json", "--key", "package.json"], /no key/],
])("%j is refused in one line", async (args, says) => {
  const { quotary } = await setUp();
  const { code, stdout, stderr } = await quotary(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(says);
});
