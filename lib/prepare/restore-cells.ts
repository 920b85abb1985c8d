/** How well imputation restores cells that were deleted on purpose. */
import { seeded } from "../random.ts";
import type { Dataset } from "../types.ts";
import { fitPreprocessor, prepare } from "./preprocessor.ts";
import { recordedValues, standardise } from "./recorded.ts";
import type { StepSettings } from "./steps.ts";

/** Which cells to delete. */
export interface DeleteSettings {
  /** Share of the recorded cells to delete, above 0 and below 1. */
  readonly share: number;
  readonly seed: number;
  /** Where to delete; default all features. */
  readonly features?: readonly string[];
}

/**
 * The same patients with recorded cells deleted completely at random: each with the same chance,
 * whatever its value and patient. Real cells go missing for reasons, so this is the easiest case.
 *
 * @throws `RangeError` for a share outside (0, 1) or a feature that the schema does not have.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { deleteCells } from "heartbook/prepare/restore-cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const holed = deleteCells(readHeart(), { share: 0.5, seed: 1, features: ["chol"] });
 * assertEquals(holed.rows.filter(({ chol }) => chol === null).length, 139); // of 303
 * assertEquals(holed.rows.filter(({ age }) => age === null).length, 0);
 * ```
 */
export function deleteCells(dataset: Dataset, settings: DeleteSettings): Dataset {
  const known = dataset.schema.features.map(({ name }) => name);
  const { share, seed, features = known } = settings;
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`share: expected a share between 0 and 1, got ${share}`);
  }
  const strange = features.find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw new RangeError(`feature ${strange}: expected one of ${known.join(", ")}`);
  }
  const random = seeded(seed);
  const rows = dataset.rows.map((row) => {
    const deleted = features.filter((name) => row[name] !== null && random.uniform() < share);
    return { ...row, ...Object.fromEntries(deleted.map((name) => [name, null])) };
  });
  return { ...dataset, rows };
}

/** One deleted number and its filled value, in standard deviations from the mean. */
export interface RestoredCell {
  /** Row number, from 0. */
  readonly row: number;
  readonly feature: string;
  readonly truth: number;
  readonly filled: number;
}

/**
 * Every number recorded in one table and missing in the other, with the value filled in the other.
 * Mean and population standard deviation are those of the complete table.
 *
 * @param holed The same patients, some of whose cells were deleted.
 * @param steps The steps that fill cells; cells still empty get the median, so `[]` is median
 * filling.
 * @throws `TypeError` for tables of unequal length.
 */
export function restoreCells(
  pair: { readonly complete: Dataset; readonly holed: Dataset },
  steps: readonly StepSettings[],
): RestoredCell[] {
  const { complete, holed } = pair;
  if (complete.rows.length !== holed.rows.length) {
    throw new TypeError(
      `expected the same patients twice, got ${complete.rows.length} and ${holed.rows.length}`,
    );
  }
  const fitted = fitPreprocessor(holed, { numbers: "raw", levels: "all", steps });
  const X = prepare(fitted, holed.rows);
  const numbers = complete.schema.features.filter(({ kind }) => kind === "number");
  return numbers.flatMap(({ name }) => {
    const { mean, scale } = standardise(recordedValues(complete, name) as number[]);
    const column = fitted.columns.findIndex(({ feature }) => feature === name);
    return complete.rows.flatMap((row, i) => {
      if (row[name] === null || holed.rows[i][name] !== null) return [];
      const filled = X.values[i * X.columns + column];
      return [{
        row: i,
        feature: name,
        truth: (Number(row[name]) - mean) / scale,
        filled: (filled - mean) / scale,
      }];
    });
  });
}

/**
 * The root mean squared error, in standard deviations: 0 if every cell is restored exactly, about 1
 * if each gets the mean.
 *
 * @throws `RangeError` for no cells.
 *
 * @example
 * ```ts
 * import { restorationError } from "heartbook/prepare/restore-cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = [{ row: 0, feature: "age", truth: 1, filled: 0 }];
 * assertEquals(restorationError(cells), 1);
 * ```
 */
export function restorationError(cells: readonly RestoredCell[]): number {
  if (cells.length === 0) throw new RangeError("expected deleted cells, got none");
  const squares = cells.reduce((sum, { truth, filled }) => sum + (truth - filled) ** 2, 0);
  return Math.sqrt(squares / cells.length);
}
