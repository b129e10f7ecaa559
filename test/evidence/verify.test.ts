import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { packWacz } from "../../src/archives/wacz/pack.js";
import { type Archive, ArchiveError } from "../../src/engine/archive.js";
import { ENGINE } from "../../src/engine/version.js";
import { EvidenceUnreadableError } from "../../src/evidence/errors.js";
import { openWaczBytes } from "../../src/evidence/open.js";
import { openSigner, readPublicKey } from "../../src/evidence/sign.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { writeEvidence } from "../../src/evidence/write.js";
import { openAt, serve } from "../support/archive-server/in-test.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { checkAndKeep, evidenceFor, itemOf, newFolder, newKeeper, repacked } from "./support.js";

const POST = inventPost({
  text: "The ferry to the islands sails again on Friday, weather allowing.",
});
const QUOTE = {
  url: permalinkOf(POST),
  author: { handle: POST.handle },
  date: "6 February 2023",
  text: POST.text,
};

const failing = (name: string, outcome: "rate-limited" | "withheld"): Archive => ({
  name,
  readLimit: 3,
  find: () => Promise.reject(new ArchiveError(name, outcome, `${name} says ${outcome}`)),
  read: () => Promise.reject(new ArchiveError(name, outcome, `${name} says ${outcome}`)),
  close: async () => {},
});

describe("evidence that is as it was written", () => {
  const elsewhere = inventPost({ at: "2023-02-07T08:00:00Z", text: "Another one entirely." });
  const cases: [string, () => Promise<Archive[]>, object][] = [
    ["verified", () => warcArchive([captureOf(POST)]), QUOTE],
    [
      "discrepancy",
      () => warcArchive([captureOf(POST)]),
      { ...QUOTE, text: POST.text.replace("sails", "never sails") },
    ],
    [
      "verified-with-notes",
      () => warcArchive([captureOf(POST)]),
      { ...QUOTE, text: "The ferry to the islands sails again" },
    ],
    ["unverifiable", () => warcArchive([captureOf(elsewhere)]), QUOTE],
    [
      "unverifiable",
      async () => [...(await warcArchive([captureOf(elsewhere)])), failing("held", "withheld")],
      QUOTE,
    ],
    ["inconclusive", async () => [failing("busy", "rate-limited")], QUOTE],
    [
      "verified",
      async () => [failing("busy", "rate-limited"), ...(await warcArchive([captureOf(POST)]))],
      QUOTE,
    ],
    [
      "discrepancy",
      async () => [failing("busy", "rate-limited"), ...(await warcArchive([captureOf(POST)]))],
      { ...QUOTE, url: undefined, text: POST.text.replace("again", "never") },
    ],
    [
      "verified",
      () => warcArchive([captureOf(elsewhere, { body: captureOf(POST).body })]),
      { author: { handle: POST.handle }, date: "6 February 2023", text: POST.text },
    ],
    [
      "verified",
      () =>
        warcArchive([
          captureOf(POST, { status: 404, body: "gone", capturedAt: "2023-02-06T10:00:00Z" }),
          captureOf(POST),
        ]),
      QUOTE,
    ],
  ];
  it.each(cases)("gives the same verdict again: %s (%#)", async (outcome, open, quote) => {
    const { verdict, bytes } = await evidenceFor(await open(), quote as typeof QUOTE, {
      lang: "en",
    });
    expect(verdict.outcome).toBe(outcome);
    expect(await verifyEvidence(bytes)).toMatchObject({
      ok: true,
      alterations: [],
      signature: null,
      verdicts: [{ outcome, follows: outcome, same: true, differences: [] }],
    });
  });

  it("holds captures that were packed, and their headers", async () => {
    const body = gzipSync(captureOf(POST).body);
    const { bytes, verdict } = await evidenceFor(
      await warcArchive([captureOf(POST, { body })]),
      QUOTE,
    );
    expect(verdict.outcome).toBe("verified");
    expect((await verifyEvidence(bytes)).ok).toBe(true);
  });

  it("is the same file each time", async () => {
    const keeper = await newKeeper();
    const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
    const write = async () => (await writeEvidence([await itemOf(verdict, keeper)], null)).bytes;
    expect((await write()).equals(await write())).toBe(true);
  });
});

