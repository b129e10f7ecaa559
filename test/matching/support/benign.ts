import type { Transform } from "./transform.js";

const EMOJI =
  /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|[\ufe0f\u{1f3fb}-\u{1f3ff}])*/gu;
const LINK = /https?:\/\/t\.co\/[A-Za-z0-9]+/g;

/** A change of the print alone. */
function print(change: (text: string) => string): Transform["apply"] {
  return (text) => ({ printed: change(text), archived: text });
}

/** What the archive holds besides. */
function archive(change: (text: string) => string): Transform["apply"] {
  return (text) => ({ printed: text, archived: change(text) });
}

const entities = (text: string) =>
  text
    .replace(/&(?!amp;|lt;|gt;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("’", "&rsquo;")
    .replaceAll("é", "&eacute;");

const outside = (text: string, pattern: RegExp, replacement: string) =>
  text
    .split(/(https?:\/\/\S+|[@#]\w+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(pattern, replacement)))
    .join("");

/** Differences that are none: verbatim or normalised. */
export const BENIGN: readonly Transform[] = [
  { name: "identical", apply: print((t) => t) },
  { name: "entities", apply: print(entities) },
  { name: "entities twice", apply: print((t) => entities(t).replaceAll("&", "&amp;")) },
  { name: "NFD", apply: print((t) => t.normalize("NFD")) },
  { name: "no-break spaces", apply: print((t) => t.replaceAll(" ", "\u00a0")) },
  {
    name: "thin spaces, runs, breaks",
    apply: print((t) =>
      t.replace(/ /g, (_, at: number) => [" ", "\u2009", "  ", "\n", "\u202f"][at % 5] ?? " "),
    ),
  },
  { name: "line breaks as spaces", apply: print((t) => t.replace(/\s*\n\s*/g, " ")) },
  {
    name: "zero-width characters",
    apply: print((t) =>
      outside(t, / /g, "\u200b ").replace(/(?<!&[a-z]*)([a-z])([a-z])(?![a-z]*;)/g, "$1\u00ad$2"),
    ),
  },
  { name: "bidi marks", apply: print((t) => `\u200e${t.replaceAll(" ", " \u200f")}\u202c`) },
  {
    name: "variation selectors",
    apply: print((t) => t.replace(EMOJI, (e) => `${e.replaceAll("\ufe0f", "")}\ufe0e`)),
  },
  { name: "outer curly quotes", apply: print((t) => `“${t}”`) },
  { name: "outer guillemets", apply: print((t) => `« ${t} »`) },
  {
    name: "trailing link dropped",
    apply: print((t) => t.replace(/\s*(?:https?:\/\/t\.co\/[A-Za-z0-9]+\s*)+$/, "")),
  },
  { name: "via added", apply: print((t) => `${t} via @newsdesk`) },
  {
    name: "smart quotes",
    apply: print((t) => outside(t, /"([^"]*)"/g, "“$1”").replace(/(\p{L})'(\p{L})/gu, "$1’$2")),
  },
  { name: "straight quotes", apply: print((t) => t.replace(/[“”]/g, '"').replace(/[‘’]/g, "'")) },
  { name: "dashes", apply: print((t) => outside(t, / [-–—] /g, " — ")) },
  { name: "double hyphens", apply: print((t) => outside(t, /[–—]/g, "--")) },
  { name: "ellipsis as dots", apply: print((t) => t.replaceAll("…", "...")) },
  { name: "dots as ellipsis", apply: print((t) => outside(t, /(?<!\.)\.{3}(?!\.)/g, "…")) },
  {
    name: "French spacing",
    apply: print((t) => outside(t, /(\p{L})([!?:])(?=\s|$)/gu, "$1\u00a0$2")),
  },
  {
    name: "full width",
    apply: print((t) =>
      outside(t, /[A-Za-z0-9]/g, "$&").replace(
        /(^| )([A-Za-z]{4,})(?= )/g,
        (_, s: string, w: string) =>
          s + w.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
      ),
    ),
  },
  { name: "ligatures", apply: print((t) => outside(t, /fi/g, "ﬁ")) },
  {
    name: "hashtag signs dropped",
    apply: print((t) => t.replace(/(^|\s)#(?=[\p{L}\p{N}])/gu, "$1")),
  },
  { name: "mention signs dropped", apply: print((t) => t.replace(/(^|\s)@(?=\w)/g, "$1")) },
  { name: "first letter small", apply: print((t) => t.charAt(0).toLowerCase() + t.slice(1)) },
  {
    name: "all capitals",
    apply: print((t) =>
      outside(t, /.*/su, "$&")
        .split(/(https?:\/\/\S+)/)
        .map((p, i) => (i % 2 ? p : p.toUpperCase()))
        .join(""),
    ),
  },
  {
    name: "all small",
    apply: print((t) =>
      t
        .split(/(https?:\/\/\S+)/)
        .map((p, i) => (i % 2 ? p : p.toLowerCase()))
        .join(""),
    ),
  },
  {
    name: "trailing emoji dropped",
    apply: print((t) => t.replace(new RegExp(`(?:\\s*${EMOJI.source})+\\s*$`, "u"), "")),
  },
  {
    name: "standing emoji dropped",
    apply: print((t) => t.replace(new RegExp(`(^|\\s)(?:${EMOJI.source})+(?=\\s|$)`, "gu"), "$1")),
  },
  { name: "emoji added at the end", apply: archive((t) => `${t} 🇮🇸🤝🏽`) },
  {
    name: "link as pic.twitter.com",
    apply: print((t) => t.replace(/https?:\/\/t\.co\/([A-Za-z0-9]+)\s*$/, "pic.twitter.com/$1")),
  },
  {
    name: "links expanded",
    apply: print((t) => t.replace(LINK, "https://www.example.org/2023/02/story?id=7")),
  },
  { name: "reply handles dropped", apply: archive((t) => `@tore_ka @lene ${t}`) },
  { name: "repost prefix dropped", apply: archive((t) => `RT @tore_ka: ${t}`) },
  { name: "counter dropped, (1/3)", apply: archive((t) => `${t} (1/3)`) },
  {
    name: "counter dropped, 2/",
    apply: archive((t) => `2/ ${t.charAt(0).toUpperCase()}${t.slice(1)}`),
  },
  {
    name: "digits grouped",
    apply: print((t) =>
      outside(t, /(?<![\d.,-])(\d{1,3})(\d{3})(?![\d.,])/g, "$1,$2").replace(
        /(?<![\d,.-])(20\d\d|19\d\d)/g,
        "$1",
      ),
    ),
  },
  {
    name: "digit groups dropped",
    apply: print((t) => outside(t, /(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])/g, "$1$2")),
  },
  {
    name: "native digits",
    apply: print((t) =>
      t
        .split(/(https?:\/\/\S+|[@#]\S+|[A-Za-z_]+\d\w*)/)
        .map((p, i) =>
          i % 2 ? p : p.replace(/\d/g, (d) => String.fromCharCode(0x966 + Number(d))),
        )
        .join(""),
    ),
  },
  {
    name: "apostrophes dropped",
    apply: print((t) =>
      t.replace(/\b(don|didn|isn|wasn|doesn|aren|couldn|wouldn|hasn|haven)['’]t\b/gi, "$1t"),
    ),
  },
  {
    name: "trailing hashtags dropped",
    apply: print((t) => t.replace(/([.!?])(?:\s+#[\p{L}\p{M}\p{N}_]+)+\s*$/u, "$1")),
  },
  { name: "trailing media link added", apply: print((t) => `${t} pic.twitter.com/Hq7LmZ20pw`) },
  {
    name: "hashtag split",
    apply: print((t) =>
      t.replace(/#(?=[A-Z][a-z]+[A-Z])((?:[A-Z][a-z]+)+)\b/g, (_, tag: string) =>
        tag.replace(/(?!^)(?=[A-Z])/g, " "),
      ),
    ),
  },
];
