import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { digestOf } from "../../src/archives/digest.js";
import { openArchives } from "../../src/archives/open.js";
import type { Archive, AskContext, CaptureRef } from "../../src/engine/archive.js";
import { type Answer, type StandIn, startStandIn } from "../support/stand-in.js";

const POST = "https://twitter.com/ada_example/status/1622000000000000001";
const KEY = "com,twitter)/ada_example/status/1622000000000000001";
const BODY = "<p>words</p>";
const DIGEST = digestOf(Buffer.from(BODY)).replace("sha1:", "");

function context(signal = new AbortController().signal): AskContext & { requests: number } {
  const counted = { signal, requests: 0, requested: () => void counted.requests++ };
  return counted;
}

async function open(standIn: StandIn): Promise<Archive> {
  const [archive] = await openArchives([`wayback+${standIn.origin}`], {});
  onTestFinished(() => archive!.close());
  return archive!;
}

function isCdx(url: URL): boolean {
  return url.pathname === "/cdx/search/cdx";
}

async function withCdx(answer: Answer): Promise<{ standIn: StandIn; archive: Archive }> {
  const standIn = await startStandIn();
  standIn.on((url) => (isCdx(url) ? answer : null));
  return { standIn, archive: await open(standIn) };
}

const exact = { kind: "exact", uriR: POST } as const;

function line(
  timestamp: string,
  over: Partial<Record<"url" | "mime" | "status" | "digest", string>> = {},
) {
  const { url = POST, mime = "text/html", status = "200", digest = DIGEST } = over;
  return `${KEY} ${timestamp} ${url} ${mime} ${status} ${digest} 1234`;
}

