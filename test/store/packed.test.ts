import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DamagedError, pack, unpackAll } from "../../src/store/packed.js";

const object = fc
  .dictionary(fc.string({ unit: "binary" }), fc.json())
  .map((value) => JSON.stringify(value));

it("what is packed is read as it was, whatever it holds, beside what was kept in earlier forms", () => {
  const form = fc.constantFrom<(json: string) => Buffer>(pack, deflateSync, Buffer.from);
  fc.assert(
    fc.property(fc.array(fc.tuple(object, form)), (all) => {
      const stored = all.map(([json, keep]) => keep(json));
      expect(unpackAll(stored).map(String)).toEqual(all.map(([json]) => json));
    }),
  );
});

it("what is damaged is not read as something else, and keeps no other from being read", () => {
  const damage = fc.oneof(
    fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, by]) => (whole: Buffer) => {
      const byte = at % whole.length;
      whole[byte] = (whole[byte] ?? 0) ^ by;
      return whole;
    }),
    fc.nat().map((at) => (whole: Buffer) => whole.subarray(0, at % whole.length)),
    fc
      .oneof(fc.uint8Array({ minLength: 1 }), fc.constant(new Uint8Array(2)))
      .map((more) => (whole: Buffer) => Buffer.concat([whole, more])),
  );
  fc.assert(
    fc.property(fc.array(object), object, fc.array(object), damage, (before, one, after, spoil) => {
      const keep = (all: readonly string[]) => all.map(pack);
      const found = unpackAll([...keep(before), spoil(pack(one)), ...keep(after)]);
      const [read] = found.splice(before.length, 1);
      // Not all bytes of the format matter.
      if (!(read instanceof DamagedError)) expect(String(read)).toBe(one);
      expect(found.map(String)).toEqual([...before, ...after]);
    }),
  );
});

it("what does not begin as it was kept is damaged", () => {
  const damaged = pack('{"outcome":"altered"}');
  damaged[0] = 0;
  const [whole, read] = unpackAll([pack("{}"), damaged]);
  expect(String(whole)).toBe("{}");
  expect(read).toBeInstanceOf(DamagedError);
});

it("names that come again take a fraction", () => {
  const search = Array.from({ length: 40 }, (_, n) => ({
    step: n,
    asked: `https://a.example/${n}`,
  }));
  const json = JSON.stringify({ search });
  expect(pack(json).length).toBeLessThan(json.length / 3);
});
