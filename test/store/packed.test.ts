import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, unpackAll } from "../../src/store/packed.js";

/** How verdicts were and are kept, by the version that wrote them. */
const FORMS = { asTheyAre: Buffer.from, zlib: deflateSync, now: pack };

it("what is packed is read as it was, whatever it holds, beside what versions before kept", () => {
  const text = fc
    .dictionary(fc.string({ unit: "binary" }), fc.json())
    .map((value) => JSON.stringify(value));
  const form = fc.constantFrom(...(Object.keys(FORMS) as (keyof typeof FORMS)[]));
  fc.assert(
    fc.property(fc.array(fc.record({ text, form })), (all) => {
      const stored = all.map(({ text, form }) => FORMS[form](text));
      expect(unpackAll(stored).map(String)).toEqual(all.map(({ text }) => text));
    }),
  );
});

it("what is damaged is not read as something else", () => {
  const [whole, damaged] = [pack('{"outcome":"verified"}'), pack('{"outcome":"altered"}')];
  damaged[12] = (damaged[12] ?? 0) ^ 1;
  expect(() => unpackAll([whole, damaged])).toThrow();
  expect(() => unpackAll([deflateSync('{"outcome":"verified"}').subarray(0, -5)])).toThrow();
});

it("names that come again take a fraction", () => {
  const search = Array.from({ length: 40 }, (_, n) => ({
    step: n,
    asked: `https://a.example/${n}`,
  }));
  const json = JSON.stringify({ search });
  expect(pack(json).length).toBeLessThan(json.length / 3);
});
