/** What a preparation does to patients: for eyes, not for models. */
import type { Cell, Dataset, Row } from "../types.ts";
import { prepareCell } from "./cells.ts";
import { fitPreprocessor, nameColumn, type Preparation, prepare } from "./preprocessor.ts";
import { applySteps } from "./steps.ts";
import { sumOfSquares } from "../stats/moments.ts";

/** What became of one column of one patient. */
export interface TracedColumn extends Record<string, Cell> {
  /** The column of the matrix, as `nameColumn` calls it. */
  readonly column: string;
  /** The cell as it was recorded; `null` where it was not, or where a step made the feature. */
  readonly recorded: Cell;
  /** After the steps and the filling of what is missing. */
  readonly filled: Cell;
  /** A number as it is, a level as 1 or 0. */
  readonly number: number;
  /** What is subtracted. */
  readonly mean: number;
  /** What is divided by then. */
  readonly scale: number;
  /** What the model gets. */
  readonly prepared: number;
}

/**
 * The columns that a preparation, learned from training patients, makes of one row, each with all
 * that happened on the way. A level that the schema does not have is 0 in all its siblings.
 *
 * @param row A patient, who need not be among the training patients.
 * @throws what `fitPreprocessor` and `prepare` throw.
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
 * Of the squared Euclidean distance between two patients, on average over all pairs, the share that
 * each feature contributes; the shares sum to 1. In raw numbers the feature with the widest spread
 * decides who is near whom.
 *
 * @throws what `fitPreprocessor` throws.
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
