import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Fault } from "../support/archive-server/faults.js";
import { lanesOf, openAt, serve } from "../support/archive-server/in-test.js";
import type { ServerOptions } from "../support/archive-server/server.js";
import { idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf } from "../support/warc-archive.js";
import { POST, QUOTE } from "./support.js";

const OTHER = inventPost({
  at: "2023-02-06T15:00:00Z",
  id: idAt("2023-02-06T15:00:00Z"),
  text: "Fish is sold at the north pier only.",
});
const LINKED: QuoteRecord = { ...QUOTE, url: permalinkOf(POST) };
const KINDS = { wayback: "", memento: "/web", pywb: "/coll" };

/** A quote whose post is there, asked of an archive that may take two seconds. */
async function checkAt(where: string, quote: QuoteRecord) {
  const archive = await openAt(where);
  const deadline = AbortSignal.timeout(2_000);
  const verdict = await createEngine({ archives: [archive] }).check(quote, {
    id: "vd_1",
    deadline,
  });
  const [entry] = verdict.search;
  if (!entry) throw new Error("nothing was asked");
  return { verdict, entry };
}

const serveBoth = (options: ServerOptions = {}) =>
  serve([captureOf(OTHER), captureOf(POST)], options);

/** How what cannot be had is told; `none` for faults that a client gets over. */
const FAULTS: [Fault, RegExp | "none"][] = [
  [{ kind: "status", status: 429 }, /fewer requests: again in 60 s/],
  [{ kind: "status", status: 429, retryAfter: "7" }, /again in 7 s/],
  [{ kind: "status", status: 503, retryAfter: "7" }, /answered 503/],
  [{ kind: "status", status: 500 }, /answered 500/],
  [{ kind: "status", status: 403 }, /answered 403/],
  [{ kind: "status", status: 404, body: "no" }, /404/],
  [
    { kind: "status", status: 200, body: "<html>Welcome</html>" },
    /something else|without a capture/,
  ],
  [{ kind: "close" }, /could not be asked/],
  [{ kind: "reset", after: 30 }, /could not be asked/],
  [{ kind: "wrong-length", by: 40 }, /could not be asked/],
  [{ kind: "hang" }, /time that one quote may take/],
  [{ kind: "drip", everyMs: 500, bytes: 1 }, /time that one quote may take/],
  [{ kind: "drip", everyMs: 1, bytes: 200 }, "none"],
  [{ kind: "charset", type: "text/html; charset=utf-16" }, "none"],
  [{ kind: "redirects" }, /answered 302|redirects more than/],
  [
    { kind: "huge", bytes: 5_000_000_000 },
    /longer than|something else|time that one quote may take|answered 404/,
  ],
];

describe.each(Object.entries(KINDS))("a %s archive that misbehaves", (kind, path) => {
  const lanes = kind === "memento" ? (["replay"] as const) : (["index", "replay"] as const);
  const cases = lanes.flatMap((lane) =>
    FAULTS.map(([fault, told]) => [lane, JSON.stringify(fault), fault, told] as const),
  );

  it.each(cases)(
    "in its %s, by %s, is told so and never as not found",
    async (lane, _, fault, told) => {
      const server = await serveBoth();
      server.misbehave(fault, { lane });
      const where = `${kind}+${server.origin}${path}`;
      // A link is asked for without the index: what fails there is then not in the way.
      const { verdict, entry } = await checkAt(where, lane === "index" ? QUOTE : LINKED);
      if (told === "none") expect(verdict.outcome).toBe("verified");
      else {
        expect(verdict.outcome).toBe("inconclusive");
        expect(entry.problems.join("; ")).toMatch(told);
      }
      expect(entry.requests).toBeLessThanOrEqual(111);
    },
  );
});

describe("an archive that says what is not so", () => {
  it("lists captures that are not there: inconclusive, each named", async () => {
    const server = await serveBoth({
      tells: (held) => ({ ...held, url: held.url.replace(POST.id, `${POST.id.slice(0, -1)}1`) }),
    });
    const { verdict, entry } = await checkAt(`wayback+${server.origin}`, QUOTE);
    expect(verdict.outcome).toBe("inconclusive");
    expect(entry.problems.join("; ")).toMatch(/never archived|without a capture/);
  });

  it("states digests of other bytes: the words count, the digest is unknown with the reason", async () => {
    const server = await serveBoth({ tells: (held) => ({ ...held, digest: "A".repeat(32) }) });
    const { verdict } = await checkAt(`wayback+${server.origin}`, QUOTE);
    expect(verdict.evidence[0]).toMatchObject({ digestVerified: null });
    expect(verdict.evidence[0]?.digestBecause).toBeTruthy();
  });

  it.each([
    [-9, "inconclusive", /before the post that it shows/],
    [90, "verified", /still to come/],
  ])(
    "has a clock that is %i years wrong: %s, and the capture is named",
    async (clockYears, outcome, told) => {
      const server = await serveBoth({ clockYears });
      for (const quote of [QUOTE, LINKED]) {
        const { verdict, entry } = await checkAt(`wayback+${server.origin}`, quote);
        expect(verdict.outcome).toBe(outcome);
        expect(entry.problems.join("; ")).toMatch(told);
      }
    },
  );

  it("gives another time in its index than with the capture: told, and the capture's own counts", async () => {
    const server = await serveBoth({ tells: (held) => ({ ...held, timestamp: "20230301000000" }) });
    const { verdict, entry } = await checkAt(`wayback+${server.origin}`, QUOTE);
    expect([verdict.outcome, verdict.evidence[0]?.capturedAt]).toEqual([
      "verified",
      "2023-02-06T10:14:03Z",
    ]);
    expect(entry.problems.join("; ")).toMatch(/handed over that of 2023-02-06/);
  });
});

describe("lists of two million lines", () => {
  const LINES = 2_000_000;
  const uri = permalinkOf(POST);
  const memento = `/web/20230206101403/${uri}`;
  const LISTS = {
    cdx: `com,twitter)/ada_example/status/${POST.id} 20230206101403 ${uri} text/html 200 AAAA 100\n`,
    link: `<${memento}>; rel="memento"; datetime="Mon, 06 Feb 2023 10:14:03 GMT",\n`,
    cdxj: `20230206101403 {"uri":"${memento}","rel":"memento","datetime":"Mon, 06 Feb 2023 10:14:03 GMT"}\n`,
  };

  it.each(Object.entries(LISTS))(
    "as %s are read to a bound, and not taken for all there is",
    async (form, of) => {
      const server = await serveBoth();
      server.misbehave({ kind: "huge", bytes: of.length * LINES, of }, { lane: "index" });
      server.misbehave({ kind: "status", status: 404, body: "no" }, { lane: "replay" });
      const where = form === "cdx" ? `wayback+${server.origin}` : `memento+${server.origin}/web`;
      const archive = await openAt(where);
      const verdict = await createEngine({ archives: [archive] }).check(LINKED, { id: "vd_1" });
      expect(verdict.outcome).toBe("inconclusive");
      expect(verdict.search[0]?.captures).toBeLessThanOrEqual(5_000);
      expect(lanesOf(server).index).toBeGreaterThan(0);
    },
  );
});
