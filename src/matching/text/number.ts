/** Languages in which a dot groups digits and a comma begins the decimals. */
const DOT_GROUPS = new Set([
  "de",
  "es",
  "pt",
  "it",
  "nl",
  "id",
  "tr",
  "da",
  "el",
  "ro",
  "hr",
  "sr",
]);

const GROUPED = /^\d{1,3}(?:([,.' ٬])\d{3})(?:\1\d{3})*(?:[.,٫]\d+)?$/u;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/u;

/** Digits of any script as ASCII digits. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Every script's digits stand in one run of ten, in order. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/**
 * A printed number as digits and one decimal point. `400,000`, `400 000` and `400000` are one
 * number; a single dot before three digits groups only in languages that group with dots, since
 * elsewhere 1.500 is one and a half.
 */
export function canonicalNumber(printed: string, lang?: string): string {
  if (/^[0-9]+$/.test(printed)) return printed;
  const text = asciiDigits(printed);
  const sign = /^-/.test(text) ? "-" : "";
  const digits = text.replace(/^[-#]/, "");
  const separator = GROUPED.exec(digits)?.[1];
  const dots = separator === "." ? [...digits].filter((c) => c === ".").length : 0;
  const dotGroups = DOT_GROUPS.has((lang ?? "").slice(0, 2).toLowerCase());
  if (separator !== undefined && (separator !== "." || dots > 1 || dotGroups)) {
    return sign + digits.replaceAll(separator, "").replace(/[,٫]/u, ".");
  }
  if (INDIAN.test(digits)) return sign + digits.replaceAll(",", "");
  return sign + digits.replace(/[,٫]/u, ".");
}
