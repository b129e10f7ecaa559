import { describe, expect, it, onTestFinished } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { RemoteHost } from "../../src/archives/remote/host.js";
import { limitsOf } from "../../src/archives/remote/limits.js";
import { WaybackArchive } from "../../src/archives/wayback/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { createGuardedClient } from "../../src/net/guarded-client.js";
import { type Answer, startStandIn } from "../support/stand-in.js";
import { context, EXACT, line, open, POST, withCdx } from "../support/wayback-stand-in.js";

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
      "a list in another form",
      { body: `com,twitter)/a 20230206101112 {"url": "${POST}"}\n` },
      "unavailable",
    ],
    ["a list of something else", { body: '[{"error": "timeout"}]' }, "unavailable"],
    ["451", { status: 451 }, "withheld"],
    [
      "an exclusion in a page's own words, through lines and markup",
      {
        body: "<h2>Sorry.</h2><p>This URL has been\n excluded from the <b>Wayback\nMachine</b>.</p>",
      },
      "withheld",
    ],
    [
      "a blocked site, as older pages say it",
      { status: 403, body: "<h1>Blocked Site Error.</h1>" },
      "withheld",
    ],
    [
      "robots.txt, as older pages say it",
      { status: 403, body: "<h1>Robots.txt Query Exclusion.</h1>" },
      "withheld",
    ],
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
      await expect(archive.find(EXACT, context())).rejects.toMatchObject({ outcome });
    },
  );

  it("a list that ends within a line is not all there is", async () => {
    const second = line("20230207101112");
    for (const [end, whole, isCut] of [
      [second.length, 2, false],
      [second.length - 6, 1, true],
      [second.lastIndexOf("/1622") + 9, 1, true],
    ] as const) {
      const { archive } = await withCdx({
        body: `${line("20230206101112")}\n${second.slice(0, end)}`,
      });
      const { captures, truncated } = await archive.find(EXACT, context());
      expect([captures.length, truncated]).toEqual([whole, isCut]);
    }
    // Nor is one of a server that tells fewer columns, each line as many, cut off.
    const six = [line("20230206101112"), second].map((each) =>
      each.split(" ").slice(0, 6).join(" "),
    );
    const { archive } = await withCdx({ body: six.join("\n") });
    const { captures, truncated } = await archive.find(EXACT, context());
    expect([captures.length, truncated]).toEqual([2, false]);
  });

  it("nobody listens: unavailable", async () => {
    const [archive] = await openArchives(["wayback+http://127.0.0.1:9"], {});
    onTestFinished(() => archive!.close());
    await expect(archive!.find(EXACT, context())).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it("is silent, or falls silent: timed out", async () => {
    for (const fault of ["hang", "stall"] as const) {
      const standIn = await startStandIn();
      standIn.on(() => ({ fault, body: line("20230206101112") }));
      const quick = { allow: ["127.0.0.1"], headersTimeoutMs: 300, bodyTimeoutMs: 300 };
      const archive = new WaybackArchive(
        new RemoteHost("w", standIn.origin, {
          client: createGuardedClient(quick),
          gate: createGate(createMemoryBook()),
          limits: limitsOf(new URL(standIn.origin), []),
          patienceMs: Number.POSITIVE_INFINITY,
        }),
      );
      onTestFinished(() => archive.close());
      await expect(archive.find(EXACT, context())).rejects.toMatchObject({ outcome: "timed-out" });
    }
  }, 15_000);

  it("says when to come back, and is not asked before", async () => {
    const { standIn, archive } = await withCdx({ status: 429, headers: { "retry-after": "120" } });
    await expect(archive.find(EXACT, context())).rejects.toMatchObject({ retryAfterSeconds: 120 });
    const second = context();
    await expect(archive.find(EXACT, second)).rejects.toMatchObject({ outcome: "rate-limited" });
    expect([standIn.requests.length, second.requests]).toEqual([1, 0]);
  });

  it.each([
    ["50000", 50_000],
    ["9999999", 86_400],
    [new Date(Date.now() + 7_200_000).toUTCString(), 7_200],
    ["-1", 60],
    ["1.5", 60],
    ["soon", 60],
  ])("Retry-After: %s is %i s, a day at most", async (value, seconds) => {
    const { archive } = await withCdx({ status: 429, headers: { "retry-after": value } });
    const error = await archive.find(EXACT, context()).catch((thrown: unknown) => thrown);
    const { retryAfterSeconds = 0 } = error as { retryAfterSeconds?: number };
    expect(Math.abs(retryAfterSeconds - seconds)).toBeLessThan(30);
  });

  it("waits 60 s where the archive names no time", async () => {
    const { archive } = await withCdx({ status: 429 });
    await expect(archive.find(EXACT, context())).rejects.toMatchObject({ retryAfterSeconds: 60 });
  });

  it("asks one thing at a time, however often it was opened", async () => {
    const { standIn, archive } = await withCdx({ body: "", delayMs: 20 });
    const again = await open(standIn);
    const asks = [1, 2, 3, 4, 5].map((n) => (n % 2 ? archive : again).find(EXACT, context()));
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
      archive.find(EXACT, context(second.signal)),
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
