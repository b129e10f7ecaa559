import fc from "fast-check";

/** Any UTF-16 code unit, lone surrogates too; cheaper to set up than fast-check's own `binary`. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: codeUnit, maxLength });
}
