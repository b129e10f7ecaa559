/** A look for many strings at once: one pass instead of one for each. */
export class SignFinder {
  private readonly signs: readonly string[];
  private readonly any: RegExp;

  constructor(signs: Iterable<string>) {
    this.signs = [...new Set(signs)];
    const escaped = this.signs.map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    this.any = new RegExp(escaped.join("|"), "g");
  }

  /** Those of the signs that stand in a text, anywhere in it. */
  in(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    this.any.lastIndex = 0;
    let match = this.any.exec(text);
    while (match !== null && found.size < this.signs.length) {
      const at = match.index;
      for (const sign of this.signs) if (text.startsWith(sign, at)) found.add(sign);
      // One sign may begin within another.
      this.any.lastIndex = at + 1;
      match = this.any.exec(text);
    }
    return found;
  }
}
