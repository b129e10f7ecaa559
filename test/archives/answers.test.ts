import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCdxj } from "../../src/archives/cdxj.js";
import { dechunk, decodeContent, parseHttpHead } from "../../src/archives/http-message.js";
import { fromTimestamp, toIsoSeconds, toTimestamp } from "../../src/archives/timestamp.js";
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
        for (const { url } of parseCdx(any)?.lines ?? []) expect(url).toMatch(/^https?:/i);
        const listed = parseCdxj(any);
        if (listed) expect(listed.capturedAt).toMatch(/Z$/);
      }),
    );
  });
});
