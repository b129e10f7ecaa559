import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../src/archives/byte-source.js";
import { payloadOf } from "../../src/archives/local/payload.js";
import { readRecordAt, readWarc, searchWarc } from "../../src/archives/warc/read.js";
import type { WarcItem, WarcRecord } from "../../src/archives/warc/record.js";
import { type WarcRecordInput, writeWarc } from "../../src/archives/warc/write.js";
import { anyText } from "../support/any-text.js";

const ALL = () => 1_000_000;

async function items(bytes: Uint8Array, keep = ALL): Promise<WarcItem[]> {
  const found: WarcItem[] = [];
  for await (const item of await readWarc(bytesInMemory(Buffer.from(bytes)), keep))
    found.push(item);
  return found;
}

function records(found: readonly WarcItem[]): WarcRecord[] {
  return found.filter((item) => item.kind === "record");
}

function damages(found: readonly WarcItem[]): string[] {
  return found.flatMap((item) =>
    item.kind === "damage" ? [`${item.offset} ${item.because}`] : [],
  );
}

function urls(found: readonly WarcItem[]): (string | undefined)[] {
  return records(found)
    .filter(({ damage }) => damage === null)
    .flatMap(({ fields }) => fields.get("warc-target-uri") ?? []);
}

function page(n: number, over: Partial<WarcRecordInput> = {}): WarcRecordInput {
  return {
    uriR: `https://example.com/${n}`,
    capturedAt: `2023-02-0${n}T10:11:12Z`,
    headers: { "content-type": "text/html" },
    body: `<p>page ${n}</p>`,
    ...over,
  };
}

const THREE = [page(1), page(2), page(3)];
const URLS = THREE.map(({ uriR }) => uriR);

/** Positions of the gzip members or records of a file. */
async function offsets(bytes: Buffer): Promise<number[]> {
  return records(await items(bytes)).map(({ offset }) => offset);
}

