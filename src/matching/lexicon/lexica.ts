import { looseFold } from "../text/fold.js";
import type { Token } from "../types.js";
import type { Compiled, ListName } from "./compiled.js";
import { placeOf } from "./segments.js";

/** Lists that warn: there every language that may be meant is looked at. */
const WARNING: ReadonlySet<ListName> = new Set([
  "negations",
  "conditions",
  "stances",
  "limits",
  "attributions",
  "retractions",
  "hedges",
  "questions",
]);

interface MergedList {
  readonly words: ReadonlySet<string>;
  /** Those of languages written with spaces, and their phrases by first word. */
  readonly spaced: ReadonlySet<string>;
  readonly phrases: readonly ReadonlyMap<string, readonly string[][]>[];
}

/** The word lists that apply to a pair of texts. */
export class Lexica {
  private readonly lists = new Map<ListName, MergedList>();
  private numbers: ReadonlyMap<string, number> | null = null;

  /**
   * @param likely languages of the texts; what excuses an edit is looked up in these alone
   * @param watched languages that may be meant as well; what warns is looked up in all of them
   */
  constructor(
    private readonly likely: readonly Compiled[],
    private readonly watched: readonly Compiled[],
    /** The language whose words outnumber any other's by far; null when there is none. */
    readonly main: string | null = null,
  ) {}

  get languages(): string[] {
    return this.likely.map(({ lang }) => lang);
  }

  has(list: ListName, token: Token): boolean {
    return this.merged(list).words.has(token.fold);
  }

  /** The first of `tokens` that belongs to the list; unspaced scripts are searched through. */
  find(list: ListName, tokens: readonly Token[]): Token | null {
    const { spaced, phrases } = this.merged(list);
    let unspaced = false;
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i] as Token;
      if (spaced.has(token.fold)) return token;
      if (phrases.some((each) => startsPhrase(each, tokens, i))) return token;
      unspaced ||= token.kind === "character";
    }
    return unspaced ? this.findInside(list, tokens) : null;
  }

  /** The lists of all languages that count, put together when first asked for. */
  private merged(list: ListName): MergedList {
    const known = this.lists.get(list);
    if (known) return known;
    const where = this.where(list);
    const spaced = where.filter(({ unspaced }) => !unspaced);
    const words = (from: readonly Compiled[]) =>
      new Set(from.flatMap(({ lists }) => [...(lists.get(list) ?? [])]));
    const phrases = spaced.flatMap((each) => each.phrases.get(list) ?? []);
    const merged = {
      words: words(where),
      spaced: words(spaced),
      phrases: phrases.filter(({ size }) => size > 0),
    };
    this.lists.set(list, merged);
    return merged;
  }

  /** The number a word stands for, in the languages of the texts; if these are not known, in any. */
  numberOf(token: Token): number | null {
    this.numbers ??= mergedNumbers(this.likely.length > 0 ? this.likely : this.watched);
    return this.numbers.get(token.fold) ?? null;
  }

  /** The place a word stands for ("third"), in the languages of the texts. */
  ordinalOf(token: Token): number | null {
    for (const { ordinals } of this.likely) {
      const place = ordinals.get(token.fold);
      if (place !== undefined) return place;
    }
    return null;
  }

  /** Are these two different words although they differ by an accent alone? Lower-case forms. */
  accentTells(a: string, b: string): boolean {
    const fold = looseFold(a);
    // "Sí, lo hicimos" is too short to tell its language by.
    const areListed = this.watched.some(({ accents }) => {
      const forms = accents.get(fold);
      return forms?.has(a) === true && forms.has(b);
    });
    if (areListed) return true;
    return this.likely.some(({ accentedEndings }) =>
      accentedEndings.some(
        (ends) =>
          a.slice(0, -1) === b.slice(0, -1) &&
          ends.includes(a.slice(-1)) &&
          ends.includes(b.slice(-1)),
      ),
    );
  }

  private where(list: ListName): readonly Compiled[] {
    return WARNING.has(list) ? this.watched : this.likely;
  }

  private findInside(list: ListName, tokens: readonly Token[]): Token | null {
    const text = tokens.map(({ fold }) => fold).join("");
    for (const { lang, unspaced, lists, harmless } of this.where(list)) {
      if (!unspaced) continue;
      for (const cue of lists.get(list) ?? []) {
        const at = placeOf(cue, text, lang, harmless);
        if (at < 0) continue;
        let passed = 0;
        for (const token of tokens) {
          passed += token.fold.length;
          if (passed > at) return token;
        }
      }
    }
    return null;
  }
}

/** Where a word is a number in several languages, the first of them decides. */
function mergedNumbers(languages: readonly Compiled[]): ReadonlyMap<string, number> {
  return new Map([...languages].reverse().flatMap(({ numbers }) => [...numbers]));
}

function startsPhrase(
  phrases: ReadonlyMap<string, readonly string[][]> | undefined,
  tokens: readonly Token[],
  at: number,
): boolean {
  const candidates = phrases?.get(tokens[at]?.fold ?? "");
  return candidates?.some((words) => words.every((w, k) => tokens[at + k]?.fold === w)) ?? false;
}
