import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkHandle, nameFindings, type PrintedAuthor } from "../../src/handles/check.js";
import type { HandleCheck } from "../../src/records/checks.js";
import { HandleCheckSchema } from "../../src/records/checks.js";

const LENA = { id: "1", handle: "lena_example", name: "Lena Example 🌻" };

interface Case {
  printed: PrintedAuthor;
  knownAs?: string[];
  expected: readonly [result: HandleCheck["result"], name: HandleCheck["class"]];
  says: RegExp;
}

const CASES: readonly Case[] = [
  { printed: { handle: "@lena_example" }, expected: ["match", "exact"], says: /as printed/ },
  {
    printed: { handle: "Lena_Example" },
    expected: ["match", "case"],
    says: /upper and lower case/,
  },
  { printed: { name: "Lena" }, expected: ["note", "not-printed"], says: /nothing to check/ },
  { printed: { handle: " " }, expected: ["note", "not-printed"], says: /@lena_example/ },
  {
    printed: { handle: "Lena Example" },
    expected: ["unknown", "not-printed"],
    says: /cannot be one/,
  },
  {
    printed: { handle: "lena_before" },
    knownAs: ["lena_example", "Lena_Before"],
    expected: ["note", "renamed"],
    says: /same account/,
  },
  {
    printed: { handle: "1ena_example" },
    expected: ["mismatch", "lookalike"],
    says: /“1” \(digit one\) where the account has “l” \(small letter L\)/,
  },
  {
    printed: { handle: "lenaexample" },
    expected: ["mismatch", "lookalike"],
    says: /no “_” \(underscore\) where the account has one/,
  },
  {
    printed: { handle: "lenа_exаmple" },
    expected: ["mismatch", "lookalike"],
    says: /“а” \(Cyrillic letter U\+0430\) where the account has “a”, “а” \(Cyrillic letter U\+0430\)/,
  },
  {
    printed: { handle: "lena_exemple" },
    expected: ["mismatch", "lookalike"],
    says: /a slip away .* “e” where the account has “a”/,
  },
  {
    printed: { handle: "lena_example_off" },
    expected: ["mismatch", "lookalike"],
    says: /“_off” .*that the account does not have/,
  },
  {
    printed: { handle: "\u202eelpmaxe_anel" },
    expected: ["mismatch", "lookalike"],
    says: /turn the reading direction.*right-to-left override \(U\+202E\)/,
  },
  {
    printed: { handle: "lena\u200b_example" },
    expected: ["match", "exact"],
    says: /zero-width space \(U\+200B\)/,
  },
  {
    printed: { handle: "somebody" },
    expected: ["mismatch", "different"],
    says: /@somebody.*@lena_example/,
  },
  {
    printed: { handle: "lena_example", name: "Somebody Else" },
    expected: ["match", "exact"],
    says: /display name is printed as “Somebody Else”/,
  },
];

describe("a printed account", () => {
  it.each(CASES)("$printed is $expected", ({ printed, knownAs, expected, says }) => {
    const check = checkHandle(printed, LENA, knownAs);
    expect([check.result, check.class]).toEqual(expected);
    expect(check.because).toMatch(says);
  });

  it("says nothing of a display name that differs in emoji, case and spacing only", () => {
    const check = checkHandle({ handle: "lena_example", name: "LENA  example" }, LENA);
    expect(check.because).not.toMatch(/display name/);
  });

  it("cannot be told where the capture does not name the author", () => {
    const check = checkHandle({ handle: "lena_example" }, { id: null, handle: null, name: null });
    expect(check).toMatchObject({ result: "unknown", archived: null, printed: "lena_example" });
  });

  it("without its server is a note", () => {
    const author = { id: null, handle: "lena@social.example", name: null };
    expect(checkHandle({ handle: "@lena" }, author)).toMatchObject({
      result: "note",
      class: "exact",
    });
    expect(checkHandle({ handle: "lena@other.example" }, author).result).toBe("mismatch");
    expect(checkHandle({ handle: "@lena@social.example" }, author).result).toBe("match");
  });

  it("is renamed where two captures show one account id under both handles", () => {
    const check = checkHandle(
      { handle: "lena_before" },
      LENA,
      [],
      [
        { handle: "lena_example", accountId: "1", capturedAt: "2023-02-06T10:00:00Z" },
        { handle: "Lena_Before", accountId: "1", capturedAt: "2021-05-01T10:00:00Z" },
      ],
    );
    expect([check.result, check.class]).toEqual(["note", "renamed"]);
    expect(check.because).toMatch(/2021-05-01 shows it as @lena_before, one of 2023-02-06/);
  });

  it("is renamed, and its old handle another's now, where captures show both", () => {
    const check = checkHandle(
      { handle: "lena_before" },
      LENA,
      [],
      [
        { handle: "lena_before", accountId: "1", capturedAt: "2021-05-01T10:00:00Z" },
        { handle: "lena_before", accountId: "77", capturedAt: "2024-05-01T10:00:00Z" },
      ],
    );
    expect(check.class).toBe("renamed");
    expect(check.because).toMatch(/another account's \(id 77\) in a capture of 2024-05-01/);
  });

  it("whose handle changed hands is a note", () => {
    const check = checkHandle(
      { handle: "Lena_Example" },
      LENA,
      [],
      [
        { handle: "lena_example", accountId: "1", capturedAt: "2021-05-01T10:00:00Z" },
        { handle: "lena_example", accountId: "77", capturedAt: "2024-05-01T10:00:00Z" },
      ],
    );
    expect([check.result, check.class]).toEqual(["note", "exact"]);
    expect(check.because).toMatch(
      /2024-05-01 shows the same handle as another account's \(id 77\)/,
    );
  });

  it("that captures show as another account is a mismatch that says so", () => {
    const check = checkHandle(
      { handle: "somebody" },
      LENA,
      [],
      [{ handle: "somebody", accountId: "77", capturedAt: "2024-05-01T10:00:00Z" }],
    );
    expect([check.result, check.class]).toEqual(["mismatch", "different"]);
    expect(check.because).toMatch(/shows @somebody as another account \(id 77/);
  });

  it("is not judged by sightings where the post's account id is not known", () => {
    const check = checkHandle(
      { handle: "lena_example" },
      { ...LENA, id: null },
      [],
      [{ handle: "lena_example", accountId: "77", capturedAt: "2024-05-01T10:00:00Z" }],
    );
    expect(check.result).toBe("match");
  });

  it("with another display name is told of, and matches all the same", () => {
    expect(nameFindings({ name: "Somebody Else" }, LENA)).toMatchObject([
      { code: "handle.display-name", severity: "info" },
    ]);
    expect(nameFindings({ name: "LENA example" }, LENA)).toEqual([]);
    expect(nameFindings({}, LENA)).toEqual([]);
  });

  it("of any kind gets an answer in the contract's shape", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, fc.option(text), fc.option(text), (handle, archived, name) => {
        const author = { id: null, handle: archived, name };
        const check = checkHandle(
          { handle, name: handle },
          { ...author, id: "1" },
          [handle],
          [
            { handle, accountId: name ?? "", capturedAt: handle },
            { handle: archived ?? "", accountId: "1", capturedAt: handle },
          ],
        );
        expect(HandleCheckSchema.safeParse(check).success).toBe(true);
      }),
    );
  });
});