describe("writing a WARC file and reading it", () => {
  it.each([true, false])("brings back what went in (packed: %s), by offset too", async (gzip) => {
    const bytes = await writeWarc(THREE, { gzip });
    const found = await items(bytes);
    expect(damages(found)).toEqual([]);
    expect(urls(found)).toEqual(URLS);
    const last = records(found).at(-1)!;
    expect(last.block.toString()).toBe(
      "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<p>page 3</p>",
    );
    const again = await readRecordAt(bytesInMemory(bytes), last);
    expect(again?.block.equals(last.block)).toBe(true);
    const part = bytes.subarray(last.offset, last.offset + last.length!);
    expect(urls(await items(part))).toEqual([URLS[2]]);
  });

  it("is the same file for the same records", async () => {
    expect((await writeWarc(THREE)).equals(await writeWarc(THREE))).toBe(true);
  });

  it("keeps resources without a HTTP head, and revisits without a body", async () => {
    const bytes = await writeWarc([
      page(1, { type: "resource", headers: [["Content-Type", "application/json"]], body: "{}" }),
      page(2, {
        type: "revisit",
        refersTo: { uriR: URLS[0]!, capturedAt: "2023-02-01T10:11:12Z" },
      }),
    ]);
    const [, resource, revisit] = records(await items(bytes));
    expect(resource?.block.toString()).toBe("{}");
    expect(resource?.fields.get("content-type")).toBe("application/json");
    expect(revisit?.fields.get("warc-refers-to-target-uri")).toBe(URLS[0]);
    expect(revisit?.block.toString().endsWith("\r\n\r\n")).toBe(true);
  });

  it("refuses line breaks that would make headers of their own", async () => {
    await expect(writeWarc([page(1, { uriR: "https://a/\r\nX: y" })])).rejects.toThrow(RangeError);
    await expect(writeWarc([page(1, { headers: { a: "b\nc" } })])).rejects.toThrow(RangeError);
    await expect(writeWarc([page(1, { capturedAt: "yesterday" })])).rejects.toThrow(RangeError);
  });

  it("holds for any body, in one gzip member a record, in one for all, or in none", async () => {
    const body = fc.uint8Array({ maxLength: 2000 });
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 4 }), async (bodies) => {
        const input = bodies.map((bytes, n) => page(n + 1, { body: bytes }));
        const plain = await writeWarc(input, { gzip: false });
        for (const bytes of [plain, gzipSync(plain), await writeWarc(input)]) {
          const found = await items(bytes);
          expect(damages(found)).toEqual([]);
          const ends = records(found)
            .slice(1)
            .map((record) => record.block.subarray(-1));
          expect(ends).toHaveLength(bodies.length);
          for (const [n, record] of records(found).slice(1).entries()) {
            expect(record.block.subarray(record.block.length - bodies[n]!.length)).toEqual(
              Buffer.from(bodies[n]!),
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("WARC files as others write them", () => {
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  const block = "HTTP/1.1 200 OK\n\nhello";
  const head = (length: number, more = "") =>
    `WARC/1.0\nWARC-Type: response\nWARC-Target-URI: <https://example.com/a b>\n${more}Content-Length: ${length}\n\n`;

  it.each([
    ["LF alone", `${head(22)}${block}\n\n`],
    ["CR LF", `${crlf(head(22))}${block}\r\n\r\n`],
    ["CR CR LF", `${head(22).replaceAll("\n", "\r\r\n")}${block}\r\n`],
    ["no line end after the record", `${head(22)}${block}`],
    [
      "continued and repeated fields",
      `${head(22, "X-A: one\n two\nContent-Length : 5\n").replace("Length : 5", "Lengt: 5")}${block}`,
    ],
    ["one blank line too many", `${crlf(head(22))}\r\n${block}\r\n\r\n`],
    ["zero bytes at the end", `${head(22)}${block}\n\n${"\0".repeat(600)}`],
  ])("are read with %s", async (_name, text) => {
    const found = await items(Buffer.from(text));
    expect(damages(found)).toEqual([]);
    expect(records(found)).toHaveLength(1);
    expect(records(found)[0]!.block.toString()).toBe(block);
  });

  it("goes over several gzip members for one record", async () => {
    const plain = await writeWarc(THREE, { gzip: false });
    const inside = ["page 1", "HTTP/1.1 200", "2</p>"].map((text) => plain.lastIndexOf(text));
    const cuts = [0, ...inside.sort((a, b) => a - b), plain.length];
    const bytes = Buffer.concat(
      cuts.slice(1).map((end, n) => gzipSync(plain.subarray(cuts[n], end))),
    );
    const found = await items(bytes);
    expect(damages(found)).toEqual([]);
    expect(urls(found)).toEqual(URLS);
    const last = records(found).at(-1)!;
    expect(last.length).toBeNull();
    const again = await readRecordAt(bytesInMemory(bytes), last);
    expect(again?.block.toString()).toBe(last.block.toString());
  });

  it("unpacks what is larger than memory should hold piece by piece", async () => {
    const big = page(1, { body: Buffer.alloc(9_000_000, "x") });
    const bytes = await writeWarc([big, page(2)]);
    const found = await items(bytes, () => 100);
    expect(damages(found)).toEqual([]);
    const [, first, second] = records(found);
    expect(first!.block).toHaveLength(100);
    expect(first!.blockLength).toBeGreaterThan(9_000_000);
    expect(second!.fields.get("warc-target-uri")).toBe(URLS[1]);
  });

  it("says of an ARC file that it is one", async () => {
    const found = await items(Buffer.from("filedesc://x.arc 0.0.0.0 2020 text/plain 77\n"));
    expect(damages(found)).toEqual([expect.stringContaining("ARC")]);
  });
});

describe("damage", () => {
  it("of one packed record leaves those before and after it", async () => {
    const bytes = await writeWarc(THREE);
    const second = (await offsets(bytes))[2]!;
    for (const at of [second + 40, second + 200]) {
      const broken = Buffer.from(bytes);
      broken[at]! ^= 0x10;
      const found = await items(broken);
      expect(urls(found)).toEqual([URLS[0], URLS[2]]);
      expect(damages(found).join()).toContain(`${second} `);
    }
  });

  it("of a checksum is told, and the record marked", async () => {
    const bytes = await writeWarc(THREE);
    const [, , second, third] = await offsets(bytes);
    bytes[third! - 8]! ^= 1;
    const found = await items(bytes);
    expect(damages(found)).toEqual([expect.stringContaining("CRC32")]);
    const marked = records(found).find(({ offset }) => offset === second)!;
    expect(marked.damage).toContain("CRC32");
    expect(urls(found)).toEqual([URLS[0], URLS[2]]);
  });

  it("by cutting a file anywhere is told, unless cut between records", async () => {
    for (const gzip of [true, false]) {
      const bytes = await writeWarc(THREE, { gzip });
      const starts = new Set(await offsets(bytes));
      for (let end = 1; end < bytes.length; end += 7) {
        const found = await items(bytes.subarray(0, end));
        const whole = gzip
          ? starts.has(end)
          : [...starts].some((start) => end <= start && end >= start - 4);
        const atEnd = !gzip && end >= bytes.length - 4;
        if (!whole && !atEnd) expect([end, damages(found).length]).not.toEqual([end, 0]);
        for (const record of records(found)) expect(record.offset).toBeLessThan(end);
      }
    }
  }, 30_000);

  it("after a record, of bytes that are none, costs no record", async () => {
    const [plain, junk] = [
      await writeWarc(THREE, { gzip: false }),
      Buffer.from("junk\n".repeat(9)),
    ];
    const found = await items(Buffer.concat([plain, junk]));
    expect(damages(found)).toHaveLength(1);
    expect(urls(found)).toEqual([URLS[0], URLS[1]]);
    const last = records(found).at(-1)!;
    expect(payloadOf(last)).toMatchObject({ verified: true, body: Buffer.from("<p>page 3</p>") });
  });

  it("of a length in a plain file costs that record alone", async () => {
    const plain = (await writeWarc(THREE, { gzip: false })).toString("latin1");
    const stated = /Content-Length: (\d+)\r\n\r\nHTTP[\s\S]*?page 2/.exec(plain)![1]!;
    for (const length of ["5", "999999999999", "nonsense", String(Number(stated) + 300)]) {
      const at = plain.lastIndexOf(`Content-Length: ${stated}`, plain.indexOf("page 2"));
      const rest = plain
        .slice(at)
        .replace(`Content-Length: ${stated}`, `Content-Length: ${length}`);
      const found = await items(Buffer.from(plain.slice(0, at) + rest, "latin1"));
      expect(urls(found)).toEqual([URLS[0], URLS[2]]);
      expect(damages(found).join()).toContain("Content-Length");
    }
  });

  it("at the beginning, of bytes that are no records, is passed over", async () => {
    for (const gzip of [true, false]) {
      const junk = Buffer.from("junk\nbefore it\n");
      const found = await items(
        Buffer.concat([gzip ? gzipSync(junk) : junk, await writeWarc(THREE, { gzip })]),
      );
      expect(damages(found).length).toBeGreaterThan(0);
      expect(urls(found)).toEqual(URLS);
    }
  });

  it("is searched through for records where nothing else helps", async () => {
    const bytes = Buffer.concat([
      Buffer.from("PK\x03\x04junk"),
      await writeWarc(THREE),
      Buffer.from("more junk"),
    ]);
    const found: WarcItem[] = [];
    for await (const item of await searchWarc(bytesInMemory(bytes), ALL)) found.push(item);
    expect(urls(found)).toEqual(URLS);
    expect(records(found).every(({ foundBySearch }) => foundBySearch)).toBe(true);
  });

  it("never makes the reader throw or hang, whatever the bytes", async () => {
    const sound = [await writeWarc(THREE), await writeWarc(THREE, { gzip: false })];
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), insert: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.nat(1), fc.array(edit, { maxLength: 8 }), async (which, edits) => {
        let bytes = Buffer.from(sound[which]!);
        for (const { at, byte, insert } of edits) {
          const place = at % bytes.length;
          if (insert)
            bytes = Buffer.concat([
              bytes.subarray(0, place),
              Buffer.of(byte),
              bytes.subarray(place),
            ]);
          else bytes[place] = byte;
        }
        for (const item of await items(bytes))
          expect(item.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 300 },
    );
    const fragments = fc.constantFrom(
      "WARC/1.0\r\n",
      "\r\n\r\n",
      "\x1f\x8b\x08\x00",
      "Content-Length: 9\r\n",
      "WARC-Type: response\r\n",
    );
    const text = fc.array(fc.oneof(fragments, anyText(20)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        await items(Buffer.from(parts.join(""), "latin1"));
      }),
      { numRuns: 300 },
    );
  });
});

describe("files as odd as writers and disks make them", () => {
  const plainOf = async () => (await writeWarc(THREE, { gzip: false })).toString("latin1");
  const inMembers = (text: string) =>
    Buffer.concat(
      text.split(/(?=WARC\/1\.1\r\n)/).map((record) => gzipSync(Buffer.from(record, "latin1"))),
    );

  it("with headers in any case", async () => {
    const odd = (await plainOf()).replaceAll(/^[\w-]+(?=: )/gm, (name, at: number) =>
      at % 2 === 0 ? name.toUpperCase() : name.toLowerCase(),
    );
    for (const bytes of [Buffer.from(odd, "latin1"), inMembers(odd)]) {
      const found = await items(bytes);
      expect([damages(found), urls(found)]).toEqual([[], URLS]);
    }
  });

  it("with a record that states no length", async () => {
    const plain = await plainOf();
    const at = plain.indexOf("Content-Length", plain.indexOf(URLS[1]!));
    const without = plain.slice(0, at) + plain.slice(plain.indexOf("\n", at) + 1);
    for (const bytes of [Buffer.from(without, "latin1"), inMembers(without)]) {
      const found = await items(bytes);
      expect(urls(found)).toEqual([URLS[0], URLS[2]]);
      expect(damages(found).join()).toMatch(/Content-Length/);
    }
  });

  it("with bytes between records that are none", async () => {
    const [plain, packed] = [await writeWarc(THREE, { gzip: false }), await writeWarc(THREE)];
    for (const bytes of [plain, packed]) {
      const third = (await offsets(bytes)).at(-1)!;
      const junk = Buffer.from("\x00\x01 no record \xff\n".repeat(20), "latin1");
      const found = await items(
        Buffer.concat([bytes.subarray(0, third), junk, bytes.subarray(third)]),
      );
      expect(records(found).map(({ fields }) => fields.get("warc-target-uri"))).toContain(URLS[2]);
      expect(damages(found).length).toBeGreaterThan(0);
      expect(damages(found).every((said) => /^\d+ ./.test(said))).toBe(true);
    }
  });

  it("with zero bytes behind the last record", async () => {
    for (const gzip of [true, false]) {
      for (const zeros of [1, 511, 10_240, 3_000_000]) {
        const found = await items(
          Buffer.concat([await writeWarc(THREE, { gzip }), Buffer.alloc(zeros)]),
        );
        expect([damages(found), urls(found)]).toEqual([[], URLS]);
      }
    }
  });

  it("with members that are larger than what is unpacked at once, packed or unpacked", async () => {
    const noise = (length: number) =>
      Buffer.from(
        Uint32Array.from({ length: length / 4 }, (_, n) => Math.imul(n, 2654435761) ^ (n << 7))
          .buffer,
      );
    const input = [70_000, 1_100_000, 3_900_000, 5_000_000].map((length, n) =>
      page(n + 1, { body: noise(length) }),
    );
    const bytes = await writeWarc([...input, page(5)]);
    const found = await items(bytes, () => 6_000_000);
    expect(damages(found)).toEqual([]);
    for (const [n, record] of records(found).slice(1, -1).entries()) {
      expect(
        record.block.subarray(-input[n]!.body.length).equals(Buffer.from(input[n]!.body)),
      ).toBe(true);
      expect(
        bytes.subarray(record.offset + record.length!, record.offset + record.length! + 2),
      ).toEqual(Buffer.from([0x1f, 0x8b]));
    }
    expect(urls(found).at(-1)).toBe(page(5).uriR);
  });
});
