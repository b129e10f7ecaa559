import type { Change, Situation } from "../situation.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import { archivedOnly, pairOf, printedOnly } from "./words.js";

/** Links: the same one in another form, or another one. */

const SHORTENED =
  /^(?:t\.co|pic\.(?:twitter|x)\.com|bit\.ly|buff\.ly|ow\.ly|tinyurl\.com|goo\.gl|dlvr\.it|fb\.me)\//i;
const MEDIA = /^(?:t\.co|pic\.(?:twitter|x)\.com)\//i;

function isLinks(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && tokens.every(({ kind }) => kind === "url");
}

function address(text: string): string {
  return text
    .replace(/^https?:\/\//i, "")
    .replace(/^(?:www\.|m\.|mobile\.)/i, "")
    .replace(/(?:\.{3}|…)$/u, "")
    .replace(/[/?#]+$/, "")
    .toLowerCase();
}

/** Equal, or one is a display form cut short (`hrw.org/news/20…`). */
function sameAddress(a: string, b: string): boolean {
  const first = address(a);
  const second = address(b);
  if (first === second) return true;
  const cut = (text: string) => /(?:\.{3}|…)$/u.test(text);
  return (cut(a) && second.startsWith(first)) || (cut(b) && first.startsWith(second));
}

/** All that the capture says this link stands for, the link itself included. */
function standsFor(token: Token, { links }: Situation): string[] {
  const known = links.filter(({ shown, targets }) =>
    [shown, ...targets].some((text) => sameAddress(text, token.text)),
  );
  return [token.text, ...known.flatMap(({ shown, targets }) => [shown, ...targets])];
}

function isSameLink(change: Change, situation: Situation): boolean {
  const pair = pairOf(change);
  if (!pair || !isLinks(pair)) return false;
  const printed = standsFor(pair[0], situation);
  return standsFor(pair[1], situation).some((a) => printed.some((p) => sameAddress(a, p)));
}

/** One of the two hides its target, so that nothing speaks against their being the same. */
function mayBeSameLink(change: Change): boolean {
  const pair = pairOf(change);
  if (!pair || !isLinks(pair)) return false;
  const [printed, archived] = pair.map(({ fold }) => SHORTENED.test(fold));
  if (printed && archived)
    return (
      MEDIA.test(pair[0].fold) && MEDIA.test(pair[1].fold) && hostOf(pair[0]) !== hostOf(pair[1])
    );
  return printed !== archived;
}

function hostOf({ fold }: Token): string {
  return fold.split("/")[0]?.toLowerCase() ?? "";
}

function knowsTargets(change: Change, situation: Situation): boolean {
  const archived = change.archived[0];
  return (
    archived !== undefined &&
    standsFor(archived, situation).some(
      (text) => text !== archived.text && !SHORTENED.test(address(text)),
    )
  );
}

export const LINK_RULES: readonly EditRule[] = [
  {
    when: isSameLink,
    then: { kind: "link-form", severity: "typographic" },
    because: (change, situation) => `${tell(change, situation)}: the same link in another form.`,
  },
  {
    when: (change, situation) =>
      mayBeSameLink(change) &&
      !(knowsTargets(change, situation) && !SHORTENED.test(change.printed[0]?.fold ?? "")),
    then: { kind: "link-form", severity: "typographic" },
    because: (change, situation) =>
      `${tell(change, situation)}: a shortened link, whose target cannot be read from the text.`,
  },
  {
    when: (change) => {
      const pair = pairOf(change);
      return pair !== null && isLinks(pair) && pair.every(({ fold }) => SHORTENED.test(fold));
    },
    then: { kind: "link-changed", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: another shortened link; whether it leads to the same place cannot be read from the text.`,
  },
  {
    when: (change) =>
      isLinks([...change.printed, ...change.archived]) &&
      !printedOnly(change) &&
      !archivedOnly(change),
    then: { kind: "link-changed", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: another link.`,
  },
  {
    when: (change, { printed }) =>
      printedOnly(change) &&
      isLinks(change.printed) &&
      change.printed.every(({ fold }) => MEDIA.test(fold)) &&
      change.printedTo >= printed.length,
    then: { kind: "media-link-added", severity: "capture" },
    because: (change, situation) =>
      `${tell(change, situation)} at the end: the link to a picture or quoted post, which a capture may leave out.`,
  },
  {
    when: (change, { printed }) =>
      printedOnly(change) &&
      change.printed.length === 2 &&
      change.printed[0]?.fold === "via" &&
      change.printed[1]?.kind === "mention" &&
      printed.slice(change.printedTo).every((token) => token.kind === "punctuation"),
    then: { kind: "via-added", severity: "capture" },
    because: (change, situation) =>
      `${tell(change, situation)} at the end: a credit, not the author's words.`,
  },
  {
    when: (change) => isLinks([...change.printed, ...change.archived]),
    then: { kind: "link-added-or-dropped", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
];
