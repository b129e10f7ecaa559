import { expect, it } from "vitest";
import { byTable, judgementOf } from "../../bench/calibration/counts.js";
import { fitOf, handSet } from "../../bench/calibration/figures.js";
import { shortCuts } from "../../bench/calibration/short-cuts.js";
import { casesFor, translations } from "../../bench/calibration/variants.js";

/** Posts drawn; their unseen half gives some thousands of cases. */
const SIZE = 300;
/** Cut quotes of few words: most of what is hard, so that their number must not be left to chance. */
const SHORT_CUTS = 600;

/** Generous: the machine may be busy; what counts is that it ends. */
const TIMEOUT = 300_000;

it("stated confidence fits what comes true on unseen cases", { timeout: TIMEOUT }, () => {
  const unseen = [
    ...casesFor("unseen", { size: SIZE }),
    ...translations("unseen"),
    ...shortCuts("unseen", SHORT_CUTS),
  ].map((each) => judgementOf(each));
  const stated = fitOf(unseen, byTable());
  const base = unseen.filter(({ isRight }) => isRight).length / unseen.length;
  const constant = fitOf(unseen, () => base);
  console.log(
    `ECE ${stated.ece.toFixed(4)}, Brier ${stated.brier.toFixed(5)}; the best constant's ${constant.brier.toFixed(5)}`,
  );
  expect(unseen.length).toBeGreaterThan(500);
  expect(stated.ece).toBeLessThanOrEqual(0.02);
  expect(stated.brier).toBeLessThan(constant.brier * 0.95);
  expect(stated.brier).toBeLessThan(fitOf(unseen, handSet).brier);
});
