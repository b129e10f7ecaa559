import {
  areaUnderCurve,
  hasRightOutcome,
  isDangerous,
  isRight,
  lengthOf,
  type Scored,
  type Share,
  scriptOf,
  shareOf,
  thresholdKeeping,
  wilson,
} from "./score.js";
import { MEASURES, valuesOf } from "./similarity.js";
import type { Case, CaseSet } from "./types.js";

const SETS: readonly { set: CaseSet; right: string }[] = [
  { set: "benign", right: "verbatim or normalised" },
  { set: "editorial", right: "the exact class" },
  { set: "meaning", right: "altered or unrelated" },
  { set: "newsroom", right: "one of the classes stated" },
  { set: "translation", right: "translated; altered or unrelated for another post's" },
  { set: "end-to-end", right: "one of the outcomes stated" },
];

/** Markdown table; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ⏎ ")).join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function percent(value: number): string {
  return `${(100 * value).toFixed(2)} %`;
}

function cells({ right, of, low, high }: Share): string[] {
  return of === 0
    ? ["0", "–", "–"]
    : [`${of}`, percent(right / of), `${percent(low)} – ${percent(high)}`];
}

function grouped(scored: readonly Scored[], keyOf: (given: Case) => string): [string, Scored[]][] {
  const groups = new Map<string, Scored[]>();
  for (const each of scored) {
    const key = keyOf(each.case);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One line a set. */
export function overview(scored: readonly Scored[]): string {
  const rows = SETS.flatMap(({ set, right }) => {
    const held = scored.filter((each) => each.case.set === set);
    if (held.length === 0) return [];
    const changed = held.filter((each) => each.case.changed);
    return [
      [
        `${set} → ${right}`,
        ...cells(shareOf(held, isRight)),
        percent(shareOf(held, hasRightOutcome).right / held.length),
        changed.length === 0 ? "–" : `${changed.filter(isDangerous).length} of ${changed.length}`,
      ],
    ];
  });
  return table(
    ["set", "cases", "right", "95 % interval", "right outcome", "changes passed as good"],
    rows,
  );
}

/** Right answers of one set by what `keyOf` says. */
export function breakdown(
  label: string,
  scored: readonly Scored[],
  keyOf: (given: Case) => string,
): string {
  const rows = grouped(scored, keyOf).map(([key, held]) => [
    key,
    ...cells(shareOf(held, isRight)),
    `${held.filter(isDangerous).length}`,
  ]);
  return table([label, "cases", "right", "95 % interval", "passed as good"], rows);
}

export const BREAKDOWNS: readonly { label: string; keyOf: (given: Case) => string }[] = [
  { label: "set and language", keyOf: ({ set, lang }) => `${set}, ${lang}` },
  { label: "set and script", keyOf: ({ set, post }) => `${set}, ${scriptOf(post.text)}` },
  {
    label: "set and length of the post",
    keyOf: ({ set, post }) => `${set}, ${lengthOf(post.text)}`,
  },
  { label: "kind of edit", keyOf: ({ set, kind }) => `${set}: ${kind}` },
];

/** Every change that passed as good, so that it can be read by eye. */
export function passes(scored: readonly Scored[]): string {
  const rows = scored
    .filter((each) => each.case.set !== "newsroom" && isDangerous(each))
    .map(({ case: given, answer }) => [given.id, answer.class ?? "–", answer.outcome ?? "–"]);
  if (rows.length === 0) return "None.";
  return table(["case", "class", "outcome"], rows);
}

/** Each measure of today at its usual threshold, and at one that keeps 99 % of the benign prints. */
export function baselines(cases: readonly Case[], own: readonly Scored[], name: string): string {
  const benign = cases.filter(({ set }) => set === "benign");
  const editorial = cases.filter(({ set }) => set === "editorial");
  const meaning = cases.filter(({ set }) => set === "meaning");
  const negations = meaning.filter(({ kind }) => kind.startsWith("negation"));
  const rows = MEASURES.flatMap((measure) => {
    const [kept, allowed, changed, negated] = [benign, editorial, meaning, negations].map((held) =>
      valuesOf(measure, held),
    ) as [number[], number[], number[], number[]];
    const area = areaUnderCurve([...kept, ...allowed], changed).toFixed(3);
    const keeping = thresholdKeeping(kept, 0.99);
    return [measure.usual, keeping].map((threshold, i) => [
      `${measure.name} ≥ ${threshold.toFixed(2)}${i === 0 ? "" : " (keeps 99 % of benign)"}`,
      area,
      ...[kept, allowed, changed, negated].map((values) =>
        percent(
          wilson(values.filter((value) => value >= threshold).length, values.length).right /
            values.length,
        ),
      ),
    ]);
  });
  const accepted = (held: (given: Case) => boolean) => {
    const those = own.filter((each) => held(each.case));
    return percent(those.filter(({ answer }) => answer.same).length / those.length);
  };
  rows.push([
    `**${name}**`,
    "–",
    accepted(({ set }) => set === "benign"),
    accepted(({ set }) => set === "editorial"),
    accepted(({ set }) => set === "meaning"),
    accepted(({ set, kind }) => set === "meaning" && kind.startsWith("negation")),
  ]);
  return table(
    [
      "tool",
      "AUC",
      "benign accepted",
      "editorial accepted",
      "changed accepted",
      "negations accepted",
    ],
    rows,
  );
}
