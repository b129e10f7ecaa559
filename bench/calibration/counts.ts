import type { TranslationAids } from "../../src/matching/translation/aids.js";
import type { Outcome } from "../../src/records/verdict.js";
import {
  CHECK_NAMES,
  type Counts,
  countedValue,
  lowered,
  MOST,
  type Pattern,
  stepOf,
} from "../../src/verdict/confidence.js";
import { wilson } from "../accuracy/score.js";
import { compared } from "../accuracy/tool.js";
import type { Case } from "../accuracy/types.js";

/** Patterns with fewer cases have no value of their own. */
const FEWEST = 100;

/** A case as judged. */
export interface Judgement {
  outcome: Outcome;
  pattern: Pattern;
  isRight: boolean;
  /** What is stated where the table says `counted`; no capture was read. */
  stated: (counted: number) => number;
  /** As the numbers before calibration need them. */
  coverage: number;
  flags: readonly string[];
  set: Case["set"];
  kind: string;
}

export function judgementOf(given: Case, aids?: TranslationAids): Judgement {
  const { comparison, outcome } = compared(given, aids);
  const { checks, coverage } = comparison;
  return {
    outcome,
    pattern: { handle: checks.handle.class, date: checks.date.class, text: checks.text.class },
    isRight: given.outcomes.includes(outcome),
    stated: (counted) =>
      lowered(counted, { outcome, checks, quote: given.quote.text, evidence: [] }),
    coverage,
    flags: checks.text.flags,
    set: given.set,
    kind: given.kind,
  };
}

/** `bound`: the lower end of Wilson's interval; `mean`: the posterior mean under Jeffreys' prior. */
export type Estimate = "bound" | "mean";

function estimated(right: number, of: number, estimate: Estimate): number {
  const value = estimate === "bound" ? wilson(right, of).low : (right + 0.5) / (of + 1);
  return Math.min(MOST, Math.floor(value * 1000) / 1000);
}

interface Cell {
  outcome: Outcome;
  names: string[];
  steps: number[];
  right: number;
  of: number;
}

function cellsBy(judged: readonly Judgement[], checks: readonly (keyof Pattern)[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { outcome, pattern, isRight } of judged) {
    const names = checks.map((check) => pattern[check] ?? "");
    const steps = checks.map((check) => stepOf(outcome, check, pattern[check]));
    const key = [outcome, ...steps].join(" ");
    const cell = cells.get(key) ?? { outcome, names, steps, right: 0, of: 0 };
    cells.set(key, { ...cell, right: cell.right + (isRight ? 1 : 0), of: cell.of + 1 });
  }
  return [...cells.values()].sort((a, b) =>
    `${a.outcome} ${a.steps.join(" ")}` < `${b.outcome} ${b.steps.join(" ")}` ? -1 : 1,
  );
}

const isWeaker = (a: Cell, b: Cell) =>
  a !== b && a.outcome === b.outcome && a.steps.every((step, i) => step >= (b.steps[i] ?? 0));

/**
 * Pools violators: where a weaker pattern would be worth more than a stronger one, both get the
 * value of their counts taken together, until none is.
 */
function pooled(cells: readonly Cell[], estimate: Estimate): { cell: Cell; value: number }[] {
  let blocks = cells.map((cell) => ({ members: [cell], value: worth([cell], estimate) }));
  for (;;) {
    const violation = blocks
      .flatMap((weak) =>
        blocks
          .filter((strong) => strong.value < weak.value && someWeaker(weak.members, strong.members))
          .map((strong) => ({ weak, strong })),
      )
      .at(0);
    if (violation === undefined) break;
    const { weak, strong } = violation;
    const members = [...strong.members, ...weak.members];
    blocks = blocks.filter((block) => block !== weak && block !== strong);
    blocks.push({ members, value: worth(members, estimate) });
  }
  const values = new Map(blocks.flatMap(({ members, value }) => members.map((m) => [m, value])));
  return cells.map((cell) => ({ cell, value: values.get(cell) ?? 0 }));
}

const someWeaker = (weak: readonly Cell[], strong: readonly Cell[]) =>
  weak.some((a) => strong.some((b) => isWeaker(a, b)));

function worth(cells: readonly Cell[], estimate: Estimate): number {
  const sum = (of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  return estimated(
    sum(({ right }) => right),
    sum(({ of }) => of),
    estimate,
  );
}

/** The table that these judgements make. */
export function countsOf(judged: readonly Judgement[], estimate: Estimate = "bound"): Counts {
  return {
    marginals: CHECK_NAMES.flatMap((check) =>
      pooled(cellsBy(judged, [check]), estimate).map(
        ({ cell, value }) =>
          [cell.outcome, check, cell.names[0] ?? "", cell.right, cell.of, value] as const,
      ),
    ),
    patterns: pooled(
      cellsBy(judged, CHECK_NAMES).filter(({ of }) => of >= FEWEST),
      estimate,
    ).map(({ cell: { outcome, names, right, of }, value }) => {
      const [handle = "", date = "", text = ""] = names;
      return [outcome, handle, date, text, right, of, value] as const;
    }),
  };
}

/** What is stated by these counts; by those that are shipped, without any. */
export function byTable(counts?: Counts): (each: Judgement) => number {
  const known = new Map<string, number>();
  return ({ outcome, pattern, stated }) => {
    const key = `${outcome} ${pattern.handle} ${pattern.date} ${pattern.text}`;
    const value = known.get(key) ?? countedValue(outcome, pattern, counts);
    known.set(key, value);
    return stated(value);
  };
}
