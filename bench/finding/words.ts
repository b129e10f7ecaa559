const WHO = [
  "The council",
  "The harbour",
  "Our team",
  "The ministry",
  "The school board",
  "A crew",
  "The mayor",
  "The union",
];
const DOES = [
  "opens",
  "closes",
  "inspects",
  "repairs",
  "reviews",
  "postpones",
  "announces",
  "defends",
];
const WHAT = [
  "the old bridge",
  "the north quay",
  "the winter market",
  "the ferry line",
  "the library",
  "the town budget",
  "the tram depot",
  "the river path",
];
const WHY = [
  "after a long debate",
  "with neighbours present",
  "before the first frost",
  "against all advice",
  "for the third year",
  "at short notice",
  "with great care",
  "without further delay",
];

/** Words of post `n`: those of no two posts of an account are alike. */
export function wordsOf(account: number, n: number): string {
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? "";
  const sentence = `${pick(WHO, n)} ${pick(DOES, n >> 3)} ${pick(WHAT, n >> 6)} ${pick(WHY, n >> 9)}`;
  return `${sentence}, and ${pick(WHO, n * 5 + account).toLowerCase()} ${pick(DOES, n * 3 + account)} ${pick(WHAT, n * 7 + account)} ${pick(WHY, n + account)}.`;
}
