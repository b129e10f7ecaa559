import { expect, it } from "vitest";
import { parseRequest } from "../../src/records/parse.js";

const quote = { text: "Good morning", author: { handle: "someone" } };
const unknown = Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`k${n}`, { deep: [n] }]));

it("names a hundred unknown fields, each with its place, and counts the rest", () => {
  const read = parseRequest({
    quotes: [{ ...quote, ...unknown }, quote, { ...quote, ...unknown }],
  });
  expect(read).toMatchObject({ ok: true, value: { quotes: [quote, quote, quote] } });
  const { warnings } = read as { warnings: object[] };
  expect(warnings).toHaveLength(101);
  expect(warnings[0]).toEqual({ pointer: "/quotes/0/k0", detail: "unknown field, not used" });
  expect(warnings[70]).toMatchObject({ pointer: "/quotes/2/k0" });
  expect(warnings[100]).toEqual({ pointer: "", detail: "and 40 more" });
});
