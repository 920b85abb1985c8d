/** Patients by column, the input of drift detection. */
import { checkScored } from "../measure/scored.ts";
import { parseRow } from "../schema.ts";
import type { Cell, FeatureSchema, Row } from "../types.ts";

/**
 * Some patients, with each column sorted separately so that no patient's row can be reconstructed.
 * Plain JSON, to be stored with a model.
 */
export interface Sample {
  readonly patients: number;
  /** By feature: recorded numbers or levels in sorted order; `null` for each missing cell, last. */
  readonly cells: Readonly<Record<string, readonly Cell[]>>;
  /** Predicted probabilities of disease, rising. */
  readonly p: readonly number[];
}

/** A model's inputs and predictions: one probability per row. */
export interface Predicted {
  readonly rows: readonly Row[];
  readonly p: ArrayLike<number>;
}

/** Missing cells last, so that they do not hide a shift in the recorded ones. */
function byCell(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The patients as columns. For a reference, use out-of-fold probabilities: a model's probabilities
 * for its own training patients are more extreme than any it will give later.
 *
 * @throws `TypeError` for unequal lengths or a row without one of the features; `RangeError` for no
 * rows, a probability outside [0, 1], or a cell that the schema refuses, with row and column.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { toSample } from "heartbook/watch/sample.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { schema, rows } = readHeart();
 * const sample = toSample(schema, { rows: rows.slice(0, 3), p: [0.3, 0.9, 0.1] });
 * assertEquals(sample.cells.age, [63, 67, 67]);
 * assertEquals(sample.p, [0.1, 0.3, 0.9]);
 * ```
 */
export function toSample(schema: FeatureSchema, { rows, p }: Predicted): Sample {
  checkScored({ label: new Uint8Array(rows.length), p });
  const names = schema.features.map(({ name }) => name);
  const checked = rows.map((row, i) => {
    const absent = names.find((name) => !Object.hasOwn(row, name));
    if (absent !== undefined) throw new TypeError(`row ${i}: expected a column ${absent}`);
    return parseRow(schema, row, `row ${i}`);
  });
  return {
    patients: rows.length,
    cells: Object.fromEntries(
      names.map((name) => [name, checked.map((row) => row[name]).sort(byCell)]),
    ),
    p: Array.from(p).sort((a, b) => a - b),
  };
}
