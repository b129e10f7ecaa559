import { z } from "zod";

/** Unicode code points in a string: what "characters" means in every limit of the contract. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Text from outside: at most `max` code points, no NUL (it ends strings in too many places down
 * the line) and no lone surrogate (it cannot be written as UTF-8, so it would not survive storage).
 */
export function boundedText(max: number) {
  return z
    .string()
    .meta({ maxLength: max })
    .refine(
      (text) => text.length <= max || (text.length <= 2 * max && countCharacters(text) <= max),
      {
        error: `must have at most ${max.toLocaleString("en")} characters`,
      },
    )
    .refine((text) => !text.includes("\0"), { error: "must not contain NUL (U+0000)" })
    .refine((text) => !LONE_SURROGATE.test(text), { error: "must not contain a lone surrogate" });
}

/** The beginning of a text: at most so many UTF-16 units, and no half of a character. */
export function beginningOf(text: string, most: number): string {
  const isHalf = (text.codePointAt(most - 1) ?? 0) > 0xffff;
  return text.slice(0, isHalf ? most - 1 : most);
}
