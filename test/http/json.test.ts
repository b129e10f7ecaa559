import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonStrictly, UnfitJsonError } from "../../src/http/json.js";

const placeOf = (text: string) => {
  try {
    parseJsonStrictly(text);
  } catch (error) {
    return error instanceof UnfitJsonError ? error.pointer : error;
  }
  return null;
};

const valueOr = (parse: (text: string) => unknown, text: string) => {
  try {
    return { value: parse(text) };
  } catch (error) {
    return error;
  }
};

describe("parseJsonStrictly", () => {
  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJsonStrictly(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', "/a"],
    ['{"quotes":[{"text":"x"},{"text":"y","text":"z"}]}', "/quotes/1/text"],
    ['{"a":1,"\\u0061":2}', "/a"],
    ['{"a/b~":{"c":[0,{"d":1,"d":1}]}}', "/a~1b~0/c/1/d"],
    ['{ "x" : {} , "x" : [] }', "/x"],
    ['{"a\\\\":1,"a\\\\":2}', "/a\\"],
  ])("refuses a name given twice: %s", (text, pointer) => {
    expect(placeOf(text)).toBe(pointer);
  });

  it.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a\\",\\"a\\":","b":"\\\\"}',
    '{"__proto__":{"x":1},"constructor":1}',
    '["a","a"]',
  ])("takes %s", (text) => {
    expect(parseJsonStrictly(text)).toEqual(JSON.parse(text));
  });

  it("refuses deep nesting, however deep", () => {
    for (const depth of [65, 100_000]) {
      expect(placeOf(`${"[".repeat(depth)}${"]".repeat(depth)}`)).toMatch(/^(\/0)+$/);
      expect(placeOf(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)).toMatch(/^(\/a)+$/);
    }
    expect(placeOf(`${"[".repeat(64)}${"]".repeat(64)}`)).toBeNull();
  });

  it("refuses more values than any request has, and says where", () => {
    const list = (length: number) => `{"a":[${Array(length).fill("{}").join()}]}`;
    expect(placeOf(list(74_999))).toBeNull();
    expect(placeOf(list(1_000_000))).toMatch(/^\/a\/\d+$/);
    expect(placeOf(`[${"1,".repeat(149_998)}1]`)).toBeNull();
    expect(placeOf(`[${"1,".repeat(149_999)}1]`)).toBe("/149999");
  });

  it("takes 500 quotes that come with what a platform says of each post", () => {
    const post = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`field_${n}`, n]));
    const quotes = Array(500).fill({ text: "a", author: { handle: "b" }, post });
    expect(parseJsonStrictly(JSON.stringify({ quotes }))).toEqual({ quotes });
  });

  it("refuses more names in one object than any has, and says where", () => {
    const object = (length: number) =>
      `{"a":{${Array.from({ length }, (_, n) => `"${n}":0`).join()}}}`;
    expect(placeOf(object(10_000))).toBeNull();
    expect(placeOf(object(10_001))).toBe("/a/10000");
  });

  it.each(["{", '{"a', '{"a\\', '{"a\\"', '"\\', '{"\\x":1}', '{"a" "a"}', "}]", ""])(
    "throws a SyntaxError for what is no JSON: %s",
    (text) => {
      expect(placeOf(text)).toBeInstanceOf(SyntaxError);
    },
  );

  it("says where in the text it is no JSON, also within a name", () => {
    expect(placeOf('{"a": {"b\\x": 1}}')).toMatchObject({
      message: expect.stringContaining("position 10"),
    });
  });

  it("reads what JSON.parse reads, and never ends otherwise", () => {
    const part = fc.constantFrom(...'{}[],:"\\ax1 ');
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (text) => {
        const ours = valueOr(parseJsonStrictly, text);
        if (ours instanceof UnfitJsonError) return;
        expect(ours).toEqual(valueOr(JSON.parse, text));
      }),
    );
  });
});
