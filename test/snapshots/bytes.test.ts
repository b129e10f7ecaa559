import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unpackBody } from "../../src/snapshots/bytes.js";

const page = Buffer.from(`<html>${"words of a page, ".repeat(400)}</html>`);

/** "hello zstd, hello zstd\n" as one frame of stored and run-length blocks (RFC 8878, 3.1.1). */
function storedZstd(bytes: Uint8Array): Uint8Array {
  const header = [0x28, 0xb5, 0x2f, 0xfd, 0x20 | 0x40, bytes.length & 0xff, bytes.length >> 8];
  // Frame_Content_Size_flag 1 holds the size minus 256.
  const size = bytes.length - 256;
  header[5] = size & 0xff;
  header[6] = size >> 8;
  const block = (bytes.length << 3) | 1;
  return Buffer.concat([
    Buffer.from(header),
    Buffer.from([block & 0xff, (block >> 8) & 0xff, block >> 16]),
    bytes,
  ]);
}

describe("unpacking a body", () => {
  it.each([
    ["gzip by its magic bytes", gzipSync(page), null],
    ["gzip under a header", gzipSync(page), "gzip"],
    ["zlib", deflateSync(page), "deflate"],
    ["raw deflate", deflateRawSync(page), "deflate"],
    ["brotli by its header", brotliCompressSync(page), "br"],
    ["zstd by its magic bytes", storedZstd(page), null],
    ["packed twice", gzipSync(gzipSync(page)), "gzip, gzip"],
    ["unpacked under a header that says packed", page, "gzip"],
    ["unpacked under a header that says brotli", page, "br"],
    ["not packed", page, null],
  ])("reads a body %s", (_, body, encoding) => {
    const unpacked = unpackBody(body, encoding);
    expect(Buffer.from(unpacked.bytes).equals(page)).toBe(true);
    expect(unpacked.problem).toBeNull();
    expect(unpacked.cut).toBeNull();
  });

  it("gives what a cut body still holds", () => {
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251));
    const packed = gzipSync(noise);
    const { bytes, cut } = unpackBody(packed.subarray(0, packed.length >> 1), "gzip");
    expect(cut).toContain("gzip");
    expect(bytes.length).toBeGreaterThan(0);
    expect(Buffer.from(bytes).equals(noise.subarray(0, bytes.length))).toBe(true);
  });

  it("refuses a body that unfolds to more than the cap, and says so", () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    const { bytes, problem } = unpackBody(bomb, "gzip");
    expect(bytes.length).toBe(0);
    expect(problem).toContain("more than");
  });

  it("takes any bytes under any label without throwing", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(null, "gzip", "br", "zstd", "deflate", "identity", "gzip,br"),
        (bytes, label) => unpackBody(bytes, label).bytes.length >= 0,
      ),
    );
  });
});
