/** What the models of all combinations of columns predict for the same rows. */
import { SERIES } from "../wasm/exponential.ts";
import { bytes } from "../models/wasm/logistic.bytes.ts";
import { nextFour, reusedWorkspace, room } from "../wasm/workspace.ts";
import { sigmoid } from "../stats/log-odds.ts";
import type { Solution } from "./subset-walk.ts";

/** The columns of some rows; column 1 of a {@link Solution} is the first. */
export type Part = readonly Float64Array[];

/** The probabilities of all rows, part by part, by the solution of each part. */
export type PredictParts = (solutions: readonly Solution[]) => Float64Array;

/** logistic.as documents it; arrays are passed by address. */
interface Loops {
  readonly predictColumns: (...numbers: number[]) => void;
}

const workspaceOf = reusedWorkspace<Loops>(bytes);

const rowsOf = (part: Part): number => part[0].length;

/**
 * Predicts by compiled loops, to within rounding as {@link predictPlainly} does, and by that where
 * there are no vector instructions. It is no longer of use once another one is made.
 */
export function predictParts(parts: readonly Part[]): PredictParts {
  const most = Math.max(...parts.map(({ length }) => length)) + 1;
  const rows = parts.reduce((sum, part) => sum + rowsOf(part), 0);
  const lengths = parts.map((part) => part.length * nextFour(rowsOf(part)));
  // Up to three rows more are written than there are.
  const sizes = [...lengths, rows + 3, most, SERIES.length];
  const space = sizes.reduce((sum, size) => sum + room(8 * size), room(4 * most));
  const workspace = workspaceOf(space);
  if (!workspace) return predictPlainly(parts);
  const cells = lengths.map((length) => workspace.float64(length));
  const p = workspace.float64(rows + 3), weights = workspace.float64(most);
  const series = workspace.float64(SERIES.length), which = workspace.int32(most);
  series.set(SERIES);
  parts.forEach((part, k) => {
    cells[k].fill(0);
    part.forEach((column, j) => cells[k].set(column, j * nextFour(column.length)));
  });
  return (solutions) => {
    let start = 0;
    for (let k = 0; k < parts.length; k++) {
      const { count } = solutions[k];
      which.set(solutions[k].columns.subarray(0, count));
      weights.set(solutions[k].weights.subarray(0, count));
      workspace.loops.predictColumns(
        cells[k].byteOffset,
        nextFour(rowsOf(parts[k])),
        which.byteOffset,
        weights.byteOffset,
        count,
        p.byteOffset + 8 * start,
        series.byteOffset,
      );
      start += rowsOf(parts[k]);
    }
    return p.slice(0, rows);
  };
}

/** The same by plain loops. */
export function predictPlainly(parts: readonly Part[]): PredictParts {
  return (solutions) =>
    Float64Array.from(parts.flatMap((part, k) => {
      const { count, columns, weights } = solutions[k];
      return Array.from({ length: rowsOf(part) }, (_, row) => {
        let z = weights[0];
        for (let i = 1; i < count; i++) z += weights[i] * part[columns[i] - 1][row];
        return sigmoid(z);
      });
    }));
}
