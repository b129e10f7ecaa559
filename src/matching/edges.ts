import type { Edit, Severity } from "../records/edit.js";
import { SPEAKING_SIGNS } from "./rules/emoji.js";
import { makeChange, type Situation, shown, spanOf } from "./situation.js";
import { isQuote, isTerminal } from "./trims.js";
import type { Token } from "./types.js";

/**
 * What the post has before and after the stretch that the print covers. Handles a reply begins
 * with, thread counters, links to media and the like may go unsaid; anything else makes the quote
 * an extract.
 */

interface EdgePart {
  readonly kind: string;
  readonly severity: Severity;
  readonly what: string;
  /** How many tokens it takes at the head of `tokens`; 0 when it does not begin there. */
  readonly take: (tokens: readonly Token[]) => number;
}

const text = (tokens: readonly Token[], count: number) =>
  tokens
    .slice(0, count)
    .map((token) => token.text)
    .join("");

/** `(1/3)`, `[2/5]`, `1/`, `1/n`, `2/5`, `1)`. */
export function takeCounter(tokens: readonly Token[]): number {
  for (let count = Math.min(5, tokens.length); count >= 2; count -= 1) {
    if (
      /^[([]\d{1,2}(?:\/(?:\d{1,2}|[nNxX])?)[)\]]$|^\d{1,2}\/(?:\d{1,2}|[nNxX])?$|^\d{1,2}\)$/.test(
        text(tokens, count),
      )
    )
      return count;
  }
  return tokens[0]?.text === "🧵" ? 1 : 0;
}

function takeWhile(tokens: readonly Token[], test: (token: Token) => boolean): number {
  let count = 0;
  while (count < tokens.length && test(tokens[count] as Token)) count += 1;
  return count;
}

const isTag = ({ kind }: Token) => kind === "mention" || kind === "hashtag";

const LINK: EdgePart = {
  kind: "link-dropped",
  severity: "capture",
  what: "a link at the edge of the post is left out",
  take: (tokens) => takeWhile(tokens, ({ kind }) => kind === "url"),
};
const COUNTER: EdgePart = {
  kind: "thread-counter-dropped",
  severity: "typographic",
  what: "the thread counter is left out",
  take: takeCounter,
};
const EMOJI: EdgePart = {
  kind: "emoji-dropped",
  severity: "typographic",
  what: "emoji at the edge of the post are left out",
  take: (tokens) =>
    takeWhile(tokens, ({ kind, text }) => kind === "emoji" && !SPEAKING_SIGNS.test(text)),
};
const SPEAKING_EMOJI: EdgePart = {
  kind: "emoji-dropped",
  severity: "minor",
  what: "an emoji that says something by itself is left out",
  take: (tokens) => takeWhile(tokens, ({ kind }) => kind === "emoji"),
};
const QUOTE: EdgePart = {
  kind: "quote-marks",
  severity: "minor",
  what: "quotation marks of the author's own are left out",
  take: (tokens) => (isQuote(tokens[0]) ? 1 : 0),
};

