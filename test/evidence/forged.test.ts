import { describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { evidenceFor, POST, QUOTE, repacked } from "./support.js";

const LATER = "2023-02-06T09:20:00Z";
const OTHER = `sha1:${"A".repeat(32)}`;

type Change = (path: string, text: string) => string;

/** Sets fields by their paths (`evidence.0.digest`) in the file of that name. */
const set =
  (file: string, fields: Record<string, unknown>): Change =>
  (path, text) => {
    if (!path.endsWith(file)) return text;
    const content: unknown = JSON.parse(text);
    for (const [at, value] of Object.entries(fields)) {
      const names = at.split(".");
      const last = names.pop() ?? "";
      const inner = names.reduce((one, name) => (one as Record<string, unknown>)[name], content);
      (inner as Record<string, unknown>)[last] = value;
    }
    return `${JSON.stringify(content, null, 2)}\n`;
  };
const inVerdict = (fields: Record<string, unknown>) => set("verdict.json", fields);
const inAccount = (fields: Record<string, unknown>) => set("search.json", fields);
const inCapture = (fields: Record<string, unknown>) => {
  const below = Object.entries(fields).map(([at, to]) => [`archives.0.captures.0.${at}`, to]);
  return inAccount(Object.fromEntries(below));
};
const both =
  (one: Change, other: Change): Change =>
  (path, text) =>
    other(path, one(path, text));
const replaced =
  (file: string, what: RegExp, by: string): Change =>
  (path, text) =>
    path.endsWith(file) ? text.replace(what, by) : text;

const evidence = async () => (await evidenceFor(await warcArchive([captureOf(POST)]), QUOTE)).bytes;

describe("evidence in which every hash was made to fit", () => {
  it("is as it was when nothing was changed", async () => {
    const check = await verifyEvidence(await repacked(await evidence(), (_, text) => text));
    expect(check).toMatchObject({ ok: true, verdicts: [{ madeBy: null }] });
  });

  it.each<[string, Change]>([
    ["how an archive answered", inVerdict({ "search.0.outcome": "withheld" })],
    ["what went wrong there", inVerdict({ "search.0.problems": ["altered there"] })],
    ["why a digest is unknown", inVerdict({ "evidence.0.digestBecause": "altered" })],
    ["who made the capture", inVerdict({ "evidence.0.madeByUs": true })],
    ["when it was checked", inVerdict({ checkedAt: "2024-01-01T00:00:00.000Z" })],
    ["the verdict's id", inVerdict({ id: "vd_another" })],
    ["the newsroom's own id", inVerdict({ ref: "para-99" })],
    ["what made it", inVerdict({ engine: "quotary/0.9.0" })],
    ["a field that there is not", inVerdict({ reviewed: "by a court" })],
    [
      "a field twice",
      replaced("verdict.json", /"outcome"/, '"outcome": "discrepancy",\n  "outcome"'),
    ],
    [
      "the capture's time, wherever it stands",
      both(
        inVerdict({
          "evidence.0.capturedAt": LATER,
          "timeline.firstCapture": LATER,
          "timeline.lastCapture": LATER,
        }),
        inCapture({ "ref.capturedAt": LATER, "asked.capturedAt": LATER }),
      ),
    ],
    [
      "a digest that is another's, called verified",
      both(
        inVerdict({ "evidence.0.digest": OTHER, "evidence.0.digestVerified": true }),
        inCapture({ digest: OTHER, digestVerified: true }),
      ),
    ],
    ["archived headers", inCapture({ headers: [["server", "forged"]] })],
    ["what was asked", set("record.json", { "quote.text": "The ferry sails never." })],
    ["the layout", inCapture({ layout: "twitter-app" })],
    ["where the words stand", inCapture({ "words.start": 5 })],
    ["what is evidence", inCapture({ isEvidence: false })],
    ["whose account it is", inAccount({ verdict: "vd_another" })],
    [
      "how an archive answered, twice",
      both(
        inVerdict({ "search.0.outcome": "withheld" }),
        inAccount({ "archives.0.entry.outcome": "withheld" }),
      ),
    ],
    ["what a player lists", replaced(".jsonl", /sails again/g, "sails never")],
    ["a time in the index", replaced(".cdx", / \d{14} /, " 20200101000000 ")],
  ])("is caught: %s", async (_, change) => {
    expect(await verifyEvidence(await repacked(await evidence(), change))).toMatchObject({
      ok: false,
    });
  });

  it("is caught where a file or a capture was added and listed", async () => {
    const bytes = await evidence();
    const more = await writeWarc([{ uriR: permalinkOf(POST), capturedAt: LATER, body: "forged" }]);
    const added = {
      "verdicts/0001/opinion.txt": Buffer.from("genuine"),
      "archive/more.warc.gz": more,
    };
    for (const [path, content] of Object.entries(added)) {
      const change = (_: string, text: string) => text;
      const altered = await repacked(bytes, change, (files) => [
        ...files,
        { path, bytes: content },
      ]);
      const { ok, alterations } = await verifyEvidence(altered);
      expect([ok, alterations.some(({ where }) => where.startsWith(path))]).toEqual([false, true]);
    }
    const within = await repacked(
      bytes,
      (_, text) => text,
      (files) =>
        files.map((one) =>
          one.path.endsWith(".gz") ? { ...one, bytes: Buffer.concat([one.bytes, more]) } : one,
        ),
    );
    const { alterations } = await verifyEvidence(within);
    expect(alterations.map(({ because }) => because).join()).toContain("no account of a search");
  });

  it("of another version is told as such: its wording is not compared", async () => {
    const older = { engine: "quotary/0.9.0" };
    const altered = await repacked(await evidence(), both(inVerdict(older), inAccount(older)));
    expect(await verifyEvidence(altered)).toMatchObject({
      ok: true,
      verdicts: [{ madeBy: older.engine }],
    });
  });
});

it("a capture that we made ourselves is not passed off as somebody else's", async () => {
  const bytes = await evidence();
  const saved = both(
    inCapture({ "ref.madeByUs": true, "asked.madeByUs": true }),
    inVerdict({ "evidence.0.madeByUs": true }),
  );
  const { alterations } = await verifyEvidence(await repacked(bytes, saved));
  expect(alterations).toMatchObject([{ because: "is not the capture that the account tells of" }]);
});