describe("altered evidence", () => {
  it("is caught whichever byte is another one, or shown to bear on no verdict", async () => {
    const { bytes } = await evidenceFor(await warcArchive([captureOf(POST)]), QUOTE);
    const step = Math.max(1, Math.floor(bytes.length / 150));
    for (let at = 0; at < bytes.length; at += step) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
      const check = await verifyEvidence(altered).catch((error: unknown) => error);
      if (check instanceof EvidenceUnreadableError) continue;
      expect(check, `byte ${at}`).toMatchObject({ ok: false });
      const { alterations, verdicts } = check as Awaited<ReturnType<typeof verifyEvidence>>;
      expect(alterations, `byte ${at}`).not.toEqual([]);
      if (alterations.every(({ bears }) => !bears)) {
        expect(verdicts).toMatchObject([{ same: true, differences: [] }]);
      }
    }
  });

  it("is caught although every hash was made to fit: the verdict does not follow", async () => {
    const { bytes } = await evidenceFor(await warcArchive([captureOf(POST)]), {
      ...QUOTE,
      text: POST.text.replace("again", "never"),
    });
    const altered = await repacked(bytes, (path, text) =>
      path.endsWith("verdict.json")
        ? text.replace('"outcome": "discrepancy"', '"outcome": "verified"')
        : text,
    );
    expect(await verifyEvidence(altered)).toMatchObject({
      ok: false,
      alterations: [],
      verdicts: [{ outcome: "verified", follows: "discrepancy", same: false }],
    });
  });

  it("is caught where the words of the post were changed in the verdict alone", async () => {
    const { bytes } = await evidenceFor(await warcArchive([captureOf(POST)]), QUOTE);
    const altered = await repacked(bytes, (path, text) =>
      path.endsWith("search.json") ? text : text.replaceAll("sails again", "sails never"),
    );
    const check = await verifyEvidence(altered);
    expect(check).toMatchObject({ ok: false, verdicts: [{ follows: "discrepancy", same: false }] });
  });

  it("names the record in which a capture was changed", async () => {
    const { bytes } = await evidenceFor(await warcArchive([captureOf(POST)]), QUOTE);
    const start = bytes.indexOf("archive/data.warc.gz");
    const altered = Buffer.from(bytes);
    altered[start + 700] = (altered[start + 700] ?? 0) ^ 1;
    const check = await verifyEvidence(altered);
    expect(check.ok).toBe(false);
    expect(check.alterations.map(({ where }) => where)).toContain("archive/data.warc.gz");
    expect(
      check.alterations.some(({ where }) => /data\.warc\.gz, (record|byte) \d+/.test(where)),
    ).toBe(true);
  });
});

describe("a signature", () => {
  async function keys() {
    const folder = await newFolder();
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const secret = path.join(folder, "key.pem");
    const open = path.join(folder, "key.pub.pem");
    await writeFile(secret, privateKey.export({ type: "pkcs8", format: "pem" }));
    await writeFile(open, publicKey.export({ type: "spki", format: "pem" }));
    return { sign: await openSigner(secret), publicKey: await readPublicKey(open) };
  }

  it("by the newsroom's key is recognised, another one is told", async () => {
    const [ours, theirs] = [await keys(), await keys()];
    const keeper = await newKeeper();
    const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
    const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], ours.sign);
    expect(await verifyEvidence(bytes, { publicKey: ours.publicKey })).toMatchObject({
      ok: true,
      signature: { fits: true, isExpected: true },
    });
    expect(await verifyEvidence(bytes, { publicKey: theirs.publicKey })).toMatchObject({
      ok: false,
      signature: { fits: true, isExpected: false },
    });
  });

  it("has no other time beside it than the verdict's", async () => {
    const { sign } = await keys();
    const keeper = await newKeeper();
    const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
    const item = await itemOf(verdict, keeper);
    const other = await writeEvidence([item], (hash, _, software) => ({
      ...sign(hash, "2020-01-01T00:00:00Z", software),
    }));
    expect(await verifyEvidence(other.bytes)).toMatchObject({
      ok: false,
      alterations: [{ where: "datapackage-digest.json" }],
    });
  });

  it("that is expected and absent is told", async () => {
    const { bytes } = await evidenceFor(await warcArchive([captureOf(POST)]), QUOTE);
    const { publicKey } = await keys();
    expect(await verifyEvidence(bytes, { publicKey })).toMatchObject({
      ok: false,
      signature: null,
    });
  });

  it("does not fit any other datapackage.json", async () => {
    const { sign } = await keys();
    const keeper = await newKeeper();
    const { verdict } = await checkAndKeep(await warcArchive([captureOf(POST)]), QUOTE, keeper);
    const options = { createdAt: "2024-01-01T00:00:00Z", software: ENGINE, compress: false };
    const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], sign);
    const { files } = await openWaczBytes(bytes);
    const old = sign("sha256:00", options.createdAt, ENGINE);
    const forged = await packWacz(
      files.filter(({ path: name }) => !name.startsWith("datapackage")),
      { ...options, signedData: () => old },
    );
    expect(await verifyEvidence(forged)).toMatchObject({ ok: false, signature: { fits: false } });
  });
});

