/** Answers kept at a time, and the longest word they are kept for. */
const MOST = 20_000;
const LONGEST = 40;

/** `compute`, whose answers for short words are kept: texts repeat their words. Bounded. */
export function remembered(compute: (word: string) => string): (word: string) => string {
  const answers = new Map<string, string>();
  return (word) => {
    if (word.length > LONGEST) return compute(word);
    const known = answers.get(word);
    if (known !== undefined) return known;
    if (answers.size >= MOST) answers.clear();
    const answer = compute(word);
    answers.set(word, answer);
    return answer;
  };
}
