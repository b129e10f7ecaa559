import { describe, expect, it, onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import type { Archive, AskContext } from "../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { type Answer, type StandIn, startStandIn } from "../support/stand-in.js";

const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const POST = "https://twitter.com/ada_example/status/1622000000000000001";
const LINE = `com,twitter)/ada_example/status/1622000000000000001 20230206101112 {"url": "${POST}", "mime": "text/html", "status": "200", "digest": "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"}`;

async function collection(
  answers: Record<string, Answer>,
): Promise<{ standIn: StandIn; archive: Archive }> {
  const standIn = await startStandIn();
  standIn.on((url) => answers[url.pathname] ?? null);
  const [archive] = await openArchives([`pywb+${standIn.origin}/coll/`], {
    gate: createGate(createMemoryBook()),
  });
  onTestFinished(() => archive!.close());
  return { standIn, archive: archive! };
}

const find = (archive: Archive) => archive.find({ kind: "exact", uriR: POST }, CONTEXT);

describe("a pywb collection", () => {
  it("lists captures from CDXJ or JSON lines, and reads them as stored", async () => {
    const json = JSON.stringify({
      urlkey: "k",
      timestamp: "20230207000000",
      url: POST,
      mime: "warc/revisit",
      status: "200",
    });
    const raw = `/coll/20230206101112id_/${POST}`;
    const { standIn, archive } = await collection({
      "/coll/cdx": { body: `${LINE}\n${json}\n` },
      [raw]: { headers: { "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT" }, body: "words" },
    });
    const { captures, problems, truncated } = await find(archive);
    expect([problems, truncated]).toEqual([[], false]);
    expect(captures).toMatchObject([
      {
        uriR: POST,
        uriM: `${standIn.origin}/coll/20230206101112/${POST}`,
        status: 200,
        mime: "text/html",
      },
      { capturedAt: "2023-02-07T00:00:00Z", mime: null },
    ]);
    const read = await archive.read(captures[0]!, CONTEXT);
    expect(Buffer.from(read.capture.body).toString()).toBe("words");
  });

  it("lists captures from the columns of CDX, as index servers without CDXJ answer", async () => {
    const columns = `com,twitter)/x 20230206101112 ${POST} text/html 200 3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ - - 500 0 a.warc.gz`;
    const table = [
      ["timestamp", "original", "statuscode"],
      ["20230206101112", POST, "200"],
    ];
    for (const body of [`${columns}\n`, JSON.stringify(table), `!meta {"a": 1}\n${LINE}\n`]) {
      const { archive } = await collection({ "/coll/cdx": { body } });
      const { captures, problems } = await find(archive);
      expect(captures).toMatchObject([
        { uriR: POST, capturedAt: "2023-02-06T10:11:12Z", status: 200 },
      ]);
      expect(problems).toEqual([]);
    }
    const { archive } = await collection({ "/coll/cdx": { body: `${columns}\n${LINE}x\n` } });
    expect((await find(archive)).problems).toEqual(["1 lines of the list could not be read"]);
  });

  it("withholds what it answers 451 for", async () => {
    const { archive } = await collection({
      "/coll/cdx": { body: `${LINE}\n` },
      [`/coll/20230206101112id_/${POST}`]: { status: 451, body: "Access Blocked" },
    });
    const [ref] = (await find(archive)).captures;
    await expect(archive.read(ref!, CONTEXT)).rejects.toMatchObject({ outcome: "withheld" });
  });

  it("asks by prefix", async () => {
    const { standIn, archive } = await collection({ "/coll/cdx": { body: "" } });
    await archive.find({ kind: "prefix", prefix: "twitter.com/ada_example/status/16" }, CONTEXT);
    expect(new URL(standIn.requests[0]!, standIn.origin).searchParams.get("matchType")).toBe(
      "prefix",
    );
  });

  it("holds none where it says so, and only there", async () => {
    const none = { status: 404, body: '{"message": "No Captures found for: x"}' };
    expect((await find((await collection({ "/coll/cdx": none })).archive)).captures).toEqual([]);
    expect(
      (await find((await collection({ "/coll/cdx": { body: "" } })).archive)).captures,
    ).toEqual([]);
    for (const answer of [
      { status: 404, body: "no such collection" },
      { body: "<html>" },
      { status: 500 },
    ]) {
      const { archive } = await collection({ "/coll/cdx": answer });
      await expect(find(archive)).rejects.toMatchObject({ outcome: "unavailable" });
    }
  });
});
