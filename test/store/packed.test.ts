import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, unpackAll } from "../../src/store/packed.js";

it("what is packed is read as it was, whatever it holds, beside what was kept before there was packing", () => {
  const text = fc
    .dictionary(fc.string({ unit: "binary" }), fc.json())
    .map((value) => JSON.stringify(value));
  const kept = fc.record({ text, isPacked: fc.boolean() });
  fc.assert(
    fc.property(fc.array(kept), (all) => {
      const stored = all.map(({ text, isPacked }) => (isPacked ? pack(text) : Buffer.from(text)));
      expect(unpackAll(stored).map(String)).toEqual(all.map(({ text }) => text));
    }),
  );
});

it("what is damaged is not read as something else", () => {
  const [whole, damaged] = [pack('{"outcome":"verified"}'), pack('{"outcome":"altered"}')];
  damaged[12] = (damaged[12] ?? 0) ^ 1;
  expect(() => unpackAll([whole, damaged])).toThrow();
});

it("names that come again take a fraction", () => {
  const search = Array.from({ length: 40 }, (_, n) => ({
    step: n,
    asked: `https://a.example/${n}`,
  }));
  const json = JSON.stringify({ search });
  expect(pack(json).length).toBeLessThan(json.length / 3);
});
