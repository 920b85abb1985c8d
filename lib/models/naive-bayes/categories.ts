/** What naive Bayes knows of categories: how frequent a level is in either class. */

import type { Matrix, PreparedColumn, Training } from "../../types.ts";
import { classTotals, type PerClass } from "../class-totals.ts";

/** The column of a level, and what its cells exceed in the rows that have it. */
interface Mark {
  readonly column: number;
  readonly above: number;
}

/** A feature of which a row has one level. */
export interface CategoryByClass {
  readonly levels: readonly (Mark & { readonly share: PerClass })[];
  /** Shares of the level that has no column, where the training had one such. */
  readonly rest?: PerClass;
}

/** The smoothed share of each level of each feature that has level columns. */
export function describeCategories(
  { X, y, columns }: Training,
  { weights, smoothing }: { weights: Float64Array; smoothing: number },
): CategoryByClass[] {
  const totals = classTotals(y, weights);
  const levels = columns.keys().filter((j) => columns[j].kind === "level");
  const features = Map.groupBy(levels, (j) => columns[j].feature);
  return Array.from(features.values(), (siblings) => {
    const marks = siblings.map((column) => ({ column, above: halfway(columns[column]) }));
    // The last count is of rows with no level on.
    const counts = [...marks, "rest"].map((): [number, number] => [0, 0]);
    let rest = false;
    for (let i = 0; i < X.rows; i++) {
      const level = levelOf(marks, X, i);
      rest ||= level < 0 && weights[i] > 0;
      counts.at(level)![y[i]] += weights[i];
    }
    const all = smoothing * (marks.length + Number(rest));
    const shares = counts.map(([healthy, diseased]): PerClass => [
      (healthy + smoothing) / (totals[0] + all),
      (diseased + smoothing) / (totals[1] + all),
    ]);
    return {
      levels: marks.map((mark, k) => ({ ...mark, share: shares[k] })),
      ...(rest ? { rest: shares[marks.length] } : {}),
    };
  });
}

/** Between what a level's column holds when it is off, and when it is on. */
function halfway({ mean, scale }: PreparedColumn): number {
  return (0.5 - mean) / scale;
}

/** Which of these levels a row has; -1 for none. */
export function levelOf(
  levels: readonly Mark[],
  { values, columns }: Matrix,
  row: number,
): number {
  return levels.findIndex(({ column, above }) => values[row * columns + column] > above);
}
