import type { Change, Situation } from "../situation.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import { archivedOnly, neighbours } from "./words.js";

/** Emoji: most are ornament; some say yes or no, name a country, or turn what is said. */

/** Signs that say something by themselves: refusals, and faces that say the opposite is meant. */
export const SPEAKING_SIGNS = /[🚫❌⛔👎🛑❎✖🙄🤡🤥🙃😏]|\u20e3/u;
const IN_PLACE_OF_WORD = /[❤♥💔💕💖💗💙💚💛💜🖤🤍]/u;

const CHEERFUL = /[👍✅☑✔🆗💯👏🎉🥳😀😃😄😁😆😅😂🤣😊🙂😍🥰😘❤♥💕💖💗💙💚💛💜🧡⬆📈🟢👼😇]/u;
const DISMAL = /[👎❌✖❎🚫⛔🛑😢😭😡😠🤬😞😔😟🙁☹😱😨🤮🤢💔⬇📉🔴😈👿🖕💩]/u;
const POINTING = /[⬆⬇⬅➡↗↘↙↖🔼🔽▶◀👆👇👈👉📈📉]/u;
const FLAG = /\p{Regional_Indicator}|🏴/u;

function isEmoji({ kind }: Token): boolean {
  return kind === "emoji";
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ fold }) => fold).join("");
}

/** Another country, the other way round, another number, or cheer for dismay. */
function isTurned({ printed, archived }: Change): boolean {
  const [a, b] = [textOf(printed), textOf(archived)];
  const both = (pattern: RegExp) => pattern.test(a) && pattern.test(b);
  return (
    FLAG.test(a) !== FLAG.test(b) ||
    both(FLAG) ||
    both(POINTING) ||
    both(/\u20e3/u) ||
    (CHEERFUL.test(a) && DISMAL.test(b)) ||
    (DISMAL.test(a) && CHEERFUL.test(b))
  );
}

function onlyEmoji(change: Change): boolean {
  return [...change.printed, ...change.archived].every(isEmoji);
}

/** "I ❤️ Bamako": between two words, with none to do its work. */
function isInPlaceOfWord(change: Change, situation: Situation): boolean {
  const { before, after } = neighbours(change, situation);
  return (
    change.archived.some(({ text }) => IN_PLACE_OF_WORD.test(text)) &&
    before?.kind === "word" &&
    after !== undefined &&
    ["word", "hashtag", "mention"].includes(after.kind)
  );
}

const replaced = (change: Change) =>
  change.printed.length > 0 && change.archived.length > 0 && onlyEmoji(change);

export const EMOJI_RULES: readonly EditRule[] = [
  {
    when: (change) => replaced(change) && isTurned(change),
    then: { kind: "emoji-turned", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: another country, direction or number, or the opposite feeling.`,
  },
  {
    when: replaced,
    then: { kind: "emoji-changed", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change, situation) =>
      onlyEmoji(change) &&
      archivedOnly(change) &&
      (change.archived.some(({ text }) => SPEAKING_SIGNS.test(text)) ||
        isInPlaceOfWord(change, situation)),
    then: { kind: "emoji-dropped", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}, which says something by itself.`,
  },
  {
    when: (change) => onlyEmoji(change) && archivedOnly(change),
    then: { kind: "emoji-dropped", severity: "typographic" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change) =>
      onlyEmoji(change) && change.printed.some(({ text }) => SPEAKING_SIGNS.test(text)),
    then: { kind: "speaking-emoji-added", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}, which says something by itself.`,
  },
  {
    when: onlyEmoji,
    then: { kind: "emoji-added", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
];
