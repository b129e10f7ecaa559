import { describe, expect, it } from "vitest";
import { startStandIn } from "../support/stand-in.js";
import { context, DIGEST, EXACT, line, open, POST, withCdx } from "../support/wayback-stand-in.js";

describe("listing captures", () => {
  it("asks for the address and reads every column", async () => {
    const { standIn, archive } = await withCdx({ body: `${line("20230206101112")}\n` });
    const asked = context();
    const { captures, truncated, problems } = await archive.find(EXACT, asked);
    expect(captures).toEqual([
      {
        archive: archive.name,
        uriR: POST,
        uriM: `${standIn.origin}/web/20230206101112/${POST}`,
        capturedAt: "2023-02-06T10:11:12Z",
        status: 200,
        mime: "text/html",
        digest: `sha1:${DIGEST}`,
        length: 1234,
      },
    ]);
    expect([truncated, problems, asked.requests]).toEqual([false, [], 1]);
    expect(new URL(standIn.requests[0]!, standIn.origin).searchParams.get("url")).toBe(POST);
  });

  it("asks for a prefix as one", async () => {
    const { standIn, archive } = await withCdx({ body: "" });
    await archive.find(
      { kind: "prefix", prefix: "twitter.com/ada_example/status/1622" },
      context(),
    );
    const asked = new URL(standIn.requests[0]!, standIn.origin).searchParams;
    expect(asked.get("matchType")).toBe("prefix");
    expect(asked.get("url")).toBe("twitter.com/ada_example/status/1622");
    expect(asked.get("filter")).toBe("statuscode:200|-");
    await archive.find({ kind: "prefix", prefix: `${POST}*` }, context());
    const page = new URL(standIn.requests[1]!, standIn.origin).searchParams;
    expect([page.get("url"), page.get("filter")]).toEqual([POST, null]);
  });

  it.each([
    "",
    "[]",
    '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"]]',
  ])("takes %j for an answer: no captures", async (body) => {
    const { archive } = await withCdx({ body });
    expect(await archive.find(EXACT, context())).toEqual({
      captures: [],
      truncated: false,
      problems: [],
    });
  });

  it("reads JSON as it reads text", async () => {
    const names = "urlkey timestamp original mimetype statuscode digest length";
    const rows = [names.split(" "), line("20230206101112").split(" ")];
    const others = [
      ["original", "statuscode", "timestamp"],
      [POST, "200", "20230206101112"],
    ];
    for (const table of [rows, others]) {
      const { archive } = await withCdx({ body: JSON.stringify(table) });
      expect((await archive.find(EXACT, context())).captures).toMatchObject([
        { uriR: POST, capturedAt: "2023-02-06T10:11:12Z", status: 200 },
      ]);
    }
  });

  it("reads what other servers make of it: a header, more columns, tabs, wide gaps", async () => {
    const own = line("20230206101112");
    for (const body of [
      ` CDX N b a m s k S\n${own}\n`,
      ` CDX N b a m s k r M S V g\n${own.replace(/ (\d+)$/, " - - $1 99 a.warc.gz")}\n`,
      `${own.replaceAll(" ", "\t")}\n`,
      `${own.replaceAll(" ", "   ")} \r\n`,
    ]) {
      const { archive } = await withCdx({ body });
      const { captures, problems } = await archive.find(EXACT, context());
      expect([captures.length, captures[0]?.uriR, problems]).toEqual([1, POST, []]);
    }
  });

  it("drops repeated lines and pages without a body, keeps redirects, revisits and odd times", async () => {
    const empty = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
    const { archive } = await withCdx({
      body: [
        line("20230206101112"),
        line("20230206101112"),
        line("20230206101113", { digest: empty }),
        line("20230206101114", { mime: "unk", status: "301", digest: empty }),
        line("20230207000000", { mime: "warc/revisit", status: "-" }),
        line("20230007121314", { url: `${POST}?s=20` }),
        line("20230208000000", { url: "mailto:someone" }),
        `${line("20230209000000")} extra columns`,
      ].join("\n"),
    });
    const { captures, problems } = await archive.find(EXACT, context());
    expect(captures.map(({ capturedAt, status, mime }) => [capturedAt, status, mime])).toEqual([
      ["2023-02-06T10:11:12Z", 200, "text/html"],
      ["2023-02-06T10:11:14Z", 301, null],
      ["2023-02-07T00:00:00Z", null, null],
      ["2023-07-12T13:14:00Z", 200, "text/html"],
      ["2023-02-09T00:00:00Z", 200, "text/html"],
    ]);
    expect(problems).toEqual([]);
  });

  it("counts lines it cannot read beside those it can", async () => {
    const { archive } = await withCdx({
      body: `${line("20230206101112")}\njava.io.IOException: broken\n`,
    });
    const { captures, problems } = await archive.find(EXACT, context());
    expect(captures).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining("IOException")]);
  });

  it("walks pages by their key, whatever it looks like, and stops somewhere", async () => {
    const standIn = await startStandIn();
    standIn.on((url) => {
      const key = url.searchParams.get("resumeKey");
      const page = key === null ? 1 : Number(key.slice(4)) + 1;
      return { body: `${line(`2023020610111${page}`)}\n\nkey%2B${page}\n`.replaceAll("%2B", "+") };
    });
    const { captures, truncated } = await (await open(standIn)).find(EXACT, context());
    expect(truncated).toBe(true);
    expect(captures).toHaveLength(3);
    expect(standIn.requests).toHaveLength(3);
  });
});
