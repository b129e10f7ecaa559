/** Pairs of letters are told apart by so many bits: what stands for several costs a look, no more. */
const PAIRS = 4_096;

function pair(first: number, second: number): number {
  return ((first << 5) ^ second) & (PAIRS - 1);
}

function pairAt(text: string, at: number): number {
  return pair(text.charCodeAt(at), text.charCodeAt(at + 1));
}

/**
 * A look for many strings at once: one pass instead of one for each, in steps of up to the shortest
 * of them (Wu and Manber 1994, "A fast algorithm for multi-pattern searching"). The pair of letters
 * where such a piece would end tells how far on the next one may begin.
 */
export class SignFinder {
  /** Letters of each sign that are looked for; two at least. */
  private readonly length: number;
  /** By pair: letters from it to where a piece that holds it may end. */
  private readonly steps = new Uint8Array(PAIRS);
  /** By pair: the signs that begin with it. */
  private readonly beginning: (readonly string[] | undefined)[] = new Array(PAIRS).fill(undefined);

  constructor(signs: Iterable<string>) {
    const all = [...new Set(signs)];
    this.length = Math.min(255, ...all.map((sign) => sign.length));
    if (this.length < 2) throw new RangeError("a sign of one letter stands on every page");
    this.steps.fill(this.length - 1);
    for (const sign of all) {
      for (let at = 0; at + 2 <= this.length; at += 1) {
        const held = pairAt(sign, at);
        this.steps[held] = Math.min(this.steps[held] ?? 0, this.length - 2 - at);
      }
      const first = pairAt(sign, 0);
      this.beginning[first] = [...(this.beginning[first] ?? []), sign];
    }
  }

  /** Those of the signs that stand in a text, anywhere in it. */
  in(text: string): ReadonlySet<string> {
    const { length, steps, beginning } = this;
    const found = new Set<string>();
    const last = text.length - length;
    for (let at = 0; at <= last; ) {
      const step = steps[pairAt(text, at + length - 2)] ?? 1;
      if (step > 0) {
        at += step;
        continue;
      }
      for (const sign of beginning[pairAt(text, at)] ?? []) {
        if (text.startsWith(sign, at)) found.add(sign);
      }
      at += 1;
    }
    return found;
  }
}