describe("listing captures", () => {
  it("asks for the address and reads every column", async () => {
    const { standIn, archive } = await withCdx({ body: `${line("20230206101112")}\n` });
    const asked = context();
    const { captures, truncated, problems } = await archive.find(exact, asked);
    expect(captures).toEqual([
      {
        archive: archive.name,
        uriR: POST,
        uriM: `${standIn.origin}/web/20230206101112/${POST}`,
        capturedAt: "2023-02-06T10:11:12Z",
        status: 200,
        mime: "text/html",
        digest: `sha1:${DIGEST}`,
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
  });

  it.each([
    "",
    "[]",
    '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"]]',
  ])("takes %j for an answer: no captures", async (body) => {
    const { archive } = await withCdx({ body });
    expect(await archive.find(exact, context())).toEqual({
      captures: [],
      truncated: false,
      problems: [],
    });
  });

  it("reads JSON as it reads text", async () => {
    const rows = [["urlkey", "timestamp"], line("20230206101112").split(" ")];
    const { archive } = await withCdx({ body: JSON.stringify(rows) });
    expect((await archive.find(exact, context())).captures).toHaveLength(1);
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
    const { captures, problems } = await archive.find(exact, context());
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
    const { captures, problems } = await archive.find(exact, context());
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
    const { captures, truncated } = await (await open(standIn)).find(exact, context());
    expect(truncated).toBe(true);
    expect(captures).toHaveLength(3);
    expect(standIn.requests).toHaveLength(3);
  });
});

describe("an archive that does not answer", () => {
  const failures: [string, Answer, string][] = [
    ["429", { status: 429, body: "<h1>429 Too Many Requests</h1>" }, "rate-limited"],
    ["503", { status: 503 }, "unavailable"],
    ["504", { status: 504 }, "unavailable"],
    ["400", { status: 400, body: "url parameter is required" }, "unavailable"],
    ["404", { status: 404 }, "unavailable"],
    ["a closed connection", { fault: "close" }, "unavailable"],
    ["a page in place of a list", { body: "<html>Welcome</html>" }, "unavailable"],
    [
      "an exception in place of a list",
      { body: "java.lang.NullPointerException\n" },
      "unavailable",
    ],
    ["401", { status: 401 }, "refused"],
    ["403", { status: 403, body: "forbidden" }, "refused"],
    [
      "a blocked site, told in the header alone",
      {
        status: 403,
        headers: {
          "x-archive-wayback-runtime-error":
            "AdministrativeAccessControlException: Blocked Site Error",
        },
      },
      "withheld",
    ],
    [
      "robots.txt, told in the body",
      {
        status: 403,
        body: "org.archive.wayback.exception.RobotAccessControlException: Blocked By Robots",
      },
      "withheld",
    ],
  ];

  it.each(failures)(
    "%s is told as what it is, never as no captures",
    async (_name, answer, outcome) => {
      const { archive } = await withCdx(answer);
      await expect(archive.find(exact, context())).rejects.toMatchObject({ outcome });
    },
  );

  it("nobody listens: unavailable", async () => {
    const [archive] = await openArchives(["wayback+http://127.0.0.1:9"], {});
    onTestFinished(() => archive!.close());
    await expect(archive!.find(exact, context())).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it("says when to come back, and is not asked before", async () => {
    const { standIn, archive } = await withCdx({ status: 429, headers: { "retry-after": "120" } });
    await expect(archive.find(exact, context())).rejects.toMatchObject({ retryAfterSeconds: 120 });
    const second = context();
    await expect(archive.find(exact, second)).rejects.toMatchObject({ outcome: "rate-limited" });
    expect([standIn.requests.length, second.requests]).toEqual([1, 0]);
  });

  it("waits 60 s where the archive names no time", async () => {
    const { archive } = await withCdx({ status: 429 });
    await expect(archive.find(exact, context())).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it("asks one thing at a time, however often it was opened", async () => {
    const { standIn, archive } = await withCdx({ body: "", delayMs: 20 });
    const again = await open(standIn);
    const asks = [1, 2, 3, 4, 5].map((n) => (n % 2 ? archive : again).find(exact, context()));
    await Promise.all(asks);
    expect([standIn.requests.length, standIn.atOnce]).toEqual([5, 1]);
  });

  it("lets a caller leave while it waits or is served, and serves the next", async () => {
    const standIn = await startStandIn();
    const later = { kind: "exact", uriR: `${POST}?s=20` } as const;
    standIn.on((url) => (url.href.includes("s%3D20") ? { body: "" } : null));
    standIn.on(() => ({ fault: "hang" }));
    const archive = await open(standIn);
    const [first, second] = [new AbortController(), new AbortController()];
    const asks = Promise.allSettled([
      archive.find({ kind: "exact", uriR: "https://hangs.example/" }, context(first.signal)),
      archive.find(exact, context(second.signal)),
      archive.find(later, context()),
    ]);
    setTimeout(() => second.abort("second left"), 20);
    setTimeout(() => first.abort("first left"), 60);
    expect(await asks).toMatchObject([
      { status: "rejected", reason: "first left" },
      { status: "rejected", reason: "second left" },
      { status: "fulfilled", value: { captures: [] } },
    ]);
  });
});

describe("reading a capture", () => {
  const MEMENTO = {
    "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT",
    "content-type": "text/html",
  };

  function ref(over: Partial<CaptureRef> = {}): CaptureRef {
    return {
      archive: "a",
      uriR: POST,
      uriM: "",
      capturedAt: "2023-02-06T10:11:12Z",
      status: 200,
      mime: "text/html",
      digest: `sha1:${DIGEST}`,
      ...over,
    };
  }

  async function read(answers: Record<string, Answer>, asked = ref()) {
    const standIn = await startStandIn();
    standIn.on((url) => answers[url.pathname + url.search] ?? null);
    const archive = await open(standIn);
    return { standIn, got: await archive.read(asked, context()) };
  }

  const RAW = `/web/20230206101112id_/${POST}`;

  it("is had as stored, and its digest recomputed", async () => {
    const link = `<${POST.replace("https", "http")}>; rel="original", <https://a/web/x>; rel="memento"`;
    const { standIn, got } = await read({ [RAW]: { headers: { ...MEMENTO, link }, body: BODY } });
    expect(got).toMatchObject({
      digest: `sha1:${DIGEST}`,
      digestVerified: true,
      note: null,
      capture: { uriR: POST.replace("https", "http"), status: 200, contentType: "text/html" },
    });
    expect(got.ref.uriM).toBe(`${standIn.origin}/web/20230206101112/${POST}`);
    expect(Buffer.from(got.capture.body).toString()).toBe(BODY);
  });

  it("cannot tell from a digest that does not fit", async () => {
    const { got } = await read({ [RAW]: { headers: MEMENTO, body: "other bytes" } });
    expect(got.digestVerified).toBeNull();
  });

  it("knows a packed body by its first bytes, and checks the digest of what is in it", async () => {
    const { got } = await read({ [RAW]: { headers: MEMENTO, body: gzipSync(BODY) } });
    expect([got.capture.contentEncoding, got.digestVerified]).toEqual(["gzip", true]);
  });

  it("takes a captured 429, 404 and 301 for captures", async () => {
    for (const status of [429, 404, 301]) {
      const headers = { ...MEMENTO, location: `/web/20230206101112id_/${POST}x` };
      const { got } = await read({ [RAW]: { status, headers, body: BODY } });
      expect(got.capture).toMatchObject({ status, location: `${POST}x` });
    }
  });

  it("follows the archive to the nearest capture and says how far away that is", async () => {
    const there = `/web/20230301101112id_/${POST}`;
    const headers = { ...MEMENTO, "memento-datetime": "Wed, 01 Mar 2023 10:11:12 GMT" };
    const { got } = await read({
      [RAW]: { status: 302, headers: { location: there } },
      [there]: { headers, body: "<p>later</p>" },
    });
    expect(got.note).toContain("23 days");
    expect(got.ref.capturedAt).toBe("2023-03-01T10:11:12Z");
    expect(got.digest).toBeNull();
  });

  const unreadable: [string, Record<string, Answer>, RegExp][] = [
    ["a circle", { [RAW]: { status: 302, headers: { location: RAW } } }, /circle/],
    [
      "another host",
      { [RAW]: { status: 302, headers: { location: "http://elsewhere.example/" } } },
      /away from itself/,
    ],
    ["no target", { [RAW]: { status: 302 } }, /without a target/],
    [
      "a capture that cannot be played",
      {
        [RAW]: {
          status: 500,
          headers: { "x-archive-wayback-runtime-error": "ResourceNotAvailable" },
        },
      },
      /cannot be played/,
    ],
    [
      "no capture",
      { [RAW]: { status: 404, body: "The Wayback Machine has not archived that URL." } },
      /404/,
    ],
    ["a page that is none", { [RAW]: { body: "Got an HTTP 301 response at crawl time" } }, /200/],
    [
      "another address",
      {
        [RAW]: {
          headers: { ...MEMENTO, link: '<https://other.example/>; rel="original"' },
          body: BODY,
        },
      },
      /other\.example/,
    ],
  ];

  it.each(unreadable)(
    "is unreadable where the archive answers with %s",
    async (_name, answers, because) => {
      const reading = read(answers);
      await expect(reading).rejects.toThrow(because);
      await expect(reading).rejects.toMatchObject({ name: "CaptureUnreadableError" });
    },
  );

  it("gives up on an endless chain of redirects", async () => {
    const standIn = await startStandIn();
    standIn.on((url) => ({ status: 302, headers: { location: `${url.pathname}x` } }));
    const reading = (await open(standIn)).read(ref(), context());
    await expect(reading).rejects.toThrow(/more than 10/);
    expect(standIn.requests.length).toBeLessThanOrEqual(11);
  });

  it.each<[string, Answer, string]>([
    [
      "200, as in 2020",
      { body: "This URL has been excluded from the Wayback Machine." },
      "withheld",
    ],
    [
      "403, as in 2023",
      { status: 403, body: "This URL has been excluded from the Wayback Machine." },
      "withheld",
    ],
    ["403 alone", { status: 403 }, "refused"],
    ["429", { status: 429 }, "rate-limited"],
    ["502", { status: 502 }, "unavailable"],
    ["a CAPTCHA", { body: "<title>CAPTCHA</title>" }, "refused"],
  ])("tells %s apart", async (_name, answer, outcome) => {
    await expect(read({ [RAW]: answer })).rejects.toMatchObject({ outcome });
  });
});
