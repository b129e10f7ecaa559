import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, unpack } from "../../src/store/packed.js";

it("what is packed is read as it was, whatever it holds", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.json()), (value) => {
      const json = JSON.stringify(value);
      expect(unpack(pack(json)).toString()).toBe(json);
    }),
  );
});

it("what was kept before there was packing is read as it is", () => {
  const json = Buffer.from('{"text":"“Été”"}');
  expect(unpack(json)).toEqual(json);
});

it("names that come again take a fraction", () => {
  const search = Array.from({ length: 40 }, (_, n) => ({
    step: n,
    asked: `https://a.example/${n}`,
  }));
  const json = JSON.stringify({ search });
  expect(pack(json).length).toBeLessThan(json.length / 3);
});
