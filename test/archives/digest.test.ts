import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, EMPTY_DIGEST, normaliseDigest, parseDigest } from "../../src/archives/digest.js";

const EMPTY = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";

describe("a digest", () => {
  it.each([
    EMPTY,
    `sha1:${EMPTY}`,
    `SHA-1:${EMPTY.toLowerCase()}`,
    "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha1:2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "sha1:2jmj7l5rSw0yVb_vlWAYkK_YBwk",
  ])("%s is the SHA-1 of nothing, however it is written", (written) => {
    expect(normaliseDigest(written)).toBe(EMPTY_DIGEST);
    expect(EMPTY_DIGEST).toBe(`sha1:${EMPTY}`);
  });

  it.each(["", "-", "sha1:", "sha1:xyz", "crc:12345678", "sha1:da39", "x".repeat(1000)])(
    "%j is none",
    (text) => {
      expect(parseDigest(text)).toBeNull();
    },
  );

  it("is read in base32, hexadecimal and both base64 as the bytes it stands for", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const hash = createHash("sha1").update(bytes).digest();
        const written = [hash.toString("hex"), hash.toString("base64"), hash.toString("base64url")];
        for (const one of [...written.map((text) => `sha1:${text}`), digestOf(bytes)]) {
          expect(parseDigest(one)?.bytes).toEqual(hash);
        }
      }),
    );
  });
});
