import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { countedAt, isSameArchive, knownAt } from "../../src/archives/known.js";
import { openArchives } from "../../src/archives/open.js";
import { parseLinkFormat } from "../../src/archives/remote/link-format.js";
import type { Archive, AskContext } from "../../src/engine/archive.js";
import { createGate, createMemoryBook } from "../../src/manners/gate.js";
import { type Answer, type StandIn, startStandIn } from "../support/stand-in.js";

const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const POST = "https://twitter.com/ada_example/status/1622000000000000001";

async function archiveWith(
  answers: (origin: string) => Record<string, Answer>,
): Promise<{ standIn: StandIn; archive: Archive }> {
  const standIn = await startStandIn();
  standIn.on((url) => answers(standIn.origin)[url.pathname + url.search] ?? null);
  const [archive] = await openArchives([`memento+${standIn.origin}/base`], {
    gate: createGate(createMemoryBook()),
  });
  onTestFinished(() => archive!.close());
  return { standIn, archive: archive! };
}

const MAP = `/base/timemap/link/${POST}`;
const find = (archive: Archive) => archive.find({ kind: "exact", uriR: POST }, CONTEXT);

describe("link format", () => {
  it("keeps commas in addresses and quotes, any order, any white space, repeated and bare attributes", () => {
    const text = `,<http://a/,b>;rel="first last memento" ; datetime="Mon, 06 Feb 2023 10:11:12 GMT",
      <http://c/>;collection=x; license ;rel=original , junk <//d/e>; rel="memento"; rel="other",`;
    expect([...parseLinkFormat(text)].map(({ uri, rel }) => [uri, ...rel])).toEqual([
      ["http://a/,b", "first", "last", "memento"],
      ["http://c/", "original"],
      ["//d/e", "memento"],
    ]);
  });

  it("is read from any text, to its end", () => {
    const piece = fc.constantFrom("<", ">", ";", ",", '"', "=", " ", "rel", "a", "\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { uri } of parseLinkFormat(pieces.join(""))) expect(uri).not.toContain(">");
      }),
    );
    expect([...parseLinkFormat("<".repeat(50_000))]).toEqual([]);
    expect([...parseLinkFormat(" ;".repeat(50_000))]).toEqual([]);
  });
});

