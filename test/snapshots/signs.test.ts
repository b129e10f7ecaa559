import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SignFinder } from "../../src/snapshots/signs.js";

describe("a look for many strings at once", () => {
  it("finds what a look for each finds, however they overlap", () => {
    // Few letters, one beyond a byte: strings share pieces, begin within one another and repeat.
    const letter = fc.constantFrom("a", "b", "-", "ü", "\u4e61");
    const signs = fc.array(fc.string({ unit: letter, minLength: 2, maxLength: 9 }), {
      minLength: 1,
      maxLength: 12,
    });
    const text = fc.string({ unit: letter, maxLength: 200 });
    fc.assert(
      fc.property(signs, text, fc.array(fc.nat(), { maxLength: 4 }), (wanted, filling, places) => {
        let body = filling;
        for (const place of places) {
          const at = place % (body.length + 1);
          body = body.slice(0, at) + wanted[place % wanted.length] + body.slice(at);
        }
        const found = [...new SignFinder(wanted).in(body)].sort();
        expect(found).toEqual([...new Set(wanted)].filter((sign) => body.includes(sign)).sort());
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds those at the very beginning and end, and in a text of nothing else", () => {
    const finder = new SignFinder(["<article", "h-entry", "h-entries"]);
    expect([...finder.in("<article h-entry")]).toEqual(["<article", "h-entry"]);
    expect([...finder.in("h-entries")]).toEqual(["h-entries"]);
    expect([...finder.in("h-entr")]).toEqual([]);
    expect([...finder.in("")]).toEqual([]);
  });

  it("refuses a sign of one letter", () => {
    expect(() => new SignFinder(["ab", "a"])).toThrow(RangeError);
  });
});
