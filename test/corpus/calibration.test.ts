import { expect, it } from "vitest";
import { judgementOf } from "../../bench/calibration/counts.js";
import { fitOf, handSet } from "../../bench/calibration/figures.js";
import { casesFor } from "../../bench/calibration/variants.js";

/** Posts drawn; their unseen half gives some thousands of cases. */
const SIZE = 150;

it("stated confidence fits what comes true on cases that the table was not made of", () => {
  const unseen = casesFor("unseen", { size: SIZE }).map(judgementOf);
  const stated = fitOf(unseen, ({ shipped }) => shipped);
  const before = fitOf(unseen, handSet);
  expect(unseen.length).toBeGreaterThan(500);
  expect(stated.ece).toBeLessThanOrEqual(0.02);
  expect(stated.brier).toBeLessThanOrEqual(0.01);
  expect(stated.brier).toBeLessThan(before.brier);
});
