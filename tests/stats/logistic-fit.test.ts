import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { logits, sigmoid } from "heartbook/stats/log-odds.ts";
import { fitLogits } from "heartbook/stats/logistic-fit.ts";
import { scoredInside, steady } from "../measure/arbitrary.ts";
import { logistic } from "../measure/predictions.ts";

Deno.test("logits() refuses 0 and 1 and names the row", () => {
  assertThrows(() => logits([0.5, 0]), RangeError, "p[1]");
  assertThrows(() => logits([1]), RangeError, "p[0]");
});

Deno.test("sigmoid() undoes logits(), far out as well", () => {
  for (const p of [1e-300, 1e-9, 0.2, 0.5, 0.999]) {
    assertAlmostEquals(sigmoid(logits([p])[0]) / p, 1, 1e-12);
  }
});

Deno.test("fitLogits() without columns gives the log odds of the share", () => {
  const [intercept] = fitLogits({ target: [1, 1, 1, 0], columns: [] });
  assertAlmostEquals(intercept, Math.log(3), 1e-12);
});

Deno.test("fitLogits() leaves residuals that add up to 0 against every column", () => {
  const columns = [logits(logistic.p), Float64Array.from(logistic.p, (p) => p ** 2)];
  const beta = fitLogits({ target: logistic.label, columns });
  const residuals = Array.from(logistic.label, (label, i) => {
    return label - sigmoid(beta[0] + beta[1] * columns[0][i] + beta[2] * columns[1][i]);
  });
  const against = (column: ArrayLike<number>): number =>
    residuals.reduce((sum, residual, i) => sum + residual * column[i], 0);
  for (const column of [residuals.map(() => 1), ...columns]) {
    assertAlmostEquals(against(column), 0, 1e-9);
  }
});

Deno.test("fitLogits() refuses a column that separates the classes, or does not vary", () => {
  const target = [0, 0, 1, 1];
  assertThrows(() => fitLogits({ target, columns: [[1, 2, 3, 4]] }), RangeError, "separate");
  assertThrows(() => fitLogits({ target, columns: [[1, 2, 2, 4]] }), RangeError, "separate");
  assertThrows(() => fitLogits({ target, columns: [[1, 1, 1, 1]] }), RangeError, "vary");
});

Deno.test("fitLogits() takes a row of target 1/2 for half a row of each class", () => {
  const halves = fitLogits({ target: [0.5, 1, 0, 1], columns: [[1, 2, 3, 4]] });
  const whole = fitLogits({
    target: [1, 0, 1, 1, 0, 0, 1, 1],
    columns: [[1, 1, 2, 2, 3, 3, 4, 4]],
  });
  halves.forEach((value, j) => assertAlmostEquals(value, whole[j], 1e-9));
});

Deno.test("fitLogits() finds the shift that makes the mean probability the prevalence", () => {
  fc.assert(
    fc.property(scoredInside, ({ label, p }) => {
      const z = logits(p);
      const [shift] = fitLogits({ target: label, columns: [], offset: z });
      const excess = Array.from(label, (each, i) => each - sigmoid(z[i] + shift));
      assertAlmostEquals(excess.reduce((sum, each) => sum + each, 0), 0, 1e-9);
    }),
    steady,
  );
});

Deno.test("fitLogits() finds a shift from log odds far out", () => {
  const offset = [-690, -27, -27, 20];
  const [shift] = fitLogits({ target: [1, 0, 0, 0], columns: [], offset });
  assertEquals(Number.isFinite(shift), true);
});
