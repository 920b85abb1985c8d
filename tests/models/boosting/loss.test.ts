import { assertAlmostEquals, assertEquals } from "@std/assert";
import { commonLogOdds, logLoss, newtonSteps } from "heartbook/models/boosting/loss.ts";

const outcomes = { y: Uint8Array.of(1, 0, 0, 1), weights: Float64Array.of(2, 1, 4, 1) };

Deno.test("commonLogOdds() is that of the diseased by weight", () => {
  assertAlmostEquals(commonLogOdds(outcomes), Math.log(3 / 5), 1e-12);
});

Deno.test("logLoss() by hand: each row by its weight, over all weights", () => {
  const logOdds = Float64Array.of(1, -2, 0, 3);
  const of = (p: number): number => -Math.log(p);
  const p = Array.from(logOdds, (z) => 1 / (1 + Math.exp(-z)));
  const expected = (2 * of(p[0]) + of(1 - p[1]) + 4 * of(1 - p[2]) + of(p[3])) / 8;
  assertAlmostEquals(logLoss(logOdds, outcomes), expected, 1e-12);
});

Deno.test("newtonSteps() by hand: y - p over p (1 - p), summed up from the leaves", () => {
  const tree = { feature: [0, -1, -1], left: [1, -1, -1], right: [2, -1, -1] } as never;
  const residuals = Float64Array.of(0.5, -0.25, -0.5, 0.75);
  const { weights } = outcomes, leaves = Int32Array.of(1, 2, 1, 2);
  const steps = newtonSteps(tree, { residuals, weights, leaves });
  const slopes = [2 * 0.5 - 4 * 0.5, -0.25 + 0.75];
  const bends = [2 * 0.25 + 4 * 0.25, 0.1875 + 0.1875];
  assertEquals(steps.length, 3);
  [slopes[0] / bends[0], slopes[1] / bends[1]].forEach((step, i) =>
    assertAlmostEquals(steps[i + 1], step, 1e-9)
  );
  assertAlmostEquals(steps[0], (slopes[0] + slopes[1]) / (bends[0] + bends[1]), 1e-9);
});
