import { expect, it } from "vitest";
import { renderVerdict } from "../../src/cli/render.js";
import { plainCheck } from "../support/verdicts.js";

it("shows of a step's addresses as many as a person looks at, and how many more there are", async () => {
  const verdict = await plainCheck({ text: "x" }, { id: "vd_1" });
  const asked = Array.from({ length: 500 }, (_, n) => `https://a.example/${n}`);
  const step = {
    purpose: "handle",
    taken: true,
    asked,
    requests: 0,
    captures: 0,
    read: 0,
  } as const;
  const entry = {
    archive: "a",
    outcome: "answered",
    requests: 0,
    captures: 0,
    read: 0,
    asked,
    problems: [],
    steps: [step],
  } as const;
  const search = [{ ...entry, asked: [...asked], problems: [], steps: [{ ...step, asked }] }];
  const text = renderVerdict({ ...verdict, search }, true);
  expect(text).toContain("https://a.example/8, and 491 more (0 requests");
  expect(text).not.toContain("https://a.example/9,");
});
