import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/snapshots/charset.js";

const arabic = "مرحبا";
/** The same word in windows-1256. */
const arabicBytes = Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]);
/** 日本 in Shift_JIS. */
const japaneseBytes = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);

describe("bytes to text", () => {
  it("believes a byte order mark before any label", () => {
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("naïve", "utf16le")]);
    expect(decodeText(marked, "text/html; charset=utf-8").text).toBe("naïve");
    const utf8 = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(arabic)]);
    expect(decodeText(utf8, "text/html; charset=windows-1256").text).toBe(arabic);
  });

  it.each([
    ["the header", "text/html; charset=windows-1256", "", arabicBytes, arabic],
    ["a quoted header", 'text/html; charset="Shift_JIS"', "", japaneseBytes, "日本"],
    ["a meta charset", null, "<meta charset=windows-1256>", arabicBytes, arabic],
    [
      "a meta content type",
      null,
      '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">',
      japaneseBytes,
      "日本",
    ],
    [
      "an XML declaration",
      null,
      '<?xml version="1.0" encoding="windows-1256"?>',
      arabicBytes,
      arabic,
    ],
  ])("follows %s", (_, contentType, head, bytes, word) => {
    const body = Buffer.concat([Buffer.from(head), bytes]);
    expect(decodeText(body, contentType).text).toBe(head + word);
  });

  it("reads UTF-8 under a wrong label", () => {
    expect(decodeText(Buffer.from(arabic), "text/html; charset=iso-8859-1").text).toBe(arabic);
  });

  it("reads unlabelled bytes that are no UTF-8 as windows-1252", () => {
    expect(decodeText(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x73]), null).text).toBe("cafés");
  });

  it("falls back where the label is unknown", () => {
    expect(decodeText(Buffer.from("é"), "text/html; charset=klingon").text).toBe("é");
  });

  it("drops a character cut in two at the end", () => {
    const cut = Buffer.from("été 😬").subarray(0, -2);
    expect(decodeText(cut, null).text).toBe("été ");
    expect(decodeText(cut, "text/html; charset=utf-8").text).toBe("été ");
  });

  it("takes any bytes under any label without throwing", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.string({ maxLength: 40 }),
        (bytes, label) => {
          return typeof decodeText(bytes, `text/html; charset=${label}`).text === "string";
        },
      ),
    );
  });
});
