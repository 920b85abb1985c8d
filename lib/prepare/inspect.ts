/** Shows what a preparation does to patients; for readers, not for models. */
import type { Cell, Dataset, Row } from "../types.ts";
import { prepareCell } from "./cells.ts";
import { fitPreprocessor, nameColumn, type Preparation, prepare } from "./preprocessor.ts";
import { applySteps } from "./steps.ts";
import { sumOfSquares } from "../stats/moments.ts";

/** One column of one patient, before and after each stage. */
export interface TracedColumn extends Record<string, Cell> {
  /** The column of the matrix, as `nameColumn` calls it. */
  readonly column: string;
  /** The recorded cell; `null` if it is missing or a step created the feature. */
  readonly recorded: Cell;
  /** After the steps and the filling of missing cells. */
  readonly filled: Cell;
  /** A number as it is, a level as 1 or 0. */
  readonly number: number;
  /** The number subtracted. */
  readonly mean: number;
  /** The number to divide by afterwards. */
  readonly scale: number;
  /** The model's input. */
  readonly prepared: number;
}

/**
 * The columns of one row under a preparation learned from training patients, each with every
 * intermediate value. A level that the schema lacks is 0 in all its siblings.
 *
 * @param row A patient, who need not be among the training patients.
 * @throws as `fitPreprocessor` and `prepare` do.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { traceRow } from "heartbook/prepare/inspect.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const preparation = { numbers: "standardised", levels: "all" } as const;
 * const traced = traceRow(patients, patients.rows[302], preparation);
 * const ca = traced.find(({ column }) => column === "ca")!;
 * assertEquals([ca.recorded, ca.filled], [null, 0]);
 * assertEquals(ca.prepared, (0 - ca.mean) / ca.scale);
 * ```
 */
export function traceRow(train: Dataset, row: Row, preparation: Preparation): TracedColumn[] {
  const { steps = [], columns } = fitPreprocessor(train, preparation);
  const [changed] = applySteps(steps, [row]);
  return columns.map((column) => {
    const { feature, fill, mean, scale } = column;
    return {
      column: nameColumn(column),
      recorded: row[feature] ?? null,
      filled: changed[feature] ?? fill,
      number: prepareCell({ ...column, mean: 0, scale: 1 }, changed, 0),
      mean,
      scale,
      prepared: prepareCell(column, changed, 0),
    };
  });
}

/**
 * The share of each feature in the squared Euclidean distance between two patients, averaged over
 * all pairs; the shares sum to 1. In raw numbers the feature with the widest spread decides which
 * patients are neighbours.
 *
 * @throws as `fitPreprocessor` does.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { distanceShares } from "heartbook/prepare/inspect.ts";
 * import { assert } from "@std/assert";
 *
 * const raw = distanceShares(readHeart(), { numbers: "raw", levels: "all" });
 * assert(raw.chol > 0.7); // its standard deviation is 52, that of ST depression 1.2
 * ```
 */
export function distanceShares(
  dataset: Dataset,
  preparation: Preparation,
): Record<string, number> {
  const fitted = fitPreprocessor(dataset, preparation);
  const { values, columns } = prepare(fitted, dataset.rows);
  const spreads: Record<string, number> = {};
  fitted.columns.forEach(({ feature }, j) => {
    const column = dataset.rows.map((_, i) => values[i * columns + j]);
    // The mean squared difference of two patients is twice the variance; the 2 cancels out.
    const spread = sumOfSquares(column);
    spreads[feature] = (spreads[feature] ?? 0) + spread;
  });
  const total = Object.values(spreads).reduce((sum, spread) => sum + spread, 0);
  return Object.fromEntries(
    Object.entries(spreads).map(([feature, spread]) => [feature, spread / total]),
  );
}
