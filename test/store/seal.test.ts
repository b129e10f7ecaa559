import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSeal, SealError } from "../../src/store/seal.js";

const [first, second] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];

describe("a sealed secret", () => {
  it("cannot be read, differs each time, and opens for its owner", () => {
    const seal = createSeal([first]);
    const stored = seal.seal("whsec_abc", "ver_1");
    expect(stored).not.toContain("abc");
    expect(seal.seal("whsec_abc", "ver_1")).not.toBe(stored);
    expect(seal.open(stored, "ver_1")).toBe("whsec_abc");
  });

  it("opens neither for another owner, nor altered, nor without its key", () => {
    const seal = createSeal([first]);
    const stored = seal.seal("whsec_abc", "ver_1");
    const altered = stored.slice(0, -4) + (stored.endsWith("AAAA") ? "BBBB" : "AAAA");
    expect(() => seal.open(stored, "ver_2")).toThrow(SealError);
    expect(() => seal.open(altered, "ver_1")).toThrow(SealError);
    expect(() => createSeal([second]).open(stored, "ver_1")).toThrow(SealError);
    expect(() => createSeal([]).open(stored, "ver_1")).toThrow(SealError);
  });

  it("opens after its key was followed by another one", () => {
    const stored = createSeal([first]).seal("whsec_abc", "ver_1");
    const rotated = createSeal([second, first]);
    expect(rotated.open(stored, "ver_1")).toBe("whsec_abc");
    expect(() => createSeal([first]).open(rotated.seal("x", "y"), "y")).toThrow(SealError);
  });

  it("was stored before there was a key: it comes back as it is", () => {
    const stored = createSeal([]).seal("whsec_abc", "ver_1");
    expect(createSeal([first]).open(stored, "ver_1")).toBe("whsec_abc");
  });
});
