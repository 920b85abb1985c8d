/** The cardiotocograms as standardised numbers, and scores of other programs to compare with. */
import { assertAlmostEquals } from "@std/assert";
import { readCardiotocography } from "heartbook/cardiotocography/recordings.ts";
import { fitPreprocessor, prepare } from "heartbook/prepare/preprocessor.ts";
import type { Matrix } from "heartbook/types.ts";
import reference from "../../reference/detectors.json" with { type: "json" };

const recordings = readCardiotocography();

export const raw: Matrix = prepare(
  fitPreprocessor(recordings, { numbers: "raw", levels: "all" }),
  recordings.rows,
);

export const standardised: Matrix = prepare(
  fitPreprocessor(recordings, { numbers: "standardised", levels: "all" }),
  recordings.rows,
);

/** Some of the rows, `from` to before `to`. */
export function slice({ values, columns }: Matrix, from: number, to: number): Matrix {
  return { values: values.slice(from * columns, to * columns), rows: to - from, columns };
}

export function matrix(rows: readonly (readonly number[])[]): Matrix {
  return { values: Float64Array.from(rows.flat()), rows: rows.length, columns: rows[0].length };
}

export const { scores, forests } = reference;

/** Every fifth score is frozen. */
export function assertScores(ours: Float64Array, theirs: readonly number[], within: number): void {
  theirs.forEach((score, i) => assertAlmostEquals(ours[reference.every * i], score, within));
}
