import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compareText } from "../../src/matching/compare.js";

/** `classes | print | post` a line; several classes may be right. Invented posts. */
const lines = readFileSync(
  path.join(import.meta.dirname, "..", "fixtures", "matching", "hazards.txt"),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | ") as [string, string, string]);

describe("what is easily taken for harmless, and what only looks harmful", () => {
  it.each(lines)("%s: %s | %s", (expected, printed, archived) => {
    expect(expected.split(",")).toContain(compareText(printed, archived).class);
  });
});
