/** Checks of training data before any learner uses it. */

import type { Training } from "../types.ts";
import { checkNumbers } from "./check-numbers.ts";

/**
 * Throws unless a model can be learned from `training`: matching shapes, finite cells, labels of
 * 0 and 1, finite weights of 0 or more, and both outcomes among the rows that count.
 *
 * @param learner Named first in every message, such as "logistic".
 *
 * `TypeError` if shapes differ or there are no rows or columns, `RangeError` for a value.
 *
 * @example
 * ```ts
 * import { checkTraining } from "heartbook/models/check-training.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(63, 67), rows: 2, columns: 1 },
 *   y: Uint8Array.of(0, 0),
 *   columns: [{ kind: "number", feature: "age", fill: 56, mean: 0, scale: 1 }] as const,
 * };
 * assertThrows(
 *   () => checkTraining(training, "logistic"),
 *   RangeError,
 *   "logistic: expected both outcomes among the 2 training rows, got only 0",
 * );
 * ```
 */
export function checkTraining(training: Training, learner: string): void {
  checkShapes(training, learner);
  checkNumbers(training.X, learner, training.columns);
  checkOutcomes(training, learner);
}

/** The labels and weights of rows. */
type Outcomes = Pick<Training, "y" | "weights">;

/** The same for labels and weights alone. */
export function checkOutcomes({ y, weights }: Outcomes, learner: string): void {
  const found = [false, false];
  for (let row = 0; row < y.length; row++) {
    const weight = weights ? weights[row] : 1;
    if (y[row] > 1) {
      throw new RangeError(`${learner}: expected a label of 0 or 1, got ${y[row]} in row ${row}`);
    }
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(
        `${learner}: expected a finite weight of 0 or more, got ${weight} in row ${row}`,
      );
    }
    if (weight > 0) found[y[row]] = true;
  }
  if (!found[0] || !found[1]) {
    const only = found[0] ? "only 0" : found[1] ? "only 1" : "no row with a weight above 0";
    throw new RangeError(
      `${learner}: expected both outcomes among the ${y.length} training rows, got ${only}`,
    );
  }
}

function checkShapes({ X, y, columns, weights }: Training, learner: string): void {
  if (X.rows < 1 || X.columns < 1) {
    throw new TypeError(
      `${learner}: expected at least one row and one column, got ${X.rows} x ${X.columns}`,
    );
  }
  const lengths = [
    ["cells", X.values.length, X.rows * X.columns],
    ["labels", y.length, X.rows],
    ["columns", columns.length, X.columns],
    ["weights", weights ? weights.length : X.rows, X.rows],
  ] as const;
  for (const [name, got, expected] of lengths) {
    if (got !== expected) {
      throw new TypeError(
        `${learner}: expected ${expected} ${name} for a ${X.rows} x ${X.columns} matrix, got ${got}`,
      );
    }
  }
}
