import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCdxj } from "../../src/archives/cdxj.js";
import { dechunk, decodeContent, parseHttpHead } from "../../src/archives/http-message.js";
import { fromTimestamp, toIsoSeconds, toTimestamp } from "../../src/archives/timestamp.js";
import { headLines } from "../../src/archives/warc/record.js";
import { parseCdx } from "../../src/archives/wayback/cdx-lines.js";
import { anyText } from "../support/any-text.js";

describe("times", () => {
  it.each([
    ["20230206101112", "2023-02-06T10:11:12Z"],
    ["20230206101112345", "2023-02-06T10:11:12Z"],
    ["2023", "2023-01-01T00:00:00Z"],
    ["202302", "2023-02-01T00:00:00Z"],
    ["20230007121314", "2023-07-12T13:14:00Z"],
    ["20230200121314", "2023-02-12T13:14:00Z"],
    ["20230231000000", null],
    ["20231301000000", null],
    ["202", null],
    ["-", null],
    ["20230206T10", null],
  ])("%s is %s", (digits, iso) => {
    expect(fromTimestamp(digits)).toBe(iso);
  });

  it("go into digits and back", () => {
    const seconds = fc.integer({ min: 631152000, max: 4102444799 });
    fc.assert(
      fc.property(seconds, (second) => {
        const iso = toIsoSeconds(new Date(second * 1000).toISOString())!;
        expect(fromTimestamp(toTimestamp(iso))).toBe(iso);
      }),
    );
  });
});

describe("times as records write them", () => {
  const two = fc.integer({ min: 0, max: 63 }).map((n) => String(n).padStart(2, "0"));
  const year = fc.constantFrom("1970", "1989", "1990", "2016", "2023", "2999", "3000", "9999");
  const written = fc
    .tuple(year, two, two, two, two, two, fc.constantFrom("Z", ".5Z", "", "+01:00"))
    .map(([y, mo, d, h, mi, s, end]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${end}`);
  const often = fc
    .date({ min: new Date("1989-12-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`);

  it("are what Date makes of them", () => {
    fc.assert(
      fc.property(fc.oneof(written, often), (text) => {
        const time = new Date(text);
        const isKnown = !Number.isNaN(time.getTime()) && time.getUTCFullYear() >= 1990;
        expect(toIsoSeconds(text)).toBe(isKnown ? `${time.toISOString().slice(0, 19)}Z` : null);
        if (isKnown) {
          expect(toTimestamp(text)).toBe(time.toISOString().replace(/\D/g, "").slice(0, 14));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("lines of a head", () => {
  /** The same, a line at a time. */
  function taken(text: string): [string, string][] {
    const lines: [string, string][] = [];
    for (const line of text.split("\n").map((each) => each.trimEnd())) {
      const last = lines.at(-1);
      const colon = line.indexOf(":");
      if (/^[ \t]/.test(line)) {
        if (last) last[1] = `${last[1]} ${line.trim()}`;
      } else if (colon > 0) {
        lines.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
      }
    }
    return lines;
  }

  it("are those of a reading line by line, whatever the text", () => {
    const piece = fc.constantFrom(
      "\n",
      "\r\n",
      "\r\r\n",
      ":",
      ": ",
      " ",
      "\t",
      "\u00a0",
      "A",
      "b-C",
      "É",
    );
    const text = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (given) => {
        expect(headLines(given)).toEqual(taken(given));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("a HTTP answer in a record", () => {
  it.each([
    ["HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 200, "body"],
    ["HTTP/1.0 302\nA: b\n\nbody", 302, "body"],
    ["HTTP/2 404 \r\n\r\n", 404, ""],
    ["HTTP/1.1 200 OK\r\nA: b", 200, ""],
  ])("%j has a head", (text, status, body) => {
    const block = Buffer.from(text);
    const head = parseHttpHead(block)!;
    expect([head.status, block.subarray(head.length).toString()]).toEqual([status, body]);
  });

  it.each(["", "HTTPX/1.1 200 OK\r\n\r\n", "<html>", "HTTP/1.1 OK\r\n\r\n"])(
    "%j has none",
    (text) => {
      expect(parseHttpHead(Buffer.from(text))).toBeNull();
    },
  );

  it("is taken out of its chunks, and only when it is framed to its end", () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const framed = parts.flatMap((part) => [
          Buffer.from(`${part.length.toString(16)}\r\n`),
          part,
          Buffer.from("\r\n"),
        ]);
        const body = Buffer.concat([...framed, Buffer.from("0\r\n\r\n")]);
        expect(dechunk(body)).toEqual(Buffer.concat(parts));
        expect(dechunk(body.subarray(0, body.length - 5))).toBeNull();
      }),
    );
    expect(dechunk(Buffer.from("<html>\n</html>"))).toBeNull();
    expect(dechunk(Buffer.from("ffffffffffffff\r\nx"))).toBeNull();
  });

  it("is unpacked by its encoding, if it is what that says and not too large", () => {
    expect(decodeContent(gzipSync("words"), "GZip")?.toString()).toBe("words");
    expect(decodeContent(Buffer.from("words"), "gzip")).toBeNull();
    expect(decodeContent(Buffer.from("words"), "pigeon")).toBeNull();
    expect(decodeContent(gzipSync(Buffer.alloc(65 * 1024 * 1024)), "gzip")).toBeNull();
  });
});

describe("lists of captures", () => {
  it("are read from any text without a throw", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      '"',
      ",",
      "{",
      "}",
      "\n",
      " ",
      "20230206101112",
      "https://a/",
      "urlkey",
      "-",
    );
    const text = fc.oneof(
      anyText(50),
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const { url } of parseCdx(any)?.listed ?? []) expect(url).toMatch(/^https?:/i);
        const listed = parseCdxj(any);
        if (listed) expect(listed.capturedAt).toMatch(/Z$/);
      }),
    );
  });
});