describe("an archive that speaks Memento", () => {
  it("says of a TimeMap that ends within an entry that it could not all be read", async () => {
    const entry = (day: number) =>
      `</base/2023020${day}101112/${POST}>; rel="memento"; datetime="Mon, 06 Feb 2023 10:11:12 GMT"`;
    const whole = `<${POST}>; rel="original",\n${entry(6)},\n`;
    for (let end = whole.length + 1; end < whole.length + entry(7).length; end += 1) {
      const { archive } = await archiveWith(() => ({
        [MAP]: { body: `${whole}${entry(7)}`.slice(0, end) },
      }));
      expect((await find(archive)).problems, `${end}`).toHaveLength(1);
    }
    const { archive } = await archiveWith(() => ({ [MAP]: { body: whole } }));
    expect((await find(archive)).problems).toEqual([]);
  });

  it("lists the mementos of all pages of a TimeMap, and reads them as stored", async () => {
    const second = "/base/timemap/link/2/page";
    const { standIn, archive } = await archiveWith((origin) => ({
      [MAP]: {
        body: `<${POST}>; rel="original", <${origin}${MAP}>; rel="self"; type="application/link-format",
          <${origin}/base/20230206101112/${POST}>; rel="first memento"; datetime="Mon, 06 Feb 2023 10:11:12 GMT",
          <${origin}${second}>; rel="timemap"; type="application/link-format",
          <${origin}/base/timemap/json/x>; rel="timemap"; type="application/json"`,
      },
      [second]: {
        body: `<${origin}${MAP}>; rel="timemap",
          <//127.0.0.1:${new URL(origin).port}/base/20230207101112/${POST}>; rel="memento"; datetime="Tue, 07 Feb 2023 10:11:12 GMT"`,
      },
      [`/base/20230207101112id_/${POST}`]: {
        headers: { "memento-datetime": "Tue, 07 Feb 2023 10:11:12 GMT" },
        body: "words",
      },
    }));
    const { captures, truncated, problems } = await find(archive);
    expect(captures.map(({ uriR, capturedAt }) => [uriR, capturedAt])).toEqual([
      [POST, "2023-02-06T10:11:12Z"],
      [POST, "2023-02-07T10:11:12Z"],
    ]);
    expect([truncated, problems, standIn.requests.length]).toEqual([false, [], 2]);
    const read = await archive.read(captures[1]!, CONTEXT);
    expect([Buffer.from(read.capture.body).toString(), read.digestVerified]).toEqual([
      "words",
      null,
    ]);
  });

  it("holds none where it answers 404, unless it is an aggregator, which could not know", async () => {
    const none = await archiveWith(() => ({}));
    expect(await find(none.archive)).toEqual({ captures: [], truncated: false, problems: [] });
    const aggregator = await archiveWith(() => ({
      [MAP]: { status: 404, headers: { "x-memento-count": "0" } },
    }));
    await expect(find(aggregator.archive)).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it.each(["lists only", "redirects at its gate", "hands over at its gate", "drops the flag"])(
    "need have no raw form of its captures: one that %s",
    async (how) => {
      const memento = { "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT" };
      const shown = `/base/20230206101112/${POST}`;
      const { archive } = await archiveWith((origin) => ({
        [MAP]: {
          body: `<${origin}${shown}>; rel="memento"; datetime="Mon, 06 Feb 2023 10:11:12 GMT"`,
        },
        [shown]: { headers: memento, body: "words" },
        ...(how === "drops the flag" && {
          [`/base/20230206101112id_/${POST}`]: { status: 302, headers: { location: shown } },
        }),
        ...(how === "redirects at its gate" && {
          [`/base/timegate/${POST}`]: { status: 302, headers: { location: shown } },
        }),
        ...(how === "hands over at its gate" && {
          [`/base/timegate/${POST}`]: {
            headers: { ...memento, "content-location": shown },
            body: "words",
          },
        }),
      }));
      const [ref] = (await find(archive)).captures;
      const read = how.endsWith("gate")
        ? await archive.nearest!(POST, "2023-02-06T10:00:00Z", CONTEXT)
        : await archive.read(ref!, CONTEXT);
      expect(String(read?.capture.body)).toBe("words");
      expect(new URL(read?.ref.uriM ?? "").pathname).toBe(shown);
    },
  );

  it("hands over a capture at its gate: it is read where the gate says that it is to be had", async () => {
    const memento = { "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT" };
    const { standIn, archive } = await archiveWith((origin) => ({
      [`/base/timegate/${POST}`]: {
        headers: { ...memento, "content-location": `${origin}/base/20230206101112/${POST}` },
        body: "words in a frame",
      },
      [`/base/20230206101112id_/${POST}`]: { headers: memento, body: "words" },
    }));
    const read = await archive.nearest?.(POST, "2023-02-06T10:00:00Z", CONTEXT);
    expect(Buffer.from(read!.capture.body).toString()).toBe("words");
    expect(read?.ref.uriM).toBe(`${standIn.origin}/base/20230206101112/${POST}`);
  });

  it("names captures and pages elsewhere, which are not asked for", async () => {
    const datetime = 'datetime="Mon, 06 Feb 2023 10:11:12 GMT"';
    const { archive } = await archiveWith(() => ({
      [MAP]: {
        body: `<https://archive.example/20230206101112/${POST}>; rel="memento"; ${datetime},
          <https://archive.example/timemap/2>; rel="timemap"; type="application/link-format"`,
      },
    }));
    const { captures, problems } = await find(archive);
    expect(captures).toEqual([]);
    expect(problems).toEqual([
      "1 further TimeMaps lie elsewhere: not read",
      "1 captures lie at archives that are not configured: not read",
    ]);
  });

  it("is one under all its names: one budget, one trust", () => {
    expect(countedAt(new URL("https://archive.md/x"))).toBe("https://archive.today");
    expect(knownAt("archive.ph")).toMatchObject({ trust: "low" });
    expect(isSameArchive("archive.ph", "archive.is")).toBe(true);
    expect(isSameArchive("archive.ph", "web.archive.org")).toBe(false);
    expect(isSameArchive("a.example", "b.example")).toBe(false);
  });

  it("is not searched through for an account, and says so; a whole address it is asked for", async () => {
    const { standIn, archive } = await archiveWith(() => ({}));
    const list = await archive.find(
      { kind: "prefix", prefix: "twitter.com/ada_example/" },
      CONTEXT,
    );
    expect([list.truncated, standIn.requests]).toEqual([true, []]);
    const one = await archive.find({ kind: "prefix", prefix: POST }, CONTEXT);
    expect([one.truncated, standIn.requests]).toEqual([false, [MAP]]);
  });

  it.each<[string, Answer, string]>([
    ["a CAPTCHA page with 429", { status: 429, body: "CAPTCHA" }, "rate-limited"],
    ["a page that is no TimeMap", { body: "<html><a href=x></html>" }, "unavailable"],
    ["503", { status: 503 }, "unavailable"],
    ["403", { status: 403 }, "refused"],
  ])("that answers with %s could not be asked", async (_name, answer, outcome) => {
    const { archive } = await archiveWith(() => ({ [MAP]: answer }));
    await expect(find(archive)).rejects.toMatchObject({ outcome });
  });
});