const LEADING: readonly EdgePart[] = [
  {
    kind: "repost-prefix-dropped",
    severity: "typographic",
    what: "the repost prefix is left out",
    take: (tokens) =>
      /^(?:RT|MT)@\w+:?$/.test(text(tokens, 3)) ? (tokens[2]?.text === ":" ? 3 : 2) : 0,
  },
  COUNTER,
  {
    kind: "reply-handles-dropped",
    severity: "typographic",
    what: "handles before the text are left out",
    take: (tokens) => {
      const dot = tokens[0]?.text === "." && tokens[1]?.kind === "mention" ? 1 : 0;
      const handles = takeWhile(tokens.slice(dot), ({ kind }) => kind === "mention");
      return handles > 0 ? dot + handles : 0;
    },
  },
  {
    kind: "hashtags-dropped",
    severity: "typographic",
    what: "hashtags before the text are left out",
    take: (tokens) => takeWhile(tokens, ({ kind }) => kind === "hashtag"),
  },
  EMOJI,
  SPEAKING_EMOJI,
  LINK,
  QUOTE,
  {
    kind: "punctuation",
    severity: "typographic",
    what: "marks before the text are left out",
    take: (tokens) =>
      takeWhile(
        tokens,
        (token) =>
          token.kind === "ellipsis" ||
          (token.kind === "punctuation" && /^[-:.,!¡|•·*~»>→➡▶#]+$/u.test(token.text)),
      ),
  },
];

const TRAILING: readonly EdgePart[] = [
  LINK,
  COUNTER,
  {
    kind: "via-dropped",
    severity: "typographic",
    what: "the source named after the text is left out",
    take: (tokens) =>
      /^(?:via|cc|h\/t)@\w+$/i.test(text(tokens, 2)) || /^(?:via|cc):?@\w+$/i.test(text(tokens, 2))
        ? 2
        : 0,
  },
  {
    kind: "trailing-tags-dropped",
    severity: "typographic",
    what: "hashtags or handles after the text are left out",
    take: (tokens) => takeWhile(tokens, isTag),
  },
  EMOJI,
  SPEAKING_EMOJI,
  QUOTE,
  {
    kind: "ellipsis-dropped",
    severity: "typographic",
    what: "the dots at the end are left out",
    take: (tokens) => (tokens[0]?.kind === "ellipsis" ? 1 : 0),
  },
  {
    kind: "final-punctuation",
    severity: "typographic",
    what: "punctuation at the end is left out",
    take: (tokens) =>
      takeWhile(
        tokens,
        (token) => (isTerminal(token) && token.fold !== "?") || /^[-|~*)\]»]$/.test(token.text),
      ),
  },
];

export interface Edge {
  /** The edge holds words: the print is an extract. */
  readonly content: boolean;
  readonly edits: Edit[];
}

/** Judges the archived tokens before `to`, where the print begins. */
export function leadingEdge(situation: Situation, to: number): Edge {
  const edge = readEdge(situation, LEADING, 0, to);
  if (edge.content || to === 0) return edge;
  const last = situation.archived[to - 1];
  const next = situation.archived[to];
  // "@tore is a smuggler": the handle is the subject of the sentence, not its address.
  const subject =
    last &&
    next &&
    isTag(last) &&
    !/^\p{Lu}/u.test(next.text) &&
    (situation.lexica.has("auxiliaries", next) || /^'?s$/.test(next.fold));
  const fraction = edge.edits.some(
    ({ kind, archived }) => kind === COUNTER.kind && /^\d+\/\d+$/.test(archived.text),
  );
  if (subject) return { content: true, edits: [] };
  if (fraction && next && !situation.lexica.has("functionWords", next) && !next.newLine) {
    return { content: true, edits: [] };
  }
  if (fraction && next && /^\p{Ll}/u.test(next.text)) return { content: true, edits: [] };
  return edge;
}

/** Judges the archived tokens from `from`, where the print ends. */
export function trailingEdge(situation: Situation, from: number): Edge {
  const before = situation.archived[from - 1];
  const first = situation.archived[from];
  // "Greetings from @port_velmora": after a small word the handle is part of the sentence.
  if (
    before &&
    first &&
    isTag(first) &&
    before.kind === "word" &&
    situation.lexica.has("functionWords", before)
  ) {
    return { content: true, edits: [] };
  }
  return readEdge(situation, TRAILING, from, situation.archived.length);
}

function readEdge(
  situation: Situation,
  parts: readonly EdgePart[],
  from: number,
  to: number,
): Edge {
  const edits: Edit[] = [];
  let at = from;
  while (at < to) {
    const rest = situation.archived.slice(at, to);
    const part = parts.find(({ take }) => take(rest) > 0);
    if (!part) return { content: true, edits: [] };
    const end = at + part.take(rest);
    const change = makeChange(
      situation,
      from === 0 ? 0 : situation.printed.length,
      from === 0 ? 0 : situation.printed.length,
      at,
      end,
    );
    const { lexica } = situation;
    const speaks =
      lexica.find("negations", change.archived) ?? lexica.find("retractions", change.archived);
    if (speaks) return { content: true, edits: [] };
    edits.push({
      op: "delete",
      kind: part.kind,
      severity: part.severity,
      printed: spanOf(
        situation.printedText,
        situation.printed,
        change.printedFrom,
        change.printedTo,
      ),
      archived: spanOf(situation.archivedText, situation.archived, at, end),
      because: `${shown(situation.archivedText, change.archived)}: ${part.what}.`,
    });
    at = end;
  }
  return { content: false, edits };
}