describe("a file that is no evidence", () => {
  async function zip(entries: Record<string, Buffer>): Promise<Buffer> {
    const file = new ZipFile();
    for (const [name, bytes] of Object.entries(entries)) file.addBuffer(bytes, name);
    file.end();
    return await buffer(file.outputStream);
  }

  const hostile: [string, () => Promise<Buffer>, RegExp][] = [
    ["no zip", async () => Buffer.from("no zip at all"), /no readable WACZ/],
    ["nothing", async () => Buffer.alloc(0), /no readable WACZ/],
    ["another zip", () => zip({ "a.txt": Buffer.from("a") }), /without a verdict/],
    ["a bomb", () => zip({ "a.json": Buffer.alloc(50 * 1024 * 1024) }), /bomb/],
    [
      "names that lead out",
      async () => {
        const bytes = await zip({ "aa/aa.txt": Buffer.from("a") });
        const text = bytes.toString("latin1").replaceAll("aa/aa.txt", "../aa.txt");
        return Buffer.from(text, "latin1");
      },
      /leads out/,
    ],
    [
      "a size that is too small",
      async () => {
        const content = Buffer.from("words ".repeat(200));
        const bytes = await zip({ "a.txt": content });
        const size = Buffer.alloc(4);
        size.writeUInt32LE(content.length);
        const lie = Buffer.alloc(4);
        lie.writeUInt32LE(10);
        expect(bytes.includes(deflateRawSync(content).subarray(0, 8))).toBe(true);
        for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 1))
          lie.copy(bytes, at);
        return bytes;
      },
      /more than the zip says|lies about its size/,
    ],
    [
      "two files of one name",
      async () => {
        const bytes = await zip({ "a.txt": Buffer.from("a"), "b.txt": Buffer.from("b") });
        return Buffer.from(bytes.toString("latin1").replaceAll("b.txt", "a.txt"), "latin1");
      },
      /two files/,
    ],
  ];
  it.each(hostile)("is refused: %s", async (_name, make, because) => {
    const error = await verifyEvidence(await make()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EvidenceUnreadableError);
    expect((error as Error).message).toMatch(because);
  });
});

describe("evidence of a search in an archive over the network", () => {
  const captures = ["2023-02-06T10:00:00Z", "2024-03-01T00:00:00Z"];
  const shell = captureOf(POST, {
    type: "text/html",
    body: "<html><body><h1>JavaScript is not available.</h1></body></html>",
  });
  const { url: _, ...unlinked } = QUOTE;

  it.each<[string, readonly Parameters<typeof serve>[0][number][], object]>([
    ["verified", captures.map((capturedAt) => captureOf(POST, { capturedAt })), QUOTE],
    ["verified", captures.map((capturedAt) => captureOf(POST, { capturedAt })), unlinked],
    ["verified", [shell, captureOf(POST, { capturedAt: "2024-03-01T00:00:00Z" })], QUOTE],
    ["unverifiable", [], QUOTE],
    ["unverifiable", [], unlinked],
  ])("comes to the same verdict, timeline included: %s (%#)", async (outcome, held, quote) => {
    const server = await serve(held);
    const archive = await openAt(`wayback+${server.origin}`);
    const { verdict, bytes } = await evidenceFor([archive], quote as typeof QUOTE);
    expect(verdict.outcome).toBe(outcome);
    if (held.length > 0) expect(verdict.timeline.lastCapture).toBe("2024-03-01T00:00:00Z");
    expect(await verifyEvidence(bytes)).toMatchObject({
      ok: true,
      verdicts: [{ outcome, same: true, differences: [] }],
    });
  });

  it.each([
    ["linked", QUOTE],
    ["not linked", unlinked],
  ])(
    "comes to the same where it was asked again, and the post is gone since: %s",
    async (_name, quote) => {
      const gone = JSON.stringify({ errors: [{ code: 144, message: "No status with that ID." }] });
      const server = await serve([
        captureOf(POST),
        captureOf(POST, { status: 404, body: gone, capturedAt: "2024-03-01T00:00:00Z" }),
      ]);
      const keeper = await newKeeper();
      const check = async () => {
        const archive = await openAt(`wayback+${server.origin}`);
        const { verdict } = await checkAndKeep([archive], quote, keeper, undefined, "vd_older");
        const { bytes } = await writeEvidence([await itemOf(verdict, keeper)], null);
        const { ok, verdicts } = await verifyEvidence(bytes);
        return [verdict.timeline.goneSince, ok, verdicts[0]?.differences];
      };
      expect(await check()).toEqual(["2024-03-01T00:00:00Z", true, []]);
      server.exclude("20240301");
      expect(await check()).toEqual([null, true, []]);
    },
  );
});
