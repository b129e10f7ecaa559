/** Longest translation, in words, whose words are taken one by one. */
const MOST_WORDS = 3;
const MOST_TRANSLATIONS = 24;

/**
 * The translations in a FreeDict entry, as plain words: line one is the headword with its sound
 * and grammar, lines that are indented are examples and cross-references, the others are senses:
 * `2. abrir mão de, renunciar <v> [Br.]`.
 */
export function translationsIn(definition: string): string[] {
  const words = new Set<string>();
  for (const line of definition.split("\n").slice(1)) {
    if (/^\s/.test(line) && !/^ \[/.test(line)) continue;
    const plain = line
      .replace(/^\s*\d{1,3}\.\s/, "")
      .replace(/<[^<>]*>|\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\}|\/[^/]*\//g, " ");
    for (const sense of plain.split(/[,;،؛]/)) {
      const parts = sense.split(/[^\p{L}\p{M}\p{N}'’-]+/u).filter(Boolean);
      if (parts.length > MOST_WORDS) continue;
      for (const part of parts) words.add(part);
      if (words.size >= MOST_TRANSLATIONS) return [...words];
    }
  }
  return [...words];
}
